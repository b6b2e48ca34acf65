import { UserError } from '../record/errors.ts';
import { MILESTONES } from '../record/vocabulary.ts';
import { entryOf, wordsIn, type Importer, type ReadingContext, type Sample, type SourceFile } from './importer.ts';
import { epochOf, instantOf, isZone } from './instant.ts';

/** Headers of each column, in lower case, the most telling first. */
const COLUMNS = {
  time: ['time', 'timestamp', '@timestamp', '_time', 'datetime', 'date and time', 'date/time', 'when', 'at', 'occurred at', 'occurred_at', 'created at', 'created_at', 'createdat', 'start', 'start time', 'date'],
  clock: ['clock', 'time of day', 'hour'],
  text: ['event', 'what', 'what happened', 'message', 'msg', 'text', 'description', 'summary', 'title', 'details', 'note', 'log'],
  actor: ['actor', 'who', 'by', 'user', 'author', 'owner', 'person', 'agent'],
  link: ['evidence', 'link', 'url', 'permalink', 'source', 'reference'],
  milestone: ['milestone', 'phase'],
  channel: ['channel', 'service', 'host', 'component', 'namespace'],
  id: ['id', 'key', 'event id', 'event_id'],
} as const;
type Column = keyof typeof COLUMNS;

const LARGEST_ROW = 1_000_000;

/** The zone that a header states: `Time (UTC)`, `Timestamp [Europe/Berlin]`. */
const zoneOf = (header: string): string | null => {
  const [, zone] = /[([]\s*([A-Za-z/_+\-:\d]{1,40})\s*[)\]]\s*$/.exec(header) ?? [];
  return zone !== undefined && isZone(zone) ? zone : null;
};

const plain = (header: string): string => header.replace(/[([][^)\]]*[)\]]\s*$/, '').trim().toLowerCase();

interface Layout {
  readonly columns: Readonly<Partial<Record<Column, number>>>;
  readonly zone: string | null;
}

/** Where each column stands; null where there is no time or no text. `Date` and `Time` side by side are the two halves of the time. */
const layoutOf = (header: readonly string[]): Layout | null => {
  const names = header.map(plain);
  const columns: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const name = COLUMNS[column].find((known) => names.includes(known));
    if (name !== undefined) columns[column] = names.indexOf(name);
  }
  const [date, time] = [names.indexOf('date'), names.indexOf('time')];
  if (date >= 0 && time >= 0) Object.assign(columns, { time: date, clock: time });
  if (columns.time === undefined || columns.text === undefined) return null;
  return { columns, zone: zoneOf(header[columns.clock ?? columns.time] ?? '') ?? zoneOf(header[columns.time] ?? '') };
};

const DELIMITERS = [',', ';', '\t'] as const;

const delimiterOf = (firstLine: string): string => {
  const counts = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

const recognises = ({ paths, head }: Sample): boolean => {
  const first = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const cells = first.split(delimiterOf(first)).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  return paths.length === 1 && cells.length > 1 && layoutOf(cells) !== null;
};

async function* rowsOf(file: SourceFile): AsyncGenerator<readonly string[]> {
  const [{ parse, CsvError }, { Readable }] = await Promise.all([import('csv-parse'), import('node:stream')]);
  const iterator = file.bytes()[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const head = Buffer.from(first.value).toString('utf8').split(/\r?\n/, 1)[0] ?? '';
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  const parser = parse({ bom: true, delimiter: delimiterOf(head), relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LARGEST_ROW });
  const source = Readable.from(all());
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) if (Array.isArray(row)) yield row.map(String);
  } catch (cause) {
    if (cause instanceof CsvError) throw new UserError(`is not CSV: ${cause.message}`, { place: file.path, cause });
    throw cause;
  }
}

/**
 * Tables as CSV (RFC 4180: https://www.rfc-editor.org/rfc/rfc4180), with commas, semicolons or tabs. The header names the columns: a time and a text are needed; actor,
 * link, milestone, channel and id are taken where they are.
 */
export const csv: Importer = {
  name: 'csv',
  title: 'CSV with a column for the time and one for the text',
  recognises,
  async *read(files, context) {
    for (const file of files) {
      let layout: Layout | null = null;
      let number = 0;
      for await (const row of rowsOf(file)) {
        number++;
        if (layout === null) {
          layout = layoutOf(row);
          if (layout === null) throw new UserError('no columns for a time and a text were found in its first line', { place: file.path, hint: 'name them Time and Event, for example' });
          continue;
        }
        const entry = entryIn(row, layout, context, `${file.path}:${number}`);
        if (entry === null) context.skipped('row without a time or a text');
        else yield entry;
      }
    }
  },
};

const entryIn = (row: readonly string[], { columns, zone }: Layout, context: ReadingContext, place: string) => {
  const cell = (column: Column): string | null => {
    const at = columns[column];
    return at === undefined ? null : wordsIn(row[at] ?? null);
  };
  const written = [cell('time'), cell('clock')].filter((part) => part !== null).join(' ');
  const at = instantOf(written.replace(/ (\d):/, ' 0$1:'), zone ?? context.zone) ?? epochOf(written);
  const text = cell('text');
  if (at === null || text === null) return null;
  const link = cell('link');
  const isLink = link !== null && /^https?:\/\//i.test(link);
  const milestone = cell('milestone')?.toLowerCase() ?? null;
  return entryOf({
    at, text, actor: cell('actor'), kind: 'action', source: 'csv', id: cell('id') ?? place, channel: cell('channel'),
    evidence: [isLink ? { label: 'link', url: link } : { label: link ?? place, url: null }],
    milestone: MILESTONES.find((known) => known === milestone) ?? null,
  });
};
