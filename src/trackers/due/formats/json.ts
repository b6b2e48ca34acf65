import { toJson } from '../../../record/json.ts';
import type { ReminderFormat } from '../format.ts';

/** The reminder as data. */
export const json: ReminderFormat = (reminder) => `${toJson(reminder, 2)}\n`;
