import { VARIABLE_LABELS, type LlmVariableKey } from '../../record/vocabulary.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { variablesTable } from './example.ts';
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

export const causeNotMoved = defineRule({
  id: 'llm/cause-not-moved',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'A cause says that a variable changed, and the table does not',
    why: 'One of the two is wrong: the table was filled before the cause was known, or the cause is a guess.',
    fix: 'Mark the variable as moved with what it was before and during, or correct the cause.',
    sources: ['tianpan.co, LLM post-mortem: template fields SRE missed (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'the prompt was edited, says the cause alone', document: written('final', `## Root cause\n\nThe system prompt was edited and answers lost their format.\n\n${variablesTable()}`), findings: ['9:1-9:60 error The cause says that the prompt revision changed; its row says that it did not'] },
    { name: 'both say so', document: written('final', `## Root cause\n\nThe system prompt was edited and answers lost their format.\n\n${variablesTable({ prompt: 'v3 | v4 | yes | 2026-05-03 09:12 | [diff](https://example.com)' })}`), findings: [] },
    { name: 'the cause denies it', document: written('final', `## Root cause\n\nThe system prompt was not edited; a session store mixed users up.\n\n${variablesTable()}`), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (record.variables.length === 0) return;
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
