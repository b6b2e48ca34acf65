import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable } from './example.ts';
import { REQUIRED } from './record.ts';

export const unchanged = defineRule({
  id: 'llm/unchanged-unproven',
  since: '0.1.0',
  severity: { ...REQUIRED, final: 'warning' },
  docs: {
    summary: 'A variable is said not to have moved, and nothing shows it',
    why: 'Missing from the traces is unknown, never unchanged. Most teams that say "the prompt did not change" have not recorded it.',
    fix: 'Link the spans, the change log or the file\'s history, or write `unknown: …` with an action item.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'no evidence', document: written('final', variablesTable({ tools: 'v4 | v4 | no |  | ' })), findings: ['15:28-15:30 warning Tool schemas is said not to have moved, and nothing shows it'] },
    { name: 'evidence', document: written('final', variablesTable()), findings: [] },
    { name: 'evidence in words', document: written('final', variablesTable({ tools: 'v4 | v4 | no |  | registry history, no commit in May' })), findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const { status, evidence, evidenceText, label, cells, source } of record.variables) {
      const proven = evidence.length > 0 || (evidenceText !== null && /[\p{L}\d]/u.test(evidenceText));
      if (status === 'unchanged' && !proven) yield { source: cells.moved ?? source, message: `${label} is said not to have moved, and nothing shows it`, suggestion: 'Link the evidence, or write `unknown`' };
    }
  },
});
