import { Text, useApp, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { keysOf } from './keyboard.ts';
import type { Runner } from './runner.ts';
import { Main } from './screens/main.tsx';
import { Reader } from './screens/reader.tsx';

const LEAST_COLUMNS = 60;
const LEAST_ROWS = 16;

/** Gives the terminal to another program, and takes it back. */
export type Suspend = (work: () => void) => Promise<void>;

/** The app on a screen. */
export const App = ({ runner, onSuspendable }: { readonly runner: Runner; readonly onSuspendable: (suspend: Suspend) => void }): ReactNode => {
  const { suspendTerminal } = useApp();
  useEffect(() => onSuspendable((work) => suspendTerminal(work)), [onSuspendable, suspendTerminal]);
  const state = useSyncExternalStore(runner.subscribe, runner.state);
  const { columns, rows } = useWindowSize();
  const reader = useIsScreenReaderEnabled();
  useInput((input, key) => runner.keys(keysOf(input, key)));
  usePaste(runner.paste);
  if (reader) return <Reader state={state} />;
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return <Text>{`This terminal is too small: ${columns}×${rows}, the editor needs ${LEAST_COLUMNS}×${LEAST_ROWS}. Nothing is lost: make it larger.`}</Text>;
  // A frame as high as the screen scrolls it.
  return <Main state={state} height={rows - 1} columns={columns} />;
};
