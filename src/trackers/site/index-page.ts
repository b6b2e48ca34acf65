import type { IncidentRecord } from '../../record/record.ts';
import { STRENGTHS } from '../../record/strength.ts';
import { isOpen, isOverdue, recordName, type TrackedItem } from '../item.ts';
import { text } from '../markup.ts';
import { groupItems } from '../select.ts';
import { burnDownOf } from './burn-down.ts';
import { columnChart } from './column-chart.ts';
import { durationRows } from './durations.ts';
import type { SettlementOf } from './open-over-time.ts';
import { foldedTable, dataTable, page, part, sectionsWithContents, type Cell } from './page.ts';
import { groupBy, isDated, MOST_PERIODS, periodsOf, quarterOf, QUARTERS, UNKNOWN } from './periods.ts';
import { BASES, type RecurrencesBy } from './recurrence.ts';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const countRows = (groups: readonly [string, readonly unknown[]][]): string[][] => groups.map(([name, members]) => [name, String(members.length)]);

const ownerRows = (open: readonly TrackedItem[]): string[][] =>
  [...groupItems(open, 'owner')].map(([owner, items]) => {
    const ages = items.flatMap(({ ageDays }) => (ageDays === null ? [] : [ageDays]));
    return [owner, String(items.length), String(items.filter(isOverdue).length), ages.length === 0 ? UNKNOWN : `${ages.reduce((most, age) => Math.max(most, age))} days`];
  });

const incidentsOverTime = (records: readonly IncidentRecord[], today: string): string => {
  const stated = records.flatMap(({ date }) => (date !== null && isDated(date.value) ? [date.value] : []));
  // One slip of a year would push all others out of the chart.
  const dates = stated.filter((date) => date <= today);
  const shown = periodsOf(dates, QUARTERS, 'last');
  const numbers = dates.map(QUARTERS.numberOf);
  const chart = columnChart({
    label: 'Incidents by quarter; the table has the numbers',
    parts: ['Incidents'],
    columns: shown.map((quarter) => ({ name: QUARTERS.nameOf(quarter), counts: [numbers.filter((number) => number === quarter).length] })),
    scale: 'count',
  });
  const earlier = numbers.filter((number) => number < (shown[0] ?? 0)).length;
  const left = [...(earlier === 0 ? [] : [`${earlier} before`]), ...(stated.length === dates.length ? [] : [`${stated.length - dates.length} with a date to come`]), ...(stated.length === records.length ? [] : [`${records.length - stated.length} without a date`])];
  const note = left.length === 0 ? '' : `<p class="note">Not in the chart: ${left.join(', ')}.</p>`;
  return chart + note + foldedTable('Incidents by quarter', ['Quarter', 'Incidents'], countRows(groupBy(records, ({ date }) => quarterOf(date?.value ?? null))));
};

const strengthOverTime = (items: readonly TrackedItem[]): string => {
  if (items.length === 0) return '';
  const quarters = groupBy(items, ({ incident }) => quarterOf(incident.date)).map(([name, members]) => ({ name, counts: [...STRENGTHS, null].map((strength) => members.filter((item) => item.strength === strength).length), members: members.length }));
  const names = ['Strong', 'Intermediate', 'Weak', 'Unknown'];
  const chart = columnChart({ label: 'Shares of strong, intermediate and weak action items by quarter of the incident; the table has the numbers', parts: names, columns: quarters.slice(-MOST_PERIODS), scale: 'share' });
  const rows = quarters.map(({ name, counts, members }) => [name, ...counts.map((count) => `${count} (${Math.round((100 * count) / members)} %)`), String(members)]);
  return `${chart}${foldedTable('By quarter of the incident', ['Quarter', ...names, 'Items'], rows)}<p class="note">Strong items make a machine refuse, check or do the step; intermediate ones help a person; weak ones rely on memory. Above each column stands how many items it has.</p>`;
};

/** Lists that are longer are folded. */
const LONGEST_LIST = 3;

