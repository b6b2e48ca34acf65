import { parseMoment } from '../document/time/moment.ts';
import type { NewEntry } from '../document/edit/record-edit.ts';
import { dateOfWall } from '../document/time/wall.ts';
import { UserError } from '../record/errors.ts';
import type { IncidentRecord } from '../record/record.ts';

/** The timeline entry that a typed line means: `0037 pager fires`. A bare time takes the date of the entry before, or of the day after where midnight has passed. */
export const quickEntry = ({ timeline, date }: Pick<IncidentRecord, 'timeline' | 'date'>, line: string): NewEntry => {
  const previous = timeline.at(-1)?.wall ?? null;
  const moment = parseMoment(line, { date: dateOfWall(previous) ?? date?.value ?? null, previous, bare: true });
  const event = moment === null ? '' : line.slice(moment.to).trim();
  if (moment?.wall == null || moment.problem !== null || event === '') {
    throw new UserError(moment?.problem ?? 'a time, then what happened', { hint: 'for example: 0037 pager fires on the 5xx ratio' });
  }
  return { time: moment.wall, event };
};
