import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable } from './example.ts';
import { REQUIRED } from './record.ts';

export const unknownVariable = defineRule({
  id: 'llm/unknown-unexplained',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'A variable is unknown, and the row gives no reason, or no action item that records it next time',
    why: 'Unknown is an honest answer once. The second incident with the same blind spot is a choice.',
    fix: 'Write `unknown: no index version is logged → AI-4`.',
    sources: ['tianpan.co, Agent flight recorder: fields before the incident (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'no reason, no item', document: written('final', variablesTable({ retrieval: ' |  | unknown |  | ' })), findings: ['14:27-14:34 error Retrieval index is unknown, with no reason and no action item that records it next time'] },
    { name: 'a reason, no item', document: written('final', variablesTable({ retrieval: ' |  | unknown: no version is logged |  | ' })), findings: ['14:27-14:56 error Retrieval index is unknown, with no action item that records it next time'] },
    { name: 'a reason and an item', document: written('final', variablesTable({ retrieval: ' |  | unknown: no version is logged → AI-4 |  | ' })), findings: [] },
    { name: 'the reason stands in the cells', document: written('final', variablesTable({ retrieval: 'unknown: no version is logged | unknown | unknown → AI-4 |  | ' })), findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const variable of record.variables) {
      if (variable.status !== 'unknown') continue;
      const explained = [variable.reason, variable.before, variable.during, variable.evidenceText].some((words) => words !== null && /[\p{L}]{2,}.*\s.*[\p{L}]{2,}/u.test(words.replace(/^unknown\W*/i, '')));
      const lacks = [...(explained ? [] : ['no reason']), ...(variable.answeredBy.length > 0 ? [] : ['no action item that records it next time'])];
      if (lacks.length > 0) yield { source: variable.cells.moved ?? variable.source, message: `${variable.label} is unknown, with ${lacks.join(' and ')}`, suggestion: 'Write `unknown: <why> → AI-n`' };
    }
  },
});
