import { painter } from '../../record/paint.ts';
import { wrapWords } from '../../reporters/layout.ts';
import { PROFILES, type Rule } from '../../rules/define-rule.ts';
import type { Terminal } from '../terminal.ts';

/** What is known of a rule, as data. */
export const ruleFacts = ({ id, since, severity, docs, examples }: Rule) => ({
  id,
  since,
  severity: Object.fromEntries(PROFILES.map((profile) => [profile, severity[profile] ?? 'off'])),
  ...docs,
  examples: examples.map(({ name, document, findings }) => ({ name, document, findings })),
});

/** A rule on a page: what, why, how, when, and its examples with what it finds in them. */
export const rulePage = (rule: Rule, { colour, width }: Terminal): string => {
  const paint = painter(colour);
  const { docs, examples } = rule;
  const prose = (text: string): string[] => wrapWords(text, Math.min(width, 100) - 2).map((line) => `  ${line}`);
  const heading = (text: string): string[] => ['', paint('underline', text)];
  const severities = PROFILES.map((profile) => `${profile} ${rule.severity[profile] ?? 'off'}`).join(', ');
  const shown = examples.flatMap(({ name, document, findings }) => [
    '',
    `  ${paint('bold', name)}`,
    ...document.trimEnd().split('\n').map((line) => `    ${line}`.trimEnd()),
    ...(findings.length > 0 ? findings.map((finding) => `  ${paint('yellow', finding)}`) : [`  ${paint('green', 'no finding')}`]),
  ]);
  const lines = [
    paint('bold', rule.id),
    ...prose(docs.summary),
    ...heading('Why'),
    ...prose(docs.why),
    ...heading('What to do'),
    ...prose(docs.fix),
    ...heading('Severity'),
    ...prose(severities),
    ...(docs.sources.length > 0 ? [...heading('Sources'), ...docs.sources.flatMap(prose)] : []),
    ...(examples.length > 0 ? [...heading('Examples'), ...shown.slice(1)] : []),
  ];
  return `${lines.join('\n')}\n`;
};
