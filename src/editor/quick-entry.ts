import type { NewEntry } from '../document/edit/record-edit.ts';
import { UserError } from '../record/errors.ts';
import type { IncidentRecord } from '../record/record.ts';
import { typedMoment } from './typed-moment.ts';

/**
 * The timeline entry that a typed line means: `0037 pager fires`, `20 minutes ago rolled back`. `now` in milliseconds since 1970.
 *
 * @throws UserError where the line opens with no time, or with nothing behind it.
 */
export const quickEntry = ({ timeline, date, timezone }: Pick<IncidentRecord, 'timeline' | 'date' | 'timezone'>, line: string, now: number): NewEntry => {
  const moment = typedMoment(line, { now, zone: timezone?.value ?? null, date: date?.value ?? null, previous: timeline.at(-1)?.wall ?? null });
  const event = moment === null ? '' : line.slice(moment.to).trim();
  if (moment?.wall == null || moment.problem !== null || event === '') {
    throw new UserError(moment?.problem ?? 'a time, then what happened', { hint: 'for example: 0037 pager fires on the 5xx ratio' });
  }
  return { time: moment.wall, event };
};
