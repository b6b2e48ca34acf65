import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import { isoDate } from '../../workspace/today.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun } from '../command.ts';
import { EXPORT_FORMATS, isExportFormat, type ExportedDocument } from '../exports/registry.ts';

const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();

/** Reads the file again only when a format asks for its prose. */
const exported = (record: IncidentRecord, cwd: string): ExportedDocument => {
  let text: string | null = null;
  return {
    record,
    prose: (name) => {
      const section = record.sections.find((each) => each.name === name);
      if (!section || section.empty) return null;
      if (text === null) {
        const content = readTextFile(resolve(cwd, record.path));
        text = 'reason' in content ? '' : content.text;
      }
      const words = withoutComments(text.slice(section.contentSource.start, section.contentSource.end));
      return words === '' ? null : words;
    },
  };
};

/** Prints the records of the documents. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const name = typeof values['as'] === 'string' ? values['as'] : 'json';
  if (!isExportFormat(name)) throw new UserError(`unknown format "${name}"`);
  const format = await EXPORT_FORMATS[name]();
  const { workspace, records, exit } = await openCollection(host, positionals);
  const documents = records.map((record) => exported(record, host.cwd));
  for (const piece of format(documents, { today: isoDate(host.now(), workspace.configuration.timezone) })) host.stdout.write(piece);
  return exit;
};
