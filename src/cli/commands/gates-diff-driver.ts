import { EXIT, UserError } from '../../record/errors.ts';
import { adapterSet } from '../../gates/adapters/load.ts';
import { ADAPTERS } from '../../gates/adapters/registry.ts';
import { classifyChange } from '../../gates/diff/classify.ts';
import { MAX_GATE_FILE_BYTES } from '../../workspace/gates/files.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import type { CommandRun } from '../command.ts';
import { diffText } from '../gates/diff-text.ts';

/** What git calls for a file with `diff=gates`: prints what the change does to the gates of the file. Always succeeds, or git stops. */
export const run: CommandRun = async (host, { positionals }) => {
  const [path, oldFile, , , newFile] = positionals;
  if (path === undefined || oldFile === undefined || newFile === undefined) {
    throw new UserError('this command is for git', { hint: 'git config diff.gates.command "postmortem gates diff-driver"' });
  }
  const [before, after] = [textOf(oldFile), textOf(newFile)];
  const { changes } = await classifyChange(before === null ? null : { path, text: before }, after === null ? null : { path, text: after }, { adapters: adapterSet(ADAPTERS, () => true), today: new Date(host.now()).toISOString().slice(0, 10) });
  host.stdout.write(`gates ${path}\n${changes.length === 0 ? 'no gate changed\n' : diffText(changes)}`);
  return EXIT.clean;
};

/** Git names `/dev/null` where a file does not exist. */
const textOf = (file: string): string | null => {
  const content = file === '/dev/null' ? null : readTextFile(file, MAX_GATE_FILE_BYTES);
  return content !== null && 'text' in content ? content.text : null;
};
