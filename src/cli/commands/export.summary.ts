import type { CommandSummary } from '../command.ts';
import { EXPORT_FORMAT_NAMES } from '../exports/registry.ts';

export const exportCommand: CommandSummary = {
  name: 'export',
  summary: 'Print documents as data: the whole record, every fact with its place',
  usage: '[PATHS…] --as FORMAT',
  examples: [
    { command: 'postmortem export --as json docs/postmortems/2026-04-24.md', does: 'one record as JSON' },
    { command: 'postmortem export --as jsonl docs/postmortems > records.jsonl', does: 'all records, one a line' },
    { command: 'postmortem export --as eu-art73 docs/postmortems/2026-05-03.md', does: 'a draft of the report of a serious incident, with its deadlines and what the record does not know' },
  ],
  options: {
    as: { kind: 'string', value: 'FORMAT', choices: EXPORT_FORMAT_NAMES, summary: 'Format (default: json)' },
  },
  load: () => import('./export.ts'),
};
