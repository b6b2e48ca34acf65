import type { FailureRate } from '../../record/llm.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { outcomeList, variablesTable, verdictList } from './example.ts';
import { REQUIRED } from './record.ts';

const prompt = 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)';
const named = verdictList('Explained by: Prompt revision', 'Confidence: likely');
const example = (before: string, during: string, verdict = named): string => written('final', `${variablesTable({ prompt })}\n${outcomeList('Failure: errors', `Before: ${before}`, `During: ${during}`)}\n${verdict}`);

/** What chance alone exceeds in 1 % of cases: χ² with one degree of freedom. */
const CHANCE = 6.635;

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** G = 2 Σ O ln(O/E) of the two counts; null where they are not stated. */
const differenceOf = (before: FailureRate, during: FailureRate): number | null => {
  if (before.failures === null || before.rows === null || during.failures === null || during.rows === null) return null;
  if (before.failures > before.rows || during.failures > during.rows) return null;
  const rows = [[before.failures, before.rows - before.failures], [during.failures, during.rows - during.failures]];
  const total = before.rows + during.rows;
  return 2 * sum(rows.flatMap((row) => row.map((count, column) => (count === 0 ? 0 : count * Math.log((count * total) / (sum(row) * sum(rows.map((other) => other[column] ?? 0))))))));
};

export const noRise = defineRule({
  id: 'llm/no-rise',
  since: '0.1.0',
  severity: { ...REQUIRED, final: 'warning' },
  docs: {
    summary: 'The verdict names a variable, and by the stated numbers failures did not rise, or no more than chance would have it',
    why: 'Where nothing rose there is nothing to explain. A cause that is named all the same will be rolled back, and the next incident comes as it would have.',
    fix: 'Correct the numbers, say what else failed, or take the variable out of the verdict.',
    sources: ['G-test of independence, Sokal and Rohlf, Biometry', 'The method of `postmortem moved`: no cause is looked for where failures did not rise'],
  },
  options: noOptions,
  examples: [
    { name: 'fewer failures', document: example('3 %', '2 %'), findings: ['26:11-26:14 warning Failures did not rise (3 % before, 2 % during), and the verdict names the prompt revision'] },
    { name: 'no more than chance', document: example('4 of 400', '7 of 400'), findings: ['26:11-26:19 warning Failures rose from 1 % to 1.75 %, which chance alone may do (G = 0.84, below 6.63), and the verdict names the prompt revision'] },
    { name: 'a rise', document: example('37 of 12,400', '1,078 of 9,800'), findings: [] },
    { name: 'a rate nobody counted', document: example('unknown: not logged', '11 %'), findings: [] },
    { name: 'a verdict that names nothing', document: example('3 %', '2 %', verdictList('Explained by: nothing recorded')), findings: [] },
  ],
  *check({ record: { outcome, verdict } }): Iterable<RuleFinding> {
    const [key] = verdict?.explainedBy.flat() ?? [];
    const [before, during] = [outcome?.before, outcome?.during];
    if (key === undefined || outcome === null || before?.share == null || during?.share == null) return;
    const source = outcome.fields.during?.source ?? outcome.source;
    const named = `and the verdict names the ${VARIABLE_LABELS[key].toLowerCase()}`;
    const suggestion = 'Correct the numbers, or take the variable out of the verdict';
    const difference = differenceOf(before, during);
    if (during.share <= before.share) yield { source, message: `Failures did not rise (${percent(before.share)} before, ${percent(during.share)} during), ${named}`, suggestion };
    else if (difference !== null && difference < CHANCE)
      yield { source, message: `Failures rose from ${percent(before.share)} to ${percent(during.share)}, which chance alone may do (G = ${difference.toFixed(2)}, below ${CHANCE.toFixed(2)}), ${named}`, suggestion };
  },
});
