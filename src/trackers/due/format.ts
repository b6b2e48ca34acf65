import type { Reminder } from './reminder.ts';

/** A reminder to text for one place: pure. Text of documents is neutralised for it. */
export type ReminderFormat = (reminder: Reminder) => string;
