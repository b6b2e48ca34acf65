import './promise.ts';
import { render } from 'ink';
import { answersOf, beginStart, reduceStart, type Start as StartState, type StartAnswers } from '../editor/start.ts';
import type { Surroundings } from '../editor/state.ts';
import type { Host } from '../workspace/host.ts';
import { leftJournals, openJournal, removeJournal } from './journal-file.ts';
import { Start } from './screens/start.tsx';
import { ThemeProvider, type Theme } from './theme.ts';

/** What the first screen of `new` starts with. */
export interface StartInput {
  /** What half-typed answers are kept under: the folder of the post-mortems. */
  readonly place: string;
  /** Answers that flags gave, in the order of the questions. */
  readonly known: readonly string[];
  readonly surroundings: Surroundings;
  readonly theme: Theme;
  readonly screenReader: boolean;
}

/** Asks the three questions; null where the writer leaves. What was typed is there at the next start, until `forget` is called. */
export const runStart = async (host: Host, { place, known, surroundings, theme, screenReader }: StartInput): Promise<{ readonly answers: StartAnswers; readonly forget: () => void } | null> => {
  const left = leftJournals(host, place);
  const journal = openJournal(host, place);
  const draft = left.at(-1)?.drafts.at(-1) ?? null;
  let state: StartState = beginStart(known, draft, surroundings, host.now());
  const listeners = new Set<() => void>();
  const keep = (): void => {
    const { question, answers, field } = state.prompt;
    journal.append({ kind: 'draft', question, answers: [...answers], text: field.text });
  };
  journal.restart('');
  if (draft !== null) keep();
  for (const { id } of left) removeJournal(id);
  const instance = render(
    <ThemeProvider value={theme}>
      <Start
        store={{
          state: () => state,
          subscribe: (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
          keys: (keys) => {
            for (const [key, characters] of keys) if (state.outcome === 'asking') state = reduceStart(state, key, characters, known);
            if (state.outcome !== 'asking') return void instance.unmount();
            keep();
            for (const listener of listeners) listener();
          },
        }}
      />
    </ThemeProvider>,
    { stdin: host.stdin, stdout: host.stdout, stderr: host.stderr, exitOnCtrlC: false, patchConsole: false, alternateScreen: !screenReader, isScreenReaderEnabled: screenReader, incrementalRendering: true },
  );
  await instance.waitUntilExit();
  if (state.outcome === 'answered') return { answers: answersOf(state), forget: () => journal.end(false) };
  journal.end(state.prompt.field.text !== '' || state.prompt.step > 0);
  return null;
};
