import type { Finding, Severity } from '../record/finding.ts';
import { neutralise } from '../record/neutralise.ts';
import type { Reporter } from './define-reporter.ts';
import { gravestFirst, isNew } from './order.ts';
import { count, countsInWords } from './words.ts';

const ICON = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const satisfies Record<Severity, string>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A comment on GitHub holds 65,536 characters. */
const MAX_COMMENT = 60_000;

/**
 * Text of a document inside a comment: no markup, no mention of a person or issue, no link. An invisible `&#8203;` keeps the platform from
 * seeing `@name`, `#1` and URLs, as the comments of Renovate do.
 */
export const escapeMarkdown = (text: string): string =>
  neutralise(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replace(/@|#(?=\w)|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi, '$&&#8203;');

const row = (finding: Finding): string => {
  const related = finding.related.map((place) => ` See ${escapeMarkdown(place.path)}:${place.line}: ${escapeMarkdown(place.message)}.`).join('');
  const suggestion = finding.suggestion === null ? '' : ` *${escapeMarkdown(finding.suggestion)}*`;
  const place = `${escapeMarkdown(finding.path)}:${finding.range.start.line}`;
  return `| ${ICON[finding.severity]} | ${place} | ${escapeMarkdown(finding.message)}${suggestion}${related} | ${escapeMarkdown(finding.rule)} |\n`;
};

const render = (limit: number): Reporter => (report) => {
  const news = gravestFirst(report.findings.filter(isNew));
  let text = `### Post-mortems: ${countsInWords(report)}\n`;
  for (const { path, reason } of report.failed) text += `\n**Not checked:** ${escapeMarkdown(path)}: ${escapeMarkdown(reason)}\n`;
  if (news.length === 0) return text;
  text += '\n| | Where | What | Rule |\n|---|---|---|---|\n';
  for (const [index, finding] of news.entries()) {
    const next = row(finding);
    if (text.length + next.length > limit) return `${text}\n${count(news.length - index, 'finding')} more do not fit here.\n`;
    text += next;
  }
  return text;
};

/** A pull-request comment: one table, the gravest first, suppressed and known findings only counted. */
export const reportMarkdown: Reporter = render(MAX_COMMENT);

/** The same for GitHub's step summary, which holds 1 MiB. */
export const stepSummary: Reporter = render(250_000);
