import { entryOf, type ImportedEntry, type Importer, type ReadingContext } from './importer.ts';
import { epochOf, instantOf, momentOf } from './instant.ts';
import { linesOf } from './lines.ts';

/** `%H%x09%cI%x09%an%x09%s`: hash, date of the commit, author and subject, which cannot be misread. */
const oneLine = /^([0-9a-f]{7,64})\t(\d{4}-\d\d-\d\dT[^\t]+)\t([^\t]*)\t([^]*)$/;
const header = /^commit ([0-9a-f]{7,64})(?: \(.*\)| [0-9a-f ]+)?$/;
const field = /^(Author|AuthorDate|Date|Commit|CommitDate|Merge|Reflog\w*|TaggedBy):\s+(.*)$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Dates as `git log --date` writes them: by default `Fri Apr 24 23:50:00 2026 +0200`, ISO, RFC, raw. */
const dateOf = (written: string, zone: string): number | null => {
  const [, month = '', day, hour, minute, second, year, stated] = /^\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})(?: ([+-]\d{4}))?$/.exec(written) ?? [];
  if (year !== undefined) {
    return momentOf({ year: Number(year), month: MONTHS.indexOf(month) / 3 + 1, day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) }, stated ?? zone);
  }
  const [, rfcDay, rfcMonth = '', rfcYear, clock, rfcZone] = /^\w{3}, (\d{1,2}) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(written) ?? [];
  if (rfcYear !== undefined) return instantOf(`${rfcYear}-${String(MONTHS.indexOf(rfcMonth) / 3 + 1).padStart(2, '0')}-${(rfcDay ?? '').padStart(2, '0')}T${clock ?? ''}${rfcZone ?? ''}`);
  const [, raw] = /^(\d{9,11}) [+-]\d{4}$/.exec(written) ?? [];
  return raw === undefined ? instantOf(written.replace(/ ([+-]\d{4})$/, '$1'), zone) : epochOf(raw);
};

const commitEntry = (hash: string, at: number, author: string, subject: string, { baseUrl }: ReadingContext): ImportedEntry =>
  entryOf({
    at,
    text: `Commit: ${subject === '' ? '(no message)' : subject}`,
    actor: author === '' ? null : author,
    evidence: [{ label: hash.slice(0, 8), url: baseUrl === null ? null : `${baseUrl}/commit/${hash}` }],
    kind: 'change',
    noise: /\[bot\]/.test(author),
    source: 'git-log',
    id: hash,
  });

interface Commit {
  readonly hash: string;
  date: string | null;
  author: string;
  subject: string | null;
}

/**
 * `git log --format='%H%x09%cI%x09%an%x09%s'`, and `git log` as it prints by default, with `--date` and `--pretty=fuller` (git-log documentation, "Pretty formats" and
 * "--date": https://git-scm.com/docs/git-log). The date of the commit is taken where the log has it, else that of the author.
 */
export const gitLog: Importer = {
  name: 'git-log',
  title: 'git log',
  recognises: ({ head }) => header.test(head.split('\n', 1)[0]?.trimEnd() ?? '') || oneLine.test(head.split('\n', 1)[0]?.trimEnd() ?? ''),
  async *read(files, context) {
    for (const file of files) {
      let open: Commit | null = null;
      const close = (): ImportedEntry | null => {
        if (open === null) return null;
        const at = open.date === null ? null : dateOf(open.date, context.zone);
        if (at === null) context.skipped('commit without a date');
        const entry = at === null ? null : commitEntry(open.hash, at, open.author, open.subject ?? '', context);
        open = null;
        return entry;
      };
      for await (const { text } of linesOf(file)) {
        const line = oneLine.exec(text);
        const begins = line === null ? header.exec(text) : null;
        if (line !== null || begins !== null) {
          const entry = close();
          if (entry !== null) yield entry;
        }
        if (line !== null) {
          const at = instantOf(line[2]);
          if (at === null) context.skipped('commit without a date');
          else yield commitEntry(line[1] ?? '', at, line[3] ?? '', line[4] ?? '', context);
        } else if (begins !== null) open = { hash: begins[1] ?? '', date: null, author: '', subject: null };
        else if (open !== null) continued(open, text);
        else if (text.trim() !== '') context.skipped('line that is no commit');
      }
      const entry = close();
      if (entry !== null) yield entry;
    }
  },
};

const continued = (commit: Commit, text: string): void => {
  const [, name, value = ''] = (commit.subject === null ? field.exec(text) : null) ?? [];
  if (name === 'Author') commit.author = value.replace(/\s*<[^>]*>\s*$/, '');
  else if (name === 'Date' || name === 'CommitDate') commit.date = value;
  else if (name === 'AuthorDate') commit.date ??= value;
  else if (commit.subject === null && /^\s{4}\S/.test(text)) commit.subject = text.trim();
};
