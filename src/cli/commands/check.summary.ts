import { SEVERITIES } from '../../record/finding.ts';
import { REPORTER_NAMES } from '../../reporters/registry.ts';
import type { CommandSummary } from '../command.ts';

export const checkCommand: CommandSummary = {
  name: 'check',
  summary: 'Find what is wrong in post-mortems',
  usage: '[PATHS…|-] [FLAGS]',
  examples: [
    { command: 'postmortem check', does: 'all documents that the configuration names' },
    { command: 'postmortem check docs/postmortems --format github --output sarif=findings.sarif', does: 'annotations in a pull request, and a file for code scanning' },
    { command: 'postmortem check --changed=origin/main --baseline .postmortem-baseline.json', does: 'what this branch touches, without the findings of yesterday' },
    { command: 'postmortem check --fix --dry-run docs/postmortems', does: 'the safe fixes as a diff' },
  ],
  options: {
    format: { kind: 'string', multiple: true, value: 'FORMAT', choices: REPORTER_NAMES, summary: 'Format on stdout' },
    output: { kind: 'string', multiple: true, short: 'o', value: 'FORMAT=PATH', summary: 'Write a format to a file as well' },
    'fail-on': { kind: 'string', value: 'SEVERITY', choices: [...SEVERITIES, 'never'], summary: 'Gravity from which findings give exit code 1; default error' },
    'max-warnings': { kind: 'string', value: 'NUMBER', summary: 'More warnings than this give exit code 1' },
    'allow-empty': { kind: 'boolean', summary: 'Checking no document is fine' },
    only: { kind: 'string', multiple: true, value: 'RULE', summary: 'Run only these rules; a glob such as timeline/* will do' },
    rule: { kind: 'string', multiple: true, value: 'RULE=SEVERITY', summary: 'Set the severity of a rule' },
    baseline: { kind: 'string', value: 'FILE', summary: 'Findings in this file are known and do not fail' },
    'update-baseline': { kind: 'boolean', summary: 'Write the baseline: drops what is mended; adds new findings only where the file does not exist yet' },
    changed: { kind: 'boolean', value: 'BASE', summary: 'Only documents that differ from BASE (default: the default branch)' },
    diff: { kind: 'string', value: 'BASE', summary: 'Compare the change since BASE with what the documents say' },
    fix: { kind: 'boolean', summary: 'Apply the safe fixes' },
    'dry-run': { kind: 'boolean', summary: 'With --fix: print the diff and change nothing' },
    watch: { kind: 'boolean', summary: 'Check again whenever a document or the configuration changes' },
    'stdin-path': { kind: 'string', value: 'PATH', summary: 'Name of the document that standard input holds (with -)' },
    config: { kind: 'string', value: 'FILE', summary: 'Configuration to use instead of the one found upwards' },
    'print-config': { kind: 'string', value: 'FILE', summary: 'Print the configuration of a document and which layer set what' },
    jobs: { kind: 'string', value: 'NUMBER', summary: 'Threads at most; default: as many as the machine has processors' },
    'no-cache': { kind: 'boolean', summary: 'Read and check everything anew' },
  },
  load: () => import('./check.ts'),
};
