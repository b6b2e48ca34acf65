import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { outcomeList, variablesTable, verdictList } from './example.ts';
import { ADVISED, variableOf } from './record.ts';

const model = 'requested `a`, served `a-0601` | requested `a`, served `a-0905` | yes | 2026-05-03 09:10 | [spans](https://example.com)';
const seen = (...more: readonly string[]): string => `${outcomeList('Failure: faithfulness below 0.8', 'Kind: eval', 'Before: 4 %', 'During: 19 %', ...more)}\n${verdictList('Explained by: Model')}`;
const judge = ' |  | unknown: its version is not logged → AI-3 |  | ';

export const judgeOnly = defineRule({
  id: 'llm/judge-only',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'Only a judge saw the failures, its configuration is not shown to be unchanged, and the verdict names something else',
    why: 'A judge is a model with a prompt, too. Where its score fell and nothing else did, the judge is as good a candidate as what it judged.',
    fix: 'Name one sign in which no judge had a part (errors, edits, tickets) as Judge-free check, or show that the judge did not change.',
    sources: ['tianpan.co, LLM-as-judge drift (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'the judge is unknown', document: written('final', `${variablesTable({ model, judge })}\n${seen()}`), findings: ['25:9-25:13 warning Only a judge saw these failures, and nothing shows that the judge did not change'] },
    { name: 'tickets rose as well', document: written('final', `${variablesTable({ model, judge })}\n${seen('Judge-free check: tickets rose from 2 to 31 a day')}`), findings: [] },
    { name: 'the judge did not change', document: written('final', `${variablesTable({ model })}\n${seen()}`), findings: [] },
    { name: 'errors need no judge', document: written('final', `${variablesTable({ model, judge })}\n${seen().replace('Kind: eval', 'Kind: error')}`), findings: [] },
    { name: 'no variable is named', document: written('final', `${variablesTable({ judge })}\n${seen().replace('by: Model', 'by: nothing recorded')}`), findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const { outcome, verdict } = record;
    if (outcome?.kind !== 'eval' || outcome.judgeFree !== null) return;
    const named = verdict?.explainedBy.flat() ?? [];
    const row = variableOf(record, 'judge');
    if (named.length === 0 || named.includes('judge') || (row?.status === 'unchanged' && (row.evidence.length > 0 || row.evidenceText !== null))) return;
    yield { source: outcome.fields.kind?.source ?? outcome.source, message: 'Only a judge saw these failures, and nothing shows that the judge did not change', suggestion: 'Add a Judge-free check to the outcome, or evidence to the row Judge configuration' };
  },
});
