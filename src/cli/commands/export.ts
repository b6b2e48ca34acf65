import { UserError } from '../../record/errors.ts';
import type { CommandRun } from '../command.ts';
import { openCollection } from '../collection.ts';
import { EXPORT_FORMATS, isExportFormat } from '../exports/registry.ts';

/** Prints the records of the documents. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const name = typeof values['as'] === 'string' ? values['as'] : 'json';
  if (!isExportFormat(name)) throw new UserError(`unknown format "${name}"`);
  const format = await EXPORT_FORMATS[name]();
  const { records, exit } = await openCollection(host, positionals);
  for (const piece of format(records)) host.stdout.write(piece);
  return exit;
};
