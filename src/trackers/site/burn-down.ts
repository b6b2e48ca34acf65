import { isOpen, isOverdue, type TrackedItem } from '../item.ts';
import { columnChart } from './column-chart.ts';
import { openOverTimeOf, type SettlementOf } from './open-over-time.ts';
import { foldedTable, part } from './page.ts';
import { groupBy, isDated, MONTHS, periodsOf, quarterOf } from './periods.ts';

const NOTE = 'What is left after each month if every date to come is kept. Overdue items and items without a date have no date to come, and stay.';

interface Remaining {
  readonly name: string;
  /** Due later, overdue, without a date. */
  readonly counts: readonly [later: number, overdue: number, undated: number];
}

/** How many of the open items are left now and after each month to come, if their dates are kept. */
export const burnDown = (items: readonly TrackedItem[]): Remaining[] => {
  const open = items.filter(isOpen);
  const overdue = open.filter(isOverdue).length;
  const ahead = open.flatMap((item) => (isDated(item.due) && !isOverdue(item) ? [item.due] : []));
  const undated = open.length - overdue - ahead.length;
  const after = (month: number): number => ahead.filter((due) => MONTHS.numberOf(due) > month).length;
  return [{ name: 'now', counts: [ahead.length, overdue, undated] }, ...periodsOf(ahead, MONTHS, 'first').map((month): Remaining => ({ name: MONTHS.nameOf(month), counts: [after(month), overdue, undated] }))];
};

/** In words, where no date is to come that could change it. */
const nowOf = ([now]: readonly Remaining[]): string => {
  const [, overdue, undated] = now?.counts ?? [0, 0, 0];
  return overdue + undated === 0 ? 'No item is open.' : `No open item has a date to come: ${overdue} are overdue, ${undated} have no date.`;
};

const statusRows = (items: readonly TrackedItem[]): string[][] =>
  groupBy(items, ({ incident }) => quarterOf(incident.date)).map(([quarter, members]) => {
    const dropped = members.filter(({ status }) => status === 'dropped').length;
    const open = members.filter(isOpen);
    return [quarter, String(members.length), String(members.length - dropped - open.length), String(dropped), String(open.length), String(open.filter(isOverdue).length)];
  });

/** What is left of the action items: back over the time that is known, ahead by their due dates, and by the quarters of their incidents. */
export const burnDownOf = (items: readonly TrackedItem[], settlementOf: SettlementOf, today: string): string => {
  if (items.length === 0) return '';
  const remaining = burnDown(items);
  const chart = columnChart({ label: 'Open action items that are left, now and after each month to come; the table has the numbers', parts: ['Due later', 'Overdue', 'No date'], columns: remaining, scale: 'count' });
  const ahead = foldedTable('Open action items that are left if every date to come is kept', ['After', 'Due later', 'Overdue', 'No date'], remaining.map(({ name, counts }) => [name, ...counts.map(String)]));
  return [
    part('Until today', openOverTimeOf(items, settlementOf, today)),
    part('From today', remaining.length > 1 ? `${chart}${ahead}<p class="note">${NOTE}</p>` : `<p>${nowOf(remaining)}</p>`),
    part('By quarter', foldedTable('Action items by quarter of the incident', ['Quarter', 'Items', 'Done', 'Dropped', 'Open', 'Overdue'], statusRows(items))),
  ].join('');
};
