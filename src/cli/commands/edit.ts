import { EXIT, UserError } from '../../record/errors.ts';
import type { CommandRun } from '../command.ts';
import { onlyFile } from '../editing/input.ts';
import { editOnScreen, noScreen } from '../editing/screen.ts';

/** Opens a document in the terminal app. */
export const run: CommandRun = async (host, args) => {
  const file = onlyFile(args, 'edit');
  const reason = noScreen(host);
  if (reason !== null) throw new UserError(reason, { hint: '`postmortem set` and `postmortem add` make the same changes from flags' });
  await editOnScreen(host, file, args, 'timeline');
  return EXIT.clean;
};
