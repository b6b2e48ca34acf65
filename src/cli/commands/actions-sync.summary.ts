import { ISSUE_TRACKER_NAMES } from '../../trackers/sync/registry.ts';
import type { CommandSummary } from '../command.ts';

export const actionsSyncCommand: CommandSummary = {
  name: 'actions sync',
  summary: `Keep action items and the issues of a tracker in step: ${ISSUE_TRACKER_NAMES.join(', ')}`,
  usage: '[TRACKER] [PATHS…] [--project NAME] [--dry-run] [--json]',
  examples: [
    { command: 'postmortem actions sync github --project acme/operations --dry-run', does: 'what would be created, changed and written, without a write' },
    { command: 'postmortem actions sync', does: 'the tracker and project that postmortem.config.yaml names under "sync"' },
    { command: 'postmortem actions sync jira --project ORD postmortems/2026-03-12-orders.md', does: 'the items of one document' },
  ],
  options: {
    project: { kind: 'string', value: 'NAME', summary: 'owner/repository, group/project, or the key of a project or team (default: sync.project)' },
    'dry-run': { kind: 'boolean', summary: 'Print the plan and write nothing, neither issues nor documents' },
    json: { kind: 'boolean', summary: 'Print as JSON (schemas/sync.schema.json)' },
  },
  operands: 'trackers',
  load: () => import('./actions-sync.ts'),
};
