import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable, verdictList } from './example.ts';
import { ADVISED } from './record.ts';

const separated = /\b(?:replay\w*|bisect\w*|partial (?:rollback|roll-back|revert)|rolled back (?:only|just|separately)|reverted (?:only|just|separately)|rolling back (?:only|just) |a\/b|ablation|one at a time|in isolation|held constant|separately)\b/i;
const moved = 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)';
const model = 'requested `a`, served `a-0601` | requested `a`, served `a-0905` | yes | 2026-05-03 09:10 | [spans](https://example.com)';

const together = (labels: readonly string[]): string => `${labels.join(', ')} moved together, and nothing tells them apart`;

export const tied = defineRule({
  id: 'llm/tied',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'Several variables moved together, and nothing tells them apart',
    why: 'Spans show that both moved; they cannot show which one it was. Rolling back the wrong one leaves the incident in place.',
    fix: 'Replay recorded requests with one variable changed at a time, bisect, or roll back one of them, and write what came out.',
    sources: ['Attribution by spans is association; replay or partial roll-back confirms it (the guide to `postmortem moved`)'],
  },
  options: noOptions,
  examples: [
    { name: 'prompt and model', document: written('final', variablesTable({ prompt: moved, model })), findings: ['12:77-12:80 warning Prompt revision, Model moved together, and nothing tells them apart'] },
    { name: 'a replay tells them apart', document: written('final', `## Root cause\n\nA replay of 200 requests with the old prompt and the new model failed alike.\n\n${variablesTable({ prompt: moved, model })}`), findings: [] },
    { name: 'a verdict that ties them', document: written('final', `${variablesTable({ prompt: moved, model })}\n${verdictList('Explained by: Model or Prompt revision', 'Confirmed by: none')}`), findings: ['24:17-24:41 warning Model, Prompt revision moved together, and nothing tells them apart'] },
    { name: 'a verdict that names one', document: written('final', `${variablesTable({ prompt: moved, model })}\n${verdictList('Explained by: Model', 'Confidence: likely')}`), findings: [] },
    { name: 'a rollback of one', document: written('final', `${variablesTable({ prompt: moved, model })}\n${verdictList('Explained by: Model', 'Confirmed by: rollback of the prompt alone, which changed nothing')}`), findings: [] },
    { name: 'one moved', document: written('final', variablesTable({ prompt: moved })), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const { verdict } = record;
    const confirmed = verdict?.confirmedBy != null && verdict.confirmedBy !== 'none';
    if (confirmed || verdict?.otherwise === 'nothing-moved' || separated.test(document.text)) return;
    const suggestion = 'Replay, bisect or roll back one of them, and write the result';
    if (verdict !== null && verdict.explainedBy.length > 0) {
      // A verdict that names one of several has told them apart.
      const group = verdict.explainedBy.find((keys) => keys.length > 1);
      if (group) yield { source: verdict.fields.explainedBy?.source ?? verdict.source, message: together(group.map((key) => VARIABLE_LABELS[key])), suggestion };
      return;
    }
    const changed = record.variables.filter(({ status }) => status === 'changed');
    const [first, second] = changed;
    if (!first || !second) return;
    yield { source: second.cells.moved ?? second.source, message: together(changed.map(({ label }) => label)), suggestion, related: [{ source: first.cells.moved ?? first.source, message: 'moved as well' }] };
  },
});
