import { EXIT, UserError } from '../../record/errors.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { discover, displayPath } from '../../workspace/discover.ts';
import { openReader } from '../../workspace/reader.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import type { CommandRun } from '../command.ts';
import { EXPORT_FORMATS, isExportFormat } from '../exports/registry.ts';

/** Prints the records of the documents. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const name = typeof values['as'] === 'string' ? values['as'] : 'json';
  if (!isExportFormat(name)) throw new UserError(`unknown format "${name}"`);
  const [format, reader] = await Promise.all([EXPORT_FORMATS[name](), openReader(host, {})]);
  const root = host.cwd;
  const { files, failed } = discover({ cwd: host.cwd, root }, positionals, () => true);
  const failures = [...failed];
  const records: IncidentRecord[] = [];
  for (const file of files) {
    const content = readTextFile(file);
    const path = displayPath(root, file);
    if ('reason' in content) failures.push({ path, reason: content.reason });
    else records.push(reader.read(path, content.text).record);
  }
  for (const piece of format(records)) host.stdout.write(piece);
  for (const { path, reason } of failures) host.stderr.write(`postmortem: ${path}: ${reason}\n`);
  return failures.length > 0 ? EXIT.failed : EXIT.clean;
};
