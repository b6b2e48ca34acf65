import './promise.ts';
import { render } from 'ink';
import { PARTS } from '../editor/parts/registry.ts';
import type { Reading } from '../editor/session.ts';
import { initialState, type Surroundings } from '../editor/state.ts';
import { UserError } from '../record/errors.ts';
import type { Host } from '../workspace/host.ts';
import { changeText, saveText } from '../workspace/save.ts';
import { readTextFile, reasonOf } from '../workspace/text-file.ts';
import { App, type Suspend } from './app.tsx';
import { editOutside } from './external-editor.ts';
import { leftJournals, openJournal, removeJournal, type JournalFile } from './journal-file.ts';
import { openRunner, type World } from './runner.ts';
import { ThemeProvider, type Theme } from './theme.ts';
import { watchFile } from './watch-file.ts';

/** Above what any terminal draws, so that a key is never waited for. */
const MOST_FRAMES = 120;

const journalFor = (host: Host, path: string): JournalFile => {
  try {
    return openJournal(host, path);
  } catch (cause) {
    throw new UserError(`no journal can be kept: ${reasonOf(cause)}`, { hint: 'set XDG_STATE_HOME to a folder that can be written', cause });
  }
};

/** Until the screen is there. */
const atOnce: Suspend = async (work) => work();

/** What a program needs to put a document on the terminal. */
export interface EditorInput extends Pick<World, 'plan' | 'check' | 'parse' | 'gates' | 'traces' | 'imports' | 'editAt'> {
  /** Absolute. */
  readonly path: string;
  readonly reading: Reading;
  readonly surroundings: Surroundings;
  readonly theme: Theme;
  readonly screenReader: boolean;
  /** Name of the part that is shown first. */
  readonly part: string;
}

/** Edits a document on the terminal until the writer leaves. */
export const runEditor = async (host: Host, { path, reading, surroundings, theme, screenReader, part, ...world }: EditorInput): Promise<void> => {
  const left = leftJournals(host, path);
  const journal = journalFor(host, path);
  let suspend: Suspend = atOnce;
  const shown = PARTS.findIndex(({ name }) => name === part);
  const runner = openRunner(initialState(path, reading, Math.max(0, shown), surroundings, left), {
    ...world,
    now: host.now,
    journal,
    forget: ({ id }) => removeJournal(id),
    save: (change, anew) => {
      if (anew && 'reason' in readTextFile(path)) {
        const { text } = runner.state().session;
        saveText(path, text);
        return { before: text, after: text };
      }
      return changeText(path, change);
    },
    outside: async (text) => {
      let changed = text;
      await suspend(() => {
        changed = editOutside(host, text);
      });
      return changed;
    },
    quit: (kept) => {
      stopWatching();
      journal.end(kept);
      instance.unmount();
    },
  });
  const stopWatching = watchFile(path, runner.look);
  const instance = render(
    <ThemeProvider value={theme}>
      <App runner={runner} onSuspendable={(given) => void (suspend = given)} />
    </ThemeProvider>,
    {
      stdin: host.stdin, stdout: host.stdout, stderr: host.stderr,
      exitOnCtrlC: false, patchConsole: false, alternateScreen: !screenReader, isScreenReaderEnabled: screenReader, incrementalRendering: true, maxFps: MOST_FRAMES,
    },
  );
  await instance.waitUntilExit();
};
