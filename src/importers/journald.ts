import { numberOf, textOf, type JsonObject } from '../record/json-values.ts';
import { entryOf, type Importer } from './importer.ts';
import { epochOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

/** A field as journald writes it: text, or a list of bytes where the text is not printable; of several values the first. */
const fieldOf = (value: unknown): string | null => {
  if (!Array.isArray(value)) return textOf(value);
  if (value.every((item): item is number => typeof item === 'number')) return Buffer.from(value.map((item) => item & 0xff)).toString('utf8');
  return textOf(value[0]);
};

/** Levels of syslog: the lower, the graver. */
const [WARNING, INFO, DEBUG] = [4, 6, 7];

const lineOf = (line: JsonObject): { readonly at: number; readonly text: string } | null => {
  const at = epochOf(line['_SOURCE_REALTIME_TIMESTAMP']) ?? epochOf(line['__REALTIME_TIMESTAMP']);
  const text = fieldOf(line['MESSAGE']);
  return at === null || text === null || text.trim() === '' ? null : { at, text };
};

/**
 * `journalctl -o json`, one object a line (systemd documentation, "Journal JSON Format": https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format, and
 * systemd.journal-fields(7)).
 */
export const journald: Importer = jsonImporter({
  name: 'journald',
  title: 'journald (journalctl -o json)',
  marks: [/"__REALTIME_TIMESTAMP"\s*:/],
  *entries(object) {
    const line = lineOf(object);
    if (line === null) return;
    const level = numberOf(object['PRIORITY']) ?? INFO;
    yield entryOf({
      ...line,
      actor: fieldOf(object['SYSLOG_IDENTIFIER']) ?? fieldOf(object['_COMM']),
      evidence: [],
      kind: level <= WARNING ? 'alert' : 'log',
      noise: level >= DEBUG,
      source: 'journald',
      id: fieldOf(object['__CURSOR']) ?? `${line.at} ${line.text}`,
      channel: fieldOf(object['_SYSTEMD_UNIT']) ?? fieldOf(object['_HOSTNAME']),
    });
  },
});
