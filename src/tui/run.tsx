import './promise.ts';
import { render } from 'ink';
import { UserError } from '../record/errors.ts';
import type { EditSubject } from '../document/edit/subject.ts';
import type { Host } from '../workspace/host.ts';
import { saveText } from '../workspace/save.ts';
import { readTextFile, reasonOf } from '../workspace/text-file.ts';
import { App, type Suspend } from './app.tsx';
import { openController, type World } from './controller.ts';
import { editOutside } from './external-editor.ts';
import { leftJournals, openJournal, removeJournal, type JournalFile } from './journal-file.ts';

const journalFor = (host: Host, path: string): JournalFile => {
  try {
    return openJournal(host, path);
  } catch (cause) {
    throw new UserError(`no journal can be kept: ${reasonOf(cause)}`, { hint: 'set XDG_STATE_HOME to a folder that can be written', cause });
  }
};

/** Until the screen is there. */
const atOnce: Suspend = async (work) => work();

/** Edits a document on the terminal until the writer leaves. `path` is absolute. */
export const runEditor = async (host: Host, path: string, subject: EditSubject, asked: Pick<World, 'check' | 'editAt'>): Promise<void> => {
  const left = leftJournals(host, path).at(-1) ?? null;
  const journal = journalFor(host, path);
  let suspend: Suspend = atOnce;
  const controller = openController(subject, {
    ...asked,
    journal,
    left,
    forgetLeft: () => left && removeJournal(left.file),
    read: () => {
      const content = readTextFile(path);
      if ('reason' in content) throw new UserError(`cannot read the file: ${content.reason}`);
      return content.text;
    },
    save: (text) => saveText(path, text),
    externalEditor: async (text) => {
      let changed = text;
      await suspend(() => {
        changed = editOutside(host, text);
      });
      return changed;
    },
    quit: (saved) => {
      if (saved) journal.remove();
      instance.unmount();
    },
  });
  const instance = render(<App controller={controller} onSuspendable={(given) => void (suspend = given)} />, { stdin: host.stdin, stdout: host.stdout, stderr: host.stderr, exitOnCtrlC: false, alternateScreen: true, patchConsole: false });
  await instance.waitUntilExit();
};
