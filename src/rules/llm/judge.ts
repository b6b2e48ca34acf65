import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable } from './example.ts';
import { ADVISED, isLlmRecord, variableOf } from './record.ts';

const cited = /\b(?:offline |online |regression )?(?:evals?|evaluations?|llm[- ]judge|judge|eval suite|eval score)\b[^.\n]{0,60}\b(?:pass(?:ed|es)?|green|clean|score[ds]?|fired?|flagged|caught|missed|fell|dropped|rose|looked fine|did not (?:fire|move|catch))\b/i;
const versioned = /\bv?\d+(?:\.\d+)*\b|@|[0-9a-f]{7,}/i;

export const judge = defineRule({
  id: 'llm/judge-unversioned',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'An eval is cited as evidence, and the judge has no version',
    why: 'With an LLM judge there are two moving models. A score that moved, or stayed, says nothing while nobody knows which judge gave it.',
    fix: 'Write evaluator, version, model, threshold and agreement with people into the row Judge configuration.',
    sources: ['tianpan.co, LLM-as-judge drift (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'an eval stayed green', document: written('final', `## Detection\n\nThe offline evals stayed green.\n\n${variablesTable({ judge: ' |  | no |  | [run](https://example.com)' })}`), findings: ['9:5-9:31 warning An eval is cited, and no version of its judge is stated'] },
    { name: 'the judge is known', document: written('final', `## Detection\n\nThe offline evals stayed green.\n\n${variablesTable({ judge: 'faithfulness v3, threshold 0.8 | faithfulness v3, threshold 0.8 | no |  | [run](https://example.com)' })}`), findings: [] },
    { name: 'no eval is cited', document: written('final', variablesTable({ judge: ' |  | n/a: no evals exist |  | ' })), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (!isLlmRecord(record)) return;
    const row = variableOf(record, 'judge');
    if (row && [row.before, row.during].some((words) => words !== null && versioned.test(words))) return;
    if (row?.status === 'unknown' && row.answeredBy.length > 0) return;
    const match = cited.exec(document.text);
    if (match) yield { source: document.lines.source(match.index, match.index + match[0].length), message: 'An eval is cited, and no version of its judge is stated', suggestion: 'State evaluator, version and threshold in the row Judge configuration' };
  },
});
