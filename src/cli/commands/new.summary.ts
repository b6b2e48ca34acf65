import type { CommandSummary } from '../command.ts';

export const newCommand: CommandSummary = {
  name: 'new',
  summary: 'Start a post-mortem from a template, with what is already known filled in',
  usage: '[--title TEXT] [--severity LEVEL] [--template NAME] [--answers FILE|-] [--out PATH]',
  examples: [
    { command: 'postmortem new', does: 'on a terminal: three questions, then the editor' },
    { command: 'postmortem new --title "Checkout timed out" --severity SEV1', does: 'a draft from the standard template' },
    { command: 'postmortem new --template llm --answers answers.json', does: 'every answer from a file (schemas/answers.schema.json)' },
    { command: 'incident-bot export 1466 | postmortem new --answers -', does: 'every answer from a pipe' },
  ],
  options: {
    title: { kind: 'string', value: 'TEXT', summary: 'What happened, in one line' },
    severity: { kind: 'string', value: 'LEVEL', summary: 'A level of the configured scale' },
    template: { kind: 'string', value: 'NAME', summary: 'standard, llm, short, security, google-sre, pagerduty, atlassian, one of the repository\'s own, or a path (default: standard)' },
    started: { kind: 'string', value: 'TIME', summary: 'When the impact began; becomes the first entry of the timeline' },
    timezone: { kind: 'string', value: 'ZONE', summary: 'How bare times are read (default: the template\'s)' },
    services: { kind: 'string', value: 'NAMES', summary: 'Services, commas between' },
    environments: { kind: 'string', value: 'NAMES', summary: 'Environments, commas between' },
    authors: { kind: 'string', value: 'NAMES', summary: 'Authors, commas between' },
    id: { kind: 'string', value: 'ID', summary: 'Identifier and file name (default: the date and the title)' },
    answers: { kind: 'string', value: 'FILE', summary: 'Take the answers from JSON; `-` is standard input' },
    'screen-reader': { kind: 'boolean', summary: 'Tell the screen in a few plain lines, for screen readers' },
    out: { kind: 'string', value: 'PATH', summary: 'Where to write; `-` prints (default: the folder of the post-mortems)' },
  },
  load: () => import('./new.ts'),
};
