import { REMINDER_FORMATS } from '../../trackers/due/names.ts';
import type { CommandSummary } from '../command.ts';

export const actionsDueCommand: CommandSummary = {
  name: 'actions due',
  summary: 'Remind: open action items that are overdue or due soon, by owner',
  usage: '[PATHS…] [--within DAYS] [--owner NAME]… [--format FORMAT]',
  examples: [
    { command: 'postmortem actions due', does: 'what is overdue, or due within a week' },
    { command: 'postmortem actions due --within 14 --owner @mira', does: "one person's next two weeks" },
    { command: 'postmortem actions due --format slack | curl -fsS -H "Content-Type: application/json" -d @- "$SLACK_WEBHOOK_URL"', does: 'a message to a channel, in a weekly job' },
  ],
  options: {
    within: { kind: 'string', value: 'DAYS', summary: 'How many days ahead to look (default: 7)' },
    owner: { kind: 'string', multiple: true, value: 'NAME', summary: "Only this owner's; `none` for items without one" },
    format: { kind: 'string', value: 'FORMAT', choices: REMINDER_FORMATS, summary: 'Format; default text' },
    json: { kind: 'boolean', summary: 'Short for --format json (schemas/due.schema.json)' },
  },
  load: () => import('./actions-due.ts'),
};
