import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import type { SyncReport } from '../../trackers/sync/report.ts';
import type { Terminal } from '../terminal.ts';

type Item = SyncReport['items'][number];
type Paint = ReturnType<typeof painter>;

const shown = (value: string): string => (value === '' ? 'none' : neutralise(value));

/** What happens to one item, a line each. */
const linesOf = (item: Item, paint: Paint): string[] => {
  const name = `${neutralise(item.item)}${item.issue === null ? '' : ` (${neutralise(item.issue)})`}`;
  const line = (verb: string, words: string): string => `${paint('bold', verb.padEnd(8))} ${name}  ${words}`;
  return [
    ...(item.create ? [line('create', neutralise(item.title))] : []),
    ...(item.ticket && !item.create ? [line('link', 'its ticket is written into the document')] : []),
    ...item.push.map(({ field, from, to }) => line('push', `${field}: ${shown(from)} → ${shown(to)}`)),
    ...item.pull.map(({ field, from, to }) => line('pull', `${field}: ${shown(from)} → ${shown(to)}`)),
    ...item.conflicts.map(({ field, document, tracker, taken, reason }) => `${paint('yellow', 'conflict')} ${name}  ${field}: the document says ${shown(document)}, the tracker ${shown(tracker)}; the ${taken}'s is taken: ${reason}`),
    ...(item.refresh && !item.create ? [line('refresh', item.pull.length > 0 ? 'the issue remembers what both agree on' : 'the issue shows the item as the document has it')] : []),
    ...item.duplicates.map((ref) => line('close', `${neutralise(ref)}, a second issue of the same item`)),
  ];
};

const count = (number: number, words: string): string[] => (number === 0 ? [] : [`${number} ${words}`]);

const summary = ({ items, dryRun, unchanged, elsewhere, unasked, problems, stopped }: SyncReport): string => {
  const done = dryRun ? items : items.filter((item) => item.done);
  const some = (test: (item: Item) => boolean): number => done.filter(test).length;
  const parts = [
    ...count(some(({ create }) => create), dryRun ? 'to create' : 'created'),
    ...count(some(({ create, push, refresh }) => !create && (push.length > 0 || refresh)), dryRun ? 'to update' : 'updated'),
    ...count(some(({ create, ticket, pull }) => !create && (ticket || pull.length > 0)), dryRun ? 'to write into documents' : 'written into documents'),
    ...count(some(({ conflicts }) => conflicts.length > 0), 'with a conflict'),
    ...count(unchanged, 'unchanged'),
    ...count(elsewhere, 'tracked elsewhere'),
    ...count(unasked, 'without an issue, by their status'),
    ...count(problems.length, problems.length === 1 ? 'problem' : 'problems'),
    ...count(stopped === null ? 0 : items.length - done.length, 'left for the next run'),
  ];
  return `${parts.length === 0 ? 'no action items' : parts.join(', ')}${dryRun ? '; nothing was written' : ''}\n`;
};

const remarks = (kind: string, list: SyncReport['problems']): string[] =>
  list.map(({ path, line, item, message }) => `${kind} ${neutralise(path)}:${line} ${neutralise(item)}: ${neutralise(message)}`);

/** The plan or what was done, for people: stdout what happens, stderr what to see to. */
export const printSync = (report: SyncReport, { colour }: Terminal): { readonly out: string; readonly error: string } => {
  const paint = painter(colour);
  return {
    out: report.items.filter((item) => report.dryRun || item.done).flatMap((item) => linesOf(item, paint)).map((line) => `${line}\n`).join(''),
    error: [...remarks('note:', report.notes), ...remarks('problem:', report.problems)].map((line) => `${line}\n`).join('') + summary(report),
  };
};
