import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { variablesTable, verdictList } from './example.ts';
import { isLlmRecord, REQUIRED } from './record.ts';

const vagueCause = /\b(?:the )?(?:llm|model|prompt|ai|quality)(?:'s)? (?:quality )?(?:(?:was|has|had|got|became|simply|just) )*(?:degrad\w+|got worse|hallucinat\w+|misbehav\w+|regress\w+|drifted|bad|broken|wrong|unreliable|flaky)\b|\b(?:bad|poor|wrong) (?:prompt|model)\b|\bfix the prompt\b/i;

export const vagueLlmCause = defineRule({
  id: 'llm/vague-cause',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'The cause is "the model degraded" or "a bad prompt", and no variable shows a before and an after',
    why: 'Such a cause names the symptom. Something moved, or nothing that was recorded did; both can be said, and both lead to work.',
    fix: 'Name the variable, with its state before and during, or write that nothing recorded moved and what will be recorded.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'the model degraded', document: written('final', `## Root cause\n\nThe model degraded over the weekend.\n\n${variablesTable()}`), findings: ['9:1-9:37 error "The model degraded" names the symptom, and no variable shows a before and an after'] },
    { name: 'the variable is named', document: written('final', `## Root cause\n\nThe model degraded over the weekend, when the alias rolled.\n\n${variablesTable({ model: 'requested `a`, served `a-0601` | requested `a`, served `a-0905` | yes | 2026-05-03 09:12 | [spans](https://example.com)' })}`), findings: [] },
    { name: 'a verdict that nothing recorded explains it', document: written('final', `## Root cause\n\nThe model degraded over the weekend.\n\n${variablesTable()}\n${verdictList('Explained by: nothing recorded')}`), findings: [] },
    { name: 'not an LLM record', document: written('final', '## Root cause\n\nThe data model was wrong: two rows shared a key.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (!isLlmRecord(record) || record.variables.some(({ status, before, during }) => status === 'changed' && before !== null && during !== null)) return;
    // A verdict that names nothing has said so.
    if (record.verdict?.otherwise != null) return;
    for (const cause of record.causes) {
      const match = vagueCause.exec(cause.title);
      if (match) yield { source: firstLine(document, cause.source), message: `"${match[0]}" names the symptom, and no variable shows a before and an after`, suggestion: 'Name the variable that moved, or say that nothing recorded did' };
    }
  },
});
