import { wordsIn, entryOf, type ImportedEntry, type Importer, type ReadingContext, type Sample } from './importer.ts';
import { instantOf, momentOf } from './instant.ts';
import { linesOf } from './lines.ts';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

interface LogLine {
  readonly at: number;
  readonly text: string;
  readonly actor: string | null;
  readonly host: string | null;
}

const isoStart = /^[\s[(]*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?(?:Z|UTC|GMT)\b|\s?[+-]\d\d:?\d\d)?)[\])]*[\s:|,-]*(?=\S)/;

const isoLine = (line: string, { zone }: ReadingContext): LogLine | null => {
  const match = isoStart.exec(line);
  const at = match === null ? null : instantOf(match[1], zone);
  return match === null || at === null ? null : { at, text: line.slice(match[0].length), actor: null, host: null };
};

/** RFC 5424: `<34>1 2026-04-24T23:50:07.003Z host app 812 ID47 [data] text`. */
const structured = /^<\d{1,3}>1 (\S+) (\S+) (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\"]|\\.|"(?:[^"\\]|\\.)*")*\])+)(?: \uFEFF?([^]*))?$/;

const structuredLine = (line: string): LogLine | null => {
  const [, written, host = '-', app = '-', text = ''] = structured.exec(line) ?? [];
  const at = instantOf(written);
  return at === null ? null : { at, text, actor: app === '-' ? null : app, host: host === '-' ? null : host };
};

/** RFC 3164, as syslog daemons write files: `Apr 24 23:50:07 host app[812]: text`, with no year. */
const traditional = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\S+) (?:([\w./@-]{1,64})(?:\[\d+\])?: )?([^]*)$/;

/** A day that lies ahead was of the year before. */
const DAY = 86_400_000;

const traditionalLine = (line: string, { zone, now }: ReadingContext): LogLine | null => {
  const [, name = '', day, hour, minute, second, host = null, app = null, text = ''] = traditional.exec(line) ?? [];
  const month = MONTHS.indexOf(name) / 3 + 1;
  if (day === undefined || !Number.isInteger(month) || month < 1) return null;
  const inYear = (year: number): number | null => momentOf({ year, month, day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) }, zone);
  const year = new Date(now).getUTCFullYear();
  const at = inYear(year);
  const before = at === null || at > now + DAY ? (inYear(year - 1) ?? at) : at;
  return before === null ? null : { at: before, text, actor: app, host };
};

const read = (line: string, context: ReadingContext): LogLine | null => structuredLine(line) ?? traditionalLine(line, context) ?? isoLine(line, context);

const bare: ReadingContext = { zone: 'UTC', now: Date.UTC(2100, 0, 1), baseUrl: null, within: () => true, inChannel: () => true, skipped: () => undefined };

const routine = /\b(?:TRACE|DEBUG|VERBOSE)\b/;
const grave = /\b(?:WARN(?:ING)?|ERROR|CRIT(?:ICAL)?|FATAL|PANIC|ALERT|EMERG)\b/i;

const recognises = ({ paths, head }: Sample): boolean => {
  const lines = paths.length === 1 ? head.split(/\r?\n/, 50).filter((line) => line.trim() !== '') : [];
  const timed = lines.filter((line) => read(line, bare) !== null).length;
  return timed > 0 && timed * 2 >= Math.min(lines.length, 10);
};

/**
 * Log lines that begin with a time: ISO 8601 and its kin, syslog as of RFC 3164 and RFC 5424 (https://www.rfc-editor.org/rfc/rfc5424). Lines without one belong to the
 * line before (a stack trace) and are counted.
 */
export const logs: Importer = {
  name: 'logs',
  title: 'log lines with times (ISO 8601, syslog)',
  recognises,
  async *read(files, context) {
    for (const file of files) {
      for await (const { number, text } of linesOf(file)) {
        const line = text.trim() === '' ? null : read(text, context);
        const words = wordsIn(line?.text ?? null);
        if (line === null || words === null) {
          if (text.trim() !== '') context.skipped('line without a time');
          continue;
        }
        yield logEntry(line, words, `${file.path}:${number}`);
      }
    }
  },
};

const logEntry = (line: LogLine, text: string, place: string): ImportedEntry =>
  entryOf({
    at: line.at, text, actor: line.actor, channel: line.host, source: 'logs', id: place,
    evidence: [{ label: place, url: null }],
    kind: grave.test(text.slice(0, 80)) ? 'alert' : 'log',
    noise: routine.test(text.slice(0, 80)),
  });
