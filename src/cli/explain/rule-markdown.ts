import { PROFILES, type Rule } from '../../rules/define-rule.ts';
import { RULES } from '../../rules/registry.ts';

/** A fence longer than any in the text. */
const fenced = (text: string, language: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
};

const page = ({ id, since, severity, docs, examples }: Rule): string =>
  [
    `# ${id}`,
    `${docs.summary.replace(/\.$/, '')}.`,
    `| ${PROFILES.join(' | ')} |\n|${'---|'.repeat(PROFILES.length)}\n| ${PROFILES.map((profile) => severity[profile] ?? 'off').join(' | ')} |`,
    `## Why\n\n${docs.why}`,
    `## What to do\n\n${docs.fix}`,
    ...(docs.sources.length > 0 ? [`## Sources\n\n${docs.sources.map((source) => `- ${source}`).join('\n')}`] : []),
    '## Examples',
    ...examples.flatMap(({ name, document, findings, fixed }) => [
      `### ${name}`,
      fenced(document, 'markdown'),
      findings.length > 0 ? `Finds:\n\n${fenced(findings.join('\n'), 'text')}` : 'Finds nothing.',
      ...(fixed === undefined ? [] : [`After \`--fix\`:\n\n${fenced(fixed, 'markdown')}`]),
    ]),
    `Since ${since}. Made from the rule by \`npm run generate\`; the examples are its tests.`,
  ].join('\n\n');

const fileOf = ({ id }: Rule): string => `${id.replace('/', '-')}.md`;

/** The pages of `docs/rules` by their names: one for each rule, and a list of all. */
export const rulePages = (): Readonly<Record<string, string>> => ({
  'README.md': `# Rules\n\nWhat \`postmortem check\` finds, by area. \`postmortem explain RULE\` prints the same pages.\n\n${RULES.map((rule) => `- [${rule.id}](${fileOf(rule)}): ${rule.docs.summary}`).join('\n')}\n`,
  ...Object.fromEntries(RULES.map((rule) => [fileOf(rule), `${page(rule)}\n`])),
});
