import { Box, Text, useApp, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize, type Key } from 'ink';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { isSaved } from '../editor/session.ts';
import { neutralise } from '../record/neutralise.ts';
import { graphemesOf } from '../record/width.ts';
import type { Controller, State } from './controller.ts';
import { KEYS } from './keys.ts';

const LEAST_COLUMNS = 60;
const LEAST_ROWS = 16;
const SIDE = 22;
const FINDING_ROWS = 3;

/** `ctrl-s`, `up`, `a`: the name of a key; and the characters that it types, if any. */
const named = (input: string, key: Key): readonly [name: string, characters: string] => {
  if (key.upArrow) return ['up', ''];
  if (key.downArrow) return ['down', ''];
  if (key.leftArrow) return ['left', ''];
  if (key.rightArrow) return ['right', ''];
  if (key.return) return ['return', ''];
  if (key.escape) return ['escape', ''];
  if (key.tab) return ['tab', ''];
  if (key.backspace) return ['backspace', ''];
  // Many terminals send DEL for the key that erases backwards, and Ink calls that delete.
  if (key.delete) return [input === '' ? 'backspace' : 'delete', ''];
  if (key.home) return ['home', ''];
  if (key.end) return ['end', ''];
  if (key.ctrl) return [`ctrl-${input}`, ''];
  return key.meta ? ['', ''] : [input, input];
};

const CONTROL: Readonly<Record<string, string>> = { '\r': 'return', '\n': 'return', '\t': 'tab', '\u007f': 'backspace', '\b': 'backspace', '\u0015': 'ctrl-u' };

/** Keys typed ahead arrive together, as one text. */
const typedAhead = (input: string): (readonly [name: string, characters: string])[] =>
  graphemesOf(input).map((character) => {
    const control = CONTROL[character];
    return control === undefined ? [character, character] : [control, ''];
  });

/** The rows around the selected one that fit. */
const visible = (rows: readonly string[], selected: number, height: number): readonly (readonly [index: number, row: string])[] => {
  const from = Math.max(0, Math.min(selected - Math.floor(height / 2), rows.length - height));
  return rows.slice(from, from + height).map((row, index) => [from + index, row]);
};

const Line = ({ children, ...style }: { readonly children: ReactNode; readonly bold?: boolean; readonly inverse?: boolean; readonly dimColor?: boolean }): ReactNode => (
  <Text wrap="truncate" {...style}>{children}</Text>
);

const Question = ({ prompt }: { readonly prompt: NonNullable<State['prompt']> }): ReactNode => {
  const characters = graphemesOf(prompt.field.text);
  const { cursor } = prompt.field;
  return (
    <Text wrap="truncate-start">
      <Text bold>{prompt.label}: </Text>
      {characters.slice(0, cursor).join('')}
      <Text inverse>{characters[cursor] ?? ' '}</Text>
      {characters.slice(cursor + 1).join('')}
    </Text>
  );
};

const Help = ({ height }: { readonly height: number }): ReactNode => (
  <Box flexDirection="column" height={height}>
    <Line bold>Keys (any key goes back)</Line>
    {KEYS.map(({ keys, name, does }) => <Line key={name}>{`${keys.join(', ').padEnd(14)} ${does}`}</Line>)}
  </Box>
);

const Main = ({ state, height }: { readonly state: State; readonly height: number }): ReactNode => {
  const { session, panes, pane, row, prompt, findings, finding, message } = state;
  const { record } = session.subject;
  const shown = panes[pane];
  const body = height - FINDING_ROWS - 4;
  const reader = useIsScreenReaderEnabled();
  const counted = `Findings ${findings.length}`;
  return (
    <Box flexDirection="column" height={height}>
      <Line inverse>{` ${neutralise(record.title?.value ?? session.subject.document.path)}  ${record.severity?.value ?? 'no severity'}  ${record.status?.value ?? 'no status'}  ${isSaved(session) ? 'saved' : 'NOT SAVED'}  ? help`}</Line>
      <Box height={body}>
        {!reader && (
          <Box flexDirection="column" width={SIDE} flexShrink={0}>
            {visible(panes.map(({ title }) => title), pane, body).map(([index, title]) => <Line key={index} bold={index === pane}>{`${index === pane ? '▸' : ' '} ${title}`}</Line>)}
          </Box>
        )}
        <Box flexDirection="column" flexGrow={1}>
          <Line bold>{shown?.title ?? ''}</Line>
          {visible(shown?.rows ?? [], row, body - 2).map(([index, text]) => <Line key={index}>{`${index === row ? '▸' : ' '} ${text}`}</Line>)}
          <Line dimColor>{shown?.below ?? ''}</Line>
        </Box>
      </Box>
      <Line bold>{findings.length > 0 ? `${counted}  n next  F fix` : counted}</Line>
      {findings.slice(Math.max(0, finding), Math.max(0, finding) + FINDING_ROWS).map((found, index) => (
        <Line key={`${found.fingerprint} ${index}`}>{`${found.severity === 'error' ? '✖' : '!'} ${found.range.start.line} ${found.message}${found.fix ? ' (F)' : ''}`}</Line>
      ))}
      <Box flexGrow={1} />
      {prompt ? <Question prompt={prompt} /> : <Line dimColor>a add  enter edit  d delete  u undo  : set  E $EDITOR  ? help  q quit</Line>}
      <Line>{neutralise(message)}</Line>
    </Box>
  );
};

/** Gives the terminal to another program, and takes it back. */
export type Suspend = (work: () => void) => Promise<void>;

/** The app on a screen. */
export const App = ({ controller, onSuspendable }: { readonly controller: Controller; readonly onSuspendable: (suspend: Suspend) => void }): ReactNode => {
  const { suspendTerminal } = useApp();
  useEffect(() => onSuspendable((work) => suspendTerminal(work)), [onSuspendable, suspendTerminal]);
  const state = useSyncExternalStore(controller.subscribe, controller.state);
  const { columns, rows } = useWindowSize();
  useInput((input, key) => {
    for (const [name, characters] of graphemesOf(input).length > 1 && !key.ctrl ? typedAhead(input) : [named(input, key)]) controller.key(name, characters);
  });
  usePaste(controller.paste);
  // A frame as high as the screen scrolls it.
  const height = rows - 1;
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return <Text>{`This terminal is too small: ${columns}×${rows}, the editor needs ${LEAST_COLUMNS}×${LEAST_ROWS}. Nothing is lost: make it larger.`}</Text>;
  if (state.screen === 'help') return <Help height={height} />;
  if (state.screen === 'recover') {
    return (
      <Box flexDirection="column" height={height}>
        <Line bold>An earlier session on this document ended before all of it was saved.</Line>
        <Line>r  take it up again, over what the file holds now</Line>
        <Line>x  throw it away</Line>
        <Line>q  leave and decide later</Line>
      </Box>
    );
  }
  return <Main state={state} height={height} />;
};
