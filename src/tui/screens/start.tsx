import { Box, Text, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { useSyncExternalStore, type ReactNode } from 'react';
import { START_ASKS, startProposals, type Start as StartState } from '../../editor/start.ts';
import { neutralise } from '../../record/neutralise.ts';
import { keysOf, type KeyPress } from '../keyboard.ts';
import { useTheme } from '../theme.ts';
import { Line } from '../widgets/line.tsx';
import { Typing } from '../widgets/typing.tsx';

/** What the first screen of `new` shows and hears. */
export interface StartStore {
  readonly state: () => StartState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly keys: (keys: readonly KeyPress[]) => void;
}

const LEAD = 2;

/** Three questions, one below the other, and nothing else. */
export const Start = ({ store }: { readonly store: StartStore }): ReactNode => {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { columns } = useWindowSize();
  const reader = useIsScreenReaderEnabled();
  const { sign } = useTheme();
  useInput((input, key) => store.keys(keysOf(input, key)));
  usePaste((text) => store.keys([['', text]]));
  const { prompt, message } = state;
  const ask = START_ASKS[prompt.step];
  const proposed = startProposals(state);
  const help = ask === undefined ? '' : `${ask.why} For example: ${ask.example}`;
  if (reader) return <Text>{[`Question ${prompt.step + 1} of 3: ${ask?.label ?? ''} ${help}`, `You typed: ${neutralise(prompt.field.text)}`, message].filter((line) => line !== '').join('\n')}</Text>;
  return (
    <Box flexDirection="column">
      <Line bold>A new post-mortem: three questions, then the timeline. escape goes back, ctrl-c leaves.</Line>
      <Line> </Line>
      {START_ASKS.slice(0, prompt.step).map(({ name, label }, index) => <Line key={name} dimColor>{`${label}: ${neutralise(prompt.answers[index] ?? '')}`}</Line>)}
      <Typing label={ask?.label ?? ''} text={prompt.field.text} cursor={prompt.field.cursor} columns={columns} top={LEAD + prompt.step} />
      <Line dimColor>{help}</Line>
      {proposed.length > 0 && <Line>{proposed.map((text, index) => `${index === prompt.proposed ? sign('selected') : ' '}${neutralise(text)}`).join(' ')}</Line>}
      <Line tone="warn">{message || ' '}</Line>
    </Box>
  );
};