const listOf = (records: readonly IncidentRecord[], link: (record: IncidentRecord) => string): string => {
  const list = `<ul>${records.map((record) => `<li>${text(record.date?.value ?? UNKNOWN)}: ${link(record)}</li>`).join('')}</ul>`;
  return records.length <= LONGEST_LIST ? list : `<details><summary>${records.length} incidents</summary>${list}</details>`;
};

const recurrenceOf = (found: readonly RecurrencesBy[], count: number, link: (record: IncidentRecord) => string): string => {
  const tables = found.flatMap(({ basis, groups }) =>
    groups.length === 0
      ? []
      : [part(BASES[basis].title, dataTable(BASES[basis].says, ['In common', 'Incidents', 'Which'], groups.map(({ name, records }): Cell[] => [name, String(records.length), { markup: listOf(records, link) }])))],
  );
  const silent = found.filter((one) => one.silent > 0).map((one) => `${one.silent} that do not ${BASES[one.basis].lacks}`);
  return `${tables.length === 0 ? '<p>None.</p>' : tables.join('')}<p class="note">Only what documents state is compared, never their prose; whether a cause is the same is for a reader to judge. Documents about one incident count once.${silent.length === 0 ? '' : ` Of ${counted(count, 'document')} there is nothing to compare in: ${silent.join(', ')}.`}</p>`;
};

export interface IndexContext {
  /** The address of an incident's page. */
  readonly fileOf: (record: IncidentRecord) => string;
  readonly settlementOf: SettlementOf;
  /** ISO date. */
  readonly today: string;
  readonly recurrences: readonly RecurrencesBy[];
}

/** The collection on one page. */
export const indexPage = (records: readonly IncidentRecord[], items: readonly TrackedItem[], { fileOf, settlementOf, today, recurrences }: IndexContext): string => {
  const open = items.filter(isOpen);
  const gates = groupBy(items.flatMap((item) => item.gates.map((gate) => ({ gate, item }))), ({ gate }) => gate);
  const link = (record: IncidentRecord): string => `<a href="${fileOf(record)}">${text(record.title?.value ?? recordName(record))}</a>`;
  const newest = records.toSorted((a, b) => {
    const [left, right] = [a.date?.value ?? '', b.date?.value ?? ''];
    return left === right ? (a.path < b.path ? -1 : 1) : left < right ? 1 : -1;
  });
  return page(
    'Incidents',
    `<p>${counted(records.length, 'incident')}, ${counted(items.length, 'action item')}, ${open.length} open, ${open.filter(isOverdue).length} overdue.</p>
${sectionsWithContents([
      ['Incidents over time', incidentsOverTime(records, today)],
      ['Severity', dataTable('Incidents by severity, as written', ['Severity', 'Incidents'], countRows(groupBy(records, ({ severity }) => severity?.value ?? UNKNOWN)))],
      [
        'Durations',
        `${dataTable('Median and 90th percentile with intervals of at least 95 %', ['Figure', 'Median', '90th percentile', 'Known (n)', 'Unknown'], durationRows(records))}<p class="note">No mean time to anything: durations of incidents are skewed, so that a mean follows the longest few and its changes say little about how well a team responds (VOID report, 2021 and 2022). Unknown lengths are counted, not guessed.</p>`,
      ],
      ['Open items by owner', open.length === 0 ? '<p>None.</p>' : dataTable('Open action items', ['Owner', 'Open', 'Overdue', 'Oldest'], ownerRows(open))],
      ['Burn-down of action items', burnDownOf(items, settlementOf, today)],
      ['Strength of action items', strengthOverTime(items)],
      ['Recurrence', recurrenceOf(recurrences, records.length, link)],
      [
        'Gates',
        gates.length === 0 ? '' : dataTable('Gates and the incidents that paid for them', ['Gate', 'Incidents'], gates.map(([gate, uses]) => [gate, [...new Set(uses.map(({ item }) => item.incident.id))].join(', ')])),
      ],
      [
        'All incidents',
        dataTable('Newest first', ['Incident', 'Date', 'Severity', 'Status'], newest.map((record) => [{ markup: link(record) }, record.date?.value ?? UNKNOWN, record.severity?.value ?? UNKNOWN, record.status?.value ?? UNKNOWN])),
      ],
    ])}`,
  );
};
