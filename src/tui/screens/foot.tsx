import { Box } from 'ink';
import type { ReactNode } from 'react';
import { KEYS, applies } from '../../editor/keys.ts';
import { PARTS } from '../../editor/parts/registry.ts';
import { askOf, proposalsOf } from '../../editor/prompt.ts';
import type { Prompt, State } from '../../editor/state.ts';
import { neutralise } from '../../record/neutralise.ts';
import { useTheme } from '../theme.ts';
import { Line } from '../widgets/line.tsx';
import { Typing } from '../widgets/typing.tsx';
import { IMPORT_KEYS } from './import.tsx';

const TONES = { plain: null, good: 'good', bad: 'bad' } as const;

/** What the keys do here: those that apply to this part first. */
const keysFor = (part: string): string => {
  const own = KEYS.filter((key) => 'parts' in key && applies(key, part)).map(({ keys, name }) => `${keys[0]} ${name}`);
  return [...own, '↵ edit', 'e $EDITOR', 'u undo', 'n finding', '/ search', '? help', 'q quit'].join('  ');
};

const stepOf = ({ asks, step }: Prompt): string => (asks.length > 1 ? ` ${step + 1}/${asks.length}` : '');

/** The last three lines: why something is asked, the question or the keys, and the proposals or what happened. */
export const Foot = ({ state, columns, top }: { readonly state: State; readonly columns: number; readonly top: number }): ReactNode => {
  const { sign } = useTheme();
  const { prompt, overlay, message } = state;
  const part = PARTS[state.part];
  const said = <Line tone={TONES[message.tone]}>{neutralise(message.text) || ' '}</Line>;
  if (prompt !== null) {
    const { label, why, example } = askOf(prompt);
    const proposed = proposalsOf(state);
    const help = example === '' ? why : `${why} For example: ${example}`;
    return (
      <Box flexDirection="column">
        <Line dimColor>{help}</Line>
        {prompt.field.lines
          ? <Line dimColor>ctrl-s done  escape leave (kept)  ctrl-o $EDITOR</Line>
          : <Typing label={`${label}${stepOf(prompt)}`} text={prompt.field.text} cursor={prompt.field.cursor} columns={columns} top={top + 1} />}
        {proposed.length > 0 && message.tone !== 'bad' ? <Line>{proposed.map((text, index) => (index === prompt.proposed ? `${sign('selected')}${neutralise(text)}` : ` ${neutralise(text)}`)).join(' ')}</Line> : said}
      </Box>
    );
  }
  if (overlay?.kind === 'import' && overlay.proposal !== null) {
    return (
      <Box flexDirection="column">
        <Line dimColor>{IMPORT_KEYS}</Line>
        <Typing label="with the words" text={overlay.query.text} cursor={overlay.query.cursor} columns={columns} top={top + 1} />
        {said}
      </Box>
    );
  }
  if (overlay?.kind === 'pick') {
    return (
      <Box flexDirection="column">
        <Line dimColor>enter chooses  up and down select  escape goes back</Line>
        <Typing label="find" text={overlay.query.text} cursor={overlay.query.cursor} columns={columns} top={top + 1} />
        {said}
      </Box>
    );
  }
  const why = overlay?.kind === 'form' ? (part?.fields(state.session.record, overlay.row)[overlay.field]?.why ?? '') : (part?.why ?? '');
  const keys = overlay === null ? keysFor(part?.name ?? '') : overlay.kind === 'form' ? '↵ change  escape back  u undo' : overlay.kind === 'recover' ? 'r resume  x throw away  q leave' : overlay.kind === 'import' ? 'escape back' : 'up and down scroll  tab other view  escape back';
  return (
    <Box flexDirection="column">
      <Line dimColor>{overlay === null || overlay.kind === 'form' ? why : ' '}</Line>
      <Line dimColor>{keys}</Line>
      {said}
    </Box>
  );
};
