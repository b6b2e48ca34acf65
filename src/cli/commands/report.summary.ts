import type { CommandSummary } from '../command.ts';

export const reportCommand: CommandSummary = {
  name: 'report',
  summary: 'Write a static site of all post-mortems: an index, and a page an incident',
  usage: '[PATHS…] --out DIR',
  examples: [{ command: 'postmortem report --out site', does: 'writes site/index.html, to be opened from disk or served' }],
  options: { out: { kind: 'string', value: 'DIR', summary: 'Folder of the site; made where it is missing' } },
  load: () => import('./report.ts'),
};
