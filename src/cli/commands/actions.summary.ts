import { GROUP_KEYS, SORT_KEYS } from '../../trackers/keys.ts';
import { TRACKER_NAMES } from '../../trackers/registry.ts';
import type { CommandSummary } from '../command.ts';

const names = (value: string, summary: string): CommandSummary['options'][string] => ({ kind: 'string', multiple: true, value, summary });

export const actionsCommand: CommandSummary = {
  name: 'actions',
  summary: 'List the action items of all post-mortems, or write them to a tracker file',
  usage: '[PATHS…] [--open] [--overdue] [--owner NAME]… [--group-by KEY] [--to FORMAT [--output FILE] [--check]]',
  examples: [
    { command: 'postmortem actions --overdue --group-by owner', does: 'what is late, by owner' },
    { command: 'postmortem actions --to markdown', does: 'writes ACTIONS.md' },
    { command: 'postmortem actions --to markdown --check', does: 'fails in CI when ACTIONS.md is stale' },
    { command: 'postmortem actions --to ics --output - > due.ics', does: 'due dates for a calendar' },
  ],
  options: {
    open: { kind: 'boolean', summary: 'Only items with work left' },
    overdue: { kind: 'boolean', summary: 'Only open items past their due date' },
    owner: names('NAME', 'Only this owner\'s; `none` for items without one'),
    status: names('STATUS', 'Only items of this status'),
    priority: names('PRIORITY', 'Only items of this priority'),
    type: names('TYPE', 'Only items of this type'),
    severity: names('LEVEL', 'Only items of incidents of this severity'),
    sort: { kind: 'string', value: 'KEY', choices: SORT_KEYS, summary: 'Order (default: due)' },
    'group-by': { kind: 'string', value: 'KEY', choices: GROUP_KEYS, summary: 'One table a group' },
    json: { kind: 'boolean', summary: 'Print as JSON (schemas/tracker.schema.json)' },
    to: { kind: 'string', value: 'FORMAT', choices: TRACKER_NAMES, summary: 'Write a tracker file of all items' },
    output: { kind: 'string', value: 'FILE', summary: 'Where --to writes; `-` prints (default: ACTIONS.md, actions.csv, …)' },
    check: { kind: 'boolean', summary: 'With --to: write nothing, exit with 1 where the file is stale' },
  },
  load: () => import('./actions.ts'),
};
