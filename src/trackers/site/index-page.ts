import { derivedFigures, formatMinutes, type FigureName } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { STRENGTHS } from '../../record/strength.ts';
import { isOpen, isOverdue, recordName, type TrackedItem } from '../item.ts';
import { text } from '../markup.ts';
import { groupItems } from '../select.ts';
import { dataTable, page, section } from './page.ts';
import { quantileOf, type QuantileEstimate } from './quantile.ts';

const quarterOf = (date: string | null): string => (date !== null && /^\d{4}-\d\d/.test(date) ? `${date.slice(0, 4)} Q${Math.ceil(Number(date.slice(5, 7)) / 3)}` : 'unknown');

const groupBy = <Value>(values: readonly Value[], keyOf: (value: Value) => string): [string, Value[]][] => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};

const bound = (value: number | null): string => (value === null ? 'unbounded' : formatMinutes(value));

const estimate = (quantile: QuantileEstimate | null): string => {
  if (quantile === null) return 'unknown';
  return `${formatMinutes(quantile.value)} (${bound(quantile.low)} to ${bound(quantile.high)})`;
};

const figureRows = (records: readonly IncidentRecord[]): string[][] => {
  const lengths = new Map<FigureName, number[]>();
  for (const { milestones } of records)
    for (const { name, minutes } of derivedFigures(milestones)) {
      const known = lengths.get(name) ?? [];
      if (minutes !== null && minutes >= 0) known.push(minutes);
      lengths.set(name, known);
    }
  return [...lengths].map(([name, known]) => [name, estimate(quantileOf(known, 0.5)), estimate(quantileOf(known, 0.9)), String(known.length), String(records.length - known.length)]);
};

const countRows = (groups: readonly [string, readonly unknown[]][]): string[][] => groups.map(([name, members]) => [name, String(members.length)]);

const ownerRows = (open: readonly TrackedItem[]): string[][] =>
  [...groupItems(open, 'owner')].map(([owner, items]) => {
    const ages = items.flatMap(({ ageDays }) => (ageDays === null ? [] : [ageDays]));
    return [owner, String(items.length), String(items.filter(isOverdue).length), ages.length === 0 ? 'unknown' : `${ages.reduce((most, age) => Math.max(most, age))} days`];
  });

const strengthRows = (items: readonly TrackedItem[]): string[][] =>
  groupBy(items, ({ incident }) => quarterOf(incident.date)).map(([quarter, members]) => [
    quarter,
    ...[...STRENGTHS, null].map((strength) => {
      const count = members.filter((item) => item.strength === strength).length;
      return `${count} (${Math.round((100 * count) / members.length)} %)`;
    }),
    String(members.length),
  ]);

/** The collection on one page. `fileOf` gives the address of an incident's page. */
export const indexPage = (records: readonly IncidentRecord[], items: readonly TrackedItem[], fileOf: (record: IncidentRecord) => string): string => {
  const open = items.filter(isOpen);
  const gates = groupBy(items.flatMap((item) => item.gates.map((gate) => ({ gate, item }))), ({ gate }) => gate);
  const newest = records.toSorted((a, b) => {
    const [left, right] = [a.date?.value ?? '', b.date?.value ?? ''];
    return left === right ? (a.path < b.path ? -1 : 1) : left < right ? 1 : -1;
  });
  return page(
    'Incidents',
    [
      `<p>${records.length} incidents, ${items.length} action items, ${open.length} open, ${open.filter(isOverdue).length} overdue.</p>`,
      section('Incidents over time', dataTable('Incidents by quarter', ['Quarter', 'Incidents'], countRows(groupBy(records, ({ date }) => quarterOf(date?.value ?? null))))),
      section('Severity', dataTable('Incidents by severity, as written', ['Severity', 'Incidents'], countRows(groupBy(records, ({ severity }) => severity?.value ?? 'unknown')))),
      section(
        'Durations',
        `${dataTable('Median and 90th percentile with intervals of at least 95 %', ['Figure', 'Median', '90th percentile', 'Known', 'Unknown'], figureRows(records))}<p class="note">No mean time to anything: durations of incidents are skewed, so that a mean follows the longest few and its changes say little about how well a team responds (VOID report, 2021 and 2022). Unknown lengths are counted, not guessed.</p>`,
      ),
      section('Open items by owner', open.length === 0 ? '<p>None.</p>' : dataTable('Open action items', ['Owner', 'Open', 'Overdue', 'Oldest'], ownerRows(open))),
      section('Strength of action items', items.length === 0 ? '' : dataTable('By quarter of the incident', ['Quarter', 'Strong', 'Intermediate', 'Weak', 'Unknown', 'Items'], strengthRows(items))),
      section(
        'Gates',
        gates.length === 0 ? '' : dataTable('Gates and the incidents that paid for them', ['Gate', 'Incidents'], gates.map(([gate, uses]) => [gate, [...new Set(uses.map(({ item }) => item.incident.id))].join(', ')])),
      ),
      section(
        'All incidents',
        dataTable('Newest first', ['Incident', 'Date', 'Severity', 'Status'], newest.map((record) => [{ markup: `<a href="${fileOf(record)}">${text(record.title?.value ?? recordName(record))}</a>` }, record.date?.value ?? 'unknown', record.severity?.value ?? 'unknown', record.status?.value ?? 'unknown'])),
      ),
    ].join('\n'),
  );
};
