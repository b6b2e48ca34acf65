import { resolve } from 'node:path';
import { EXIT, UserError } from '../../record/errors.ts';
import { displayPath } from '../../workspace/discover.ts';
import { openSubject } from '../../workspace/subject.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import { readCheckOptions } from '../check/options.ts';
import { runCheck } from '../check/run-check.ts';
import type { CommandRun } from '../command.ts';
import { editAt } from '../editing/fact-path.ts';
import { onlyFile } from '../editing/input.ts';

/** Opens a document in the terminal app. */
export const run: CommandRun = async (host, args) => {
  const file = onlyFile(args, 'edit');
  const hint = '`postmortem set` and `postmortem add` make the same changes from flags';
  if (!host.stdin.isTTY || !host.stdout.isTTY) throw new UserError('the editor needs a terminal', { hint });
  if (host.env['TERM'] === 'dumb') throw new UserError('this terminal (TERM=dumb) cannot draw a screen', { hint });
  const path = resolve(host.cwd, file);
  const subject = await openSubject(host, file);
  const workspace = await openWorkspace(host, [file]);
  const options = { ...readCheckOptions({ positionals: [], values: {} }), cache: false };
  const target = displayPath(workspace.root, path);
  const { runEditor } = await import('../../tui/run.tsx');
  await runEditor(host, path, subject, {
    editAt,
    check: async (text) => (await runCheck(workspace, [{ path: target, read: () => ({ text }) }], options, { step: () => {}, end: () => {} })).findings,
  });
  return EXIT.clean;
};
