import { UserError } from '../../record/errors.ts';
import type { CommandRun } from '../command.ts';
import { editAt } from '../editing/fact-path.ts';
import { editFile } from '../editing/write.ts';

/** Changes one fact. */
export const run: CommandRun = (host, args) => {
  const [file, path, value, extra] = args.positionals;
  if (file === undefined || path === undefined || value === undefined) throw new UserError('a document, a fact and a value are asked for', { hint: 'postmortem set FILE severity SEV2' });
  if (extra !== undefined) throw new UserError(`"${extra}" is too much`, { hint: 'quote a value that holds spaces' });
  return editFile(host, args, file, ({ record }) => [editAt(record, path, value)]);
};
