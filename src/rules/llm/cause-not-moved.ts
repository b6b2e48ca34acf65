import type { IncidentRecord } from '../../record/record.ts';
import { VARIABLE_LABELS, type LlmVariableKey } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { variablesTable, verdictList } from './example.ts';
import { REQUIRED, variableOf } from './record.ts';

const change = String.raw`(?:chang\w*|updat\w*|edit\w*|upgrad\w*|roll\w*|swap\w*|switch\w*|drift\w*|moved|replaced|rebuilt|stale|regress\w*|new|reverted|deprecat\w*)`;
const about = (noun: string): RegExp => new RegExp(String.raw`\b(?:${noun})\b[^.\n]{0,40}\b${change}\b|\b${change}\b[^.\n]{0,25}\b(?:${noun})\b`, 'i');
const CLAIMS: readonly (readonly [LlmVariableKey, RegExp])[] = [
  ['prompt', about('(?:system )?prompts?|prompt template')],
  ['model', about('model alias|model version|served model|base model|the model')],
  ['retrieval', about('retrieval index|vector index|embedding index|search index|knowledge base')],
  ['tools', about('tool schemas?|tool definitions?')],
  ['traffic', about('traffic mix|request mix')],
  ['sampling', about('temperature|sampling (?:parameters|defaults?)|reasoning (?:effort|level)')],
  ['guardrail', about('guardrails?|safety filters?|content filters?')],
];
const denied = /\b(?:no|not|never|without|neither|nor|didn't|wasn't|unchanged|unaffected|ruled out|same)\b/i;

const ROW_SAYS = { unchanged: 'says that it did not move', unknown: 'says that nobody knows', 'not-applicable': 'says that it does not apply' } as const;

/** Variables that the verdict names although their rows do not say that they moved. */
function* verdictFindings(record: IncidentRecord): Iterable<RuleFinding> {
  const { verdict } = record;
  if (verdict === null) return;
  for (const key of new Set(verdict.explainedBy.flat())) {
    const variable = variableOf(record, key);
    if (variable?.status === 'changed') continue;
    const says = variable === null ? 'there is no row of it' : `its row ${variable.status === null ? 'does not say whether it moved' : ROW_SAYS[variable.status]}`;
    yield {
      source: verdict.fields.explainedBy?.source ?? verdict.source,
      message: `The verdict names the ${VARIABLE_LABELS[key].toLowerCase()}; ${says}`,
      suggestion: 'Correct the row or the verdict',
      ...(variable !== null && { related: [{ source: variable.cells.moved ?? variable.source, message: 'the row' }] }),
    };
  }
}

export const causeNotMoved = defineRule({
  id: 'llm/cause-not-moved',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'A cause or the verdict says that a variable changed, and the table does not',
    why: 'One of the two is wrong: the table was filled before the cause was known, or the cause is a guess.',
    fix: 'Mark the variable as moved with what it was before and during, or correct the cause.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'the prompt was edited, says the cause alone', document: written('final', `## Root cause\n\nThe system prompt was edited and answers lost their format.\n\n${variablesTable()}`), findings: ['9:1-9:60 error The cause says that the prompt revision changed; its row says that it did not'] },
    { name: 'the verdict alone', document: written('final', `${variablesTable({ retrieval: ' |  | unknown: not logged → AI-4 |  | ' })}\n${verdictList('Explained by: Retrieval index; Prompt revision')}`), findings: ['24:17-24:49 error The verdict names the retrieval index; its row says that nobody knows', '24:17-24:49 error The verdict names the prompt revision; its row says that it did not move'] },
    { name: 'a verdict that names nothing', document: written('final', `${variablesTable()}\n${verdictList('Explained by: nothing in the model stack moved')}`), findings: [] },
    { name: 'both say so', document: written('final', `## Root cause\n\nThe system prompt was edited and answers lost their format.\n\n${variablesTable({ prompt: 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)' })}`), findings: [] },
    { name: 'the cause denies it', document: written('final', `## Root cause\n\nThe system prompt was not edited; a session store mixed users up.\n\n${variablesTable()}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.variables.length === 0) return;
    yield* verdictFindings(record);
    for (const cause of record.causes) {
      for (const sentence of cause.text.slice(0, 2000).split(/(?<=[.!?])\s+|\n/)) {
        if (denied.test(sentence)) continue;
        for (const [key, claim] of CLAIMS) {
          const variable = variableOf(record, key);
          if (variable?.status !== 'unchanged' || !claim.test(sentence)) continue;
          yield {
            source: firstLine(document, cause.source),
            message: `The cause says that the ${VARIABLE_LABELS[key].toLowerCase()} changed; its row says that it did not`,
            suggestion: 'Correct the row or the cause',
            related: [{ source: variable.cells.moved ?? variable.source, message: 'the row' }],
          };
        }
      }
    }
  },
});
