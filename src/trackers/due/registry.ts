import type { ReminderFormat } from './format.ts';

/** Reminders for other places than the terminal. */
export const REMINDER_WRITERS = {
  slack: async (): Promise<ReminderFormat> => (await import('./formats/slack.ts')).slack,
  markdown: async (): Promise<ReminderFormat> => (await import('./formats/markdown.ts')).markdown,
  json: async (): Promise<ReminderFormat> => (await import('./formats/json.ts')).json,
} as const;
