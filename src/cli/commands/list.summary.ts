import { STATUSES } from '../../record/vocabulary.ts';
import type { CommandSummary } from '../command.ts';
import { SORT_NAMES } from '../list/rows.ts';

export const listCommand: CommandSummary = {
  name: 'list',
  summary: 'List post-mortems: date, severity, status, impact, open action items',
  usage: '[PATHS…] [FLAGS]',
  examples: [
    { command: 'postmortem list --sort impact --reverse', does: 'the longest incidents first' },
    { command: 'postmortem list --severity SEV1 --open --json', does: 'grave ones with work left, as data' },
  ],
  options: {
    sort: { kind: 'string', value: 'KEY', choices: SORT_NAMES, summary: 'Order; default date' },
    reverse: { kind: 'boolean', summary: 'The other way round' },
    status: { kind: 'string', multiple: true, value: 'STATUS', choices: STATUSES, summary: 'Only of this status' },
    severity: { kind: 'string', multiple: true, value: 'LEVEL', summary: 'Only of this severity' },
    service: { kind: 'string', multiple: true, value: 'NAME', summary: 'Only those that name this service' },
    since: { kind: 'string', value: 'DATE', summary: 'From this day on (ISO; a month or year will do)' },
    until: { kind: 'string', value: 'DATE', summary: 'Up to this day, month or year' },
    open: { kind: 'boolean', summary: 'Only those with open action items' },
    json: { kind: 'boolean', summary: 'Print JSON' },
  },
  load: () => import('./list.ts'),
};
