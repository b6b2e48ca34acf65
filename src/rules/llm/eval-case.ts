import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { sectionSource, topOf } from '../places.ts';
import { variablesTable, verdictList } from './example.ts';
import { namedOrMoved } from './record.ts';

const evalWords = /\b(?:evals?|evaluations?|eval[- ](?:case|set|suite)s?|golden (?:set|test|example)s?|regression (?:case|prompt|set)s?|promptfoo|test case)\b/i;
const evalPath = /eval|promptfoo|deepeval|ragas|inspect/i;
const prompt = 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)';

export const evalCase = defineRule({
  id: 'llm/no-eval-case',
  since: '0.1.0',
  severity: { review: 'info', final: 'warning', closed: 'error' },
  docs: {
    summary: 'A variable of the model stack moved, and the incident closes without a new or changed eval case',
    why: 'The eval that stayed green will stay green next time. An eval case made from this incident is the gate that fires.',
    fix: 'Add an action item that turns failing requests of this incident into eval cases, and name the file in the Gate cell.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'closed without', document: written('closed', `${variablesTable({ prompt })}\n${actionTable('AI-1 | Pin the prompt | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')}`), findings: ['22:1-22:16 error No action item adds or changes an eval case'] },
    { name: 'with an eval case', document: written('closed', `${variablesTable({ prompt })}\n${actionTable('AI-1 | Add the 12 failing requests as eval cases | prevent | P1 | @ada | 2027-01-08 | `evals/format.yaml#json` | done | OPS-12')}`), findings: [] },
    { name: 'what moved is not what the verdict names', document: written('closed', `${variablesTable({ prompt, traffic: 'refunds 22 % | refunds 61 % | yes | 2026-05-03 09:00 | [spans](https://example.com)' })}\n${verdictList('Explained by: Traffic mix', 'Confirmed by: replay')}\n${actionTable('AI-1 | Limit refunds | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')}`), findings: [] },
    { name: 'nothing of the stack moved', document: written('closed', `${variablesTable()}\n${actionTable('AI-1 | Separate the sessions of users | prevent | P1 | @ada | 2027-01-08 |  | done | OPS-12')}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (!namedOrMoved(record).some((key) => key !== 'deployment' && key !== 'traffic')) return;
    if (record.actions.some(({ title, gates, status }) => status !== 'dropped' && (evalWords.test(title) || gates.some(({ path }) => evalPath.test(path))))) return;
    const section = record.sections.find(({ name }) => name === 'actions');
    yield { source: section ? sectionSource(document, section) : topOf(document, record), message: 'No action item adds or changes an eval case', suggestion: 'Turn failing requests of this incident into eval cases' };
  },
});
