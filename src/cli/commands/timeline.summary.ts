import { IMPORTERS } from '../../importers/registry.ts';
import type { CommandSummary, Option } from '../command.ts';
import { EDITING_OPTIONS } from '../editing/options.ts';

const text = (summary: string, value: string): Option => ({ kind: 'string', value, summary });
const several = (summary: string, value: string): Option => ({ kind: 'string', multiple: true, value, summary });

/** Words that may stand for the source. */
const SOURCES = ['auto', ...IMPORTERS.map(({ name }) => name), 'notes'] as const;

/** What is done with timelines as a whole. */
export const timelineImportCommand: CommandSummary = {
  name: 'timeline import',
  summary: "Other tools' events as timeline entries with evidence: Slack, PagerDuty, GitHub, git log, alerts, logs, CSV",
  usage: `SOURCE FILE… [--into DOCUMENT] [--from TIME] [--to TIME]
  SOURCE: ${SOURCES.join(', ')}
  FILE: a file, the folder or zip of an export, or - for standard input`,
  examples: [
    { command: 'postmortem timeline import auto slack-export.zip --channel inc-2041 --from "2026-04-24 23:00" --to "2026-04-25 02:00"', does: 'the table, to read and paste' },
    { command: 'postmortem timeline import pagerduty log-entries.json --into docs/postmortems/2026-04-24.md', does: 'what the document lacks, in its own form; a second time changes nothing' },
    { command: "git log --since='2 days ago' | postmortem timeline import git-log - --into pm.md --dry-run", does: 'the change as a diff' },
  ],
  options: {
    into: text('The post-mortem to add entries to; without it the table is printed', 'DOCUMENT'),
    from: text('Leave out what was before', 'TIME'),
    to: text('Leave out what was after', 'TIME'),
    zone: text('Zone of times that state none, in the files and the document, and of the printed table (default: UTC)', 'ZONE'),
    channel: several('Only this channel, service, namespace, repository or host; may be repeated', 'NAME'),
    only: several('Only entries with this word; may be repeated', 'WORD'),
    'include-bots': { kind: 'boolean', summary: 'Also messages of bots, notifications and routine' },
    'base-url': text('Address of the Slack workspace or the repository, for links to messages and commits', 'URL'),
    json: { kind: 'boolean', summary: 'Print the entries as JSON, with what became of each' },
    ...EDITING_OPTIONS,
  },
  operands: { first: SOURCES },
  load: () => import('./timeline-import.ts'),
};
