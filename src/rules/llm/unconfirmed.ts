import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { variablesTable, verdictList } from './example.ts';
import { ADVISED } from './record.ts';

const table = variablesTable({ prompt: 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)' });

export const unconfirmed = defineRule({
  id: 'llm/unconfirmed',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'The verdict is called known, and no replay, bisect or rollback confirms it',
    why: 'What moved at the same time is association. The cause is known once the old value, put back, takes the failures away.',
    fix: 'Replay recorded requests with the old value, bisect, or roll back a part, and write what came out under Confirmed by; until then the verdict is likely.',
    sources: ['Attribution by spans is association; replay or partial roll-back confirms it (the guide to `postmortem moved`)'],
  },
  options: noOptions,
  examples: [
    { name: 'known without a replay', document: written('final', `${table}\n${verdictList('Explained by: Prompt revision', 'Confidence: known', 'Confirmed by: none')}`), findings: ['25:15-25:20 warning The verdict is called known, and nothing confirms it'] },
    { name: 'a replay', document: written('final', `${table}\n${verdictList('Explained by: Prompt revision', 'Confidence: known', 'Confirmed by: replay of 200 requests with v3: none failed')}`), findings: [] },
    { name: 'likely', document: written('final', `${table}\n${verdictList('Explained by: Prompt revision', 'Confidence: likely', 'Confirmed by: none')}`), findings: [] },
    { name: 'known that nothing moved', document: written('final', `${variablesTable()}\n${verdictList('Explained by: nothing moved', 'Confidence: known')}`), findings: [] },
  ],
  *check({ record: { verdict } }): Iterable<RuleFinding> {
    if (verdict?.confidence !== 'known' || verdict.explainedBy.length === 0) return;
    if (verdict.confirmedBy !== null && verdict.confirmedBy !== 'none') return;
    yield { source: verdict.fields.confidence?.source ?? verdict.source, message: 'The verdict is called known, and nothing confirms it', suggestion: 'Replay, bisect or roll back a part, or write `likely`' };
  },
});
