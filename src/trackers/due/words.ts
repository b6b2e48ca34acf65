import type { Reminder, ReminderItem } from './reminder.ts';

/** Counted days: `1 day`, `12 days`. */
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** How a deadline stands to today: `12 days overdue`, `due today`, `due in 3 days`; or that the item came back. */
export const deadlineWords = ({ daysLeft, reopened }: ReminderItem): string => {
  if (reopened) return 'open again, a gate is gone or would not fire';
  if (daysLeft < 0) return `${days(-daysLeft)} overdue`;
  return daysLeft === 0 ? 'due today' : `due in ${days(daysLeft)}`;
};

/** Where the limit is what counts, which: `limit of 28 days for P0`; the level is text of a document. Empty where the due date counts. */
export const limitWords = ({ due, deadline, limit, reopened }: ReminderItem): string => (reopened || limit === null || deadline === due ? '' : `limit of ${days(limit.days)} for ${limit.level}`);

/** `3 overdue, 1 due within 7 days`, or what there is of it. */
export const countWords = ({ overdue, due }: { readonly overdue: number; readonly due: number }, within: number): string =>
  [...(overdue > 0 ? [`${overdue} overdue`] : []), ...(due > 0 ? [`${due} due ${within === 0 ? 'today' : `within ${days(within)}`}`] : [])].join(', ') || 'nothing due';

/** The same of one owner's items. */
export const ownerCountWords = ({ overdue, due }: Reminder['owners'][number], within: number): string => countWords({ overdue: overdue.length, due: due.length }, within);
