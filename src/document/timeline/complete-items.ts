import type { Wall } from '../../record/time.ts';
import { completeStamp, type Moment, type MomentContext } from '../time/moment.ts';
import { dateOfWall } from '../time/wall.ts';
import type { Item } from './item.ts';

export interface CompletedItem {
  readonly item: Item;
  readonly moment: Moment;
}

export interface DateAnchor {
  /** The incident's own date, or the nearest thing to it that the document states. */
  readonly date: string | null;
  readonly year: number | null;
  readonly dayFirst: boolean | undefined;
}

const isDateOnly = ({ stamp }: Item): boolean => stamp.date !== null && stamp.clock === null && !stamp.date.placeholder && stamp.date.day !== null && stamp.endDate === null;

const needsDate = (item: Item | undefined): boolean => item !== undefined && item.stamp.date === null && item.stamp.clock !== null;

/** A date on a line of its own, or in a heading, over items that write only their clock is no event. */
const isDateHeading = (item: Item, next: Item | undefined): boolean =>
  isDateOnly(item) && needsDate(next) && item.label === null && item.form !== 'table' && (item.bare || item.form === 'heading' || (next !== undefined && next.start < item.end));

/** Gives each item its date: its own, that of the heading or item above, or the anchor; past midnight the next one. */
export const completeItems = (items: readonly Item[], anchor: DateAnchor): CompletedItem[] => {
  const completed: CompletedItem[] = [];
  let date = anchor.date;
  let previous: Wall = null;
  for (const [index, item] of items.entries()) {
    const context: MomentContext = { date: date ?? null, previous, year: anchor.year, dayFirst: anchor.dayFirst };
    const moment = completeStamp(item.stamp, context);
    const found = dateOfWall(moment.wall);
    if (found !== null) date = found;
    if (isDateHeading(item, items[index + 1])) {
      previous = null;
      continue;
    }
    if (moment.wall !== null) previous = moment.wall;
    completed.push({ item, moment });
  }
  return completed;
};
