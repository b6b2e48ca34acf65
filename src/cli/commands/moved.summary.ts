import type { CommandSummary } from '../command.ts';

export const movedCommand: CommandSummary = {
  name: 'moved',
  summary: 'Read LLM traces and say which variable moved and explains the failures, or that nothing recorded does',
  usage: 'TRACES… | --source URL [--onset TIME] [--window 12h] [--failure EXPRESSION] [--changes FILE] [--write FILE]',
  examples: [
    { command: 'postmortem moved traces/*.jsonl.gz --onset 2026-05-03T09:12Z', does: 'compare 12 hours before with 12 hours after' },
    { command: 'postmortem moved traces/ --failure "eval:policy<0.7 or error"', does: 'find the onset; say what a failure is' },
    { command: 'postmortem moved traces/ --onset 2026-05-03T09:12Z --changes deploys.jsonl', does: 'show what else was changed then' },
    { command: 'postmortem moved traces/ --onset 2026-05-03T09:12Z --write postmortems/2026-05-03.md', does: 'fill the LLM variables of a post-mortem' },
  ],
  options: {
    onset: { kind: 'string', value: 'TIME', summary: 'When the failures began, with its zone (default: found in the traces)' },
    window: { kind: 'string', value: 'LENGTH', summary: 'How much time to compare on either side: 90m, 12h, 3d (default: 12h)' },
    failure: { kind: 'string', value: 'EXPRESSION', summary: 'What counts as a failed conversation: error, finish_reason=…, eval:NAME<0.7, feedback:NAME<0, attribute:NAME=… (default: error)' },
    changes: { kind: 'string', value: 'FILE', summary: 'A log of changes to show beside them: git log, deploys as JSON Lines, an export of feature flags' },
    source: { kind: 'string', value: 'URL', summary: 'Ask the ClickHouse table of an OpenTelemetry collector: clickhouse://USER@HOST:8123/DATABASE?table=otel_traces, the password in CLICKHOUSE_PASSWORD' },
    store: { kind: 'string', value: 'STORE', choices: ['auto', 'memory', 'duckdb'], summary: 'Where conversations of files are kept: in memory, on disk by DuckDB, or on disk once they are many (default: auto)' },
    format: { kind: 'string', value: 'FORMAT', choices: ['pretty', 'json', 'markdown'], summary: 'How to print it (default: pretty)' },
    write: { kind: 'string', value: 'FILE', summary: 'Write the variables into a post-mortem; what a person wrote stays' },
    'dry-run': { kind: 'boolean', summary: 'With --write: print the change as a diff' },
  },
  load: () => import('./moved.ts'),
};
