import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { outcomeList, variablesTable } from './example.ts';
import { ADVISED, namedOrMoved } from './record.ts';

const prompt = 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)';
const signals = '## Signals\n\n| Metric | Normal | Incident |\n|---|---|---|\n| parse_error_ratio | 0.003 | 0.11 |\n\n';

export const outcomeMissing = defineRule({
  id: 'llm/outcome-missing',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'A variable is said to have moved, and nothing says what failed, how often before and how often during',
    why: 'A variable explains a rise of failures or it explains nothing. Without the rate before there is no rise, only a bad day.',
    fix: 'State failure, before and during under Outcome (`37 of 12,400 conversations (0.3 %)`), or the figure in the Signals table. `postmortem moved --write` fills it from traces.',
    sources: ['The method of `postmortem moved`: no cause is looked for where failures did not rise'],
  },
  options: noOptions,
  examples: [
    { name: 'no outcome', document: written('final', variablesTable({ prompt })), findings: ['11:31-11:34 warning Prompt revision moved, and nothing says what failed, how often before and how often during'] },
    { name: 'no rate before', document: written('final', `${variablesTable({ prompt })}\n${outcomeList('Failure: answers that are not JSON', 'During: 11 %')}`), findings: ['22:1-22:12 warning The outcome does not state the failures before'] },
    { name: 'all stated', document: written('final', `${variablesTable({ prompt })}\n${outcomeList('Failure: answers that are not JSON', 'Before: 37 of 12,400', 'During: 1,078 of 9,800')}`), findings: [] },
    { name: 'the figures stand in Signals', document: written('final', `${signals}${variablesTable({ prompt })}`), findings: [] },
    { name: 'nothing moved', document: written('final', variablesTable()), findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const [key] = namedOrMoved(record);
    const variable = record.variables.find((row) => row.key === key);
    if (key === undefined || record.signals.some(({ normal, incident }) => normal.samples.length > 0 && incident.samples.length > 0)) return;
    const { outcome } = record;
    const source = outcome?.source ?? variable?.cells.moved ?? variable?.source ?? record.verdict?.source;
    if (source === undefined) return;
    const suggestion = 'State failure, before and during under Outcome, or `unknown` and why';
    if (outcome === null) yield { source, message: `${VARIABLE_LABELS[key]} moved, and nothing says what failed, how often before and how often during`, suggestion };
    else {
      const lacks = [...(outcome.failure === null ? ['what failed'] : []), ...(outcome.before === null ? ['the failures before'] : []), ...(outcome.during === null ? ['the failures during'] : [])];
      if (lacks.length > 0) yield { source, message: `The outcome does not state ${lacks.join(' and ')}`, suggestion };
    }
  },
});
