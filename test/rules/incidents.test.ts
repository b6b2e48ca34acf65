import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readText } from '../../src/document/read-record.ts';
import type { LlmVariableKey } from '../../src/record/vocabulary.ts';
import { check } from './check.ts';

// Public incidents with language models as records: facts that were published, in our own words. What the public text leaves out stands
// as unknown, and the rules have to say so, variable by variable.
const folder = join(import.meta.dirname, 'incidents');
const textOf = (name: string): string => readFileSync(join(folder, `${name}.md`), 'utf8');
const record = (name: string) => readText(`${name}.md`, textOf(name), remarkEngine).record;

interface Expected {
  readonly moved: LlmVariableKey;
  /** Variables of which the public text tells nothing, or only a part. */
  readonly unknown: readonly LlmVariableKey[];
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  '2024-01-18-parcel-chatbot': { moved: 'deployment', unknown: ['prompt', 'model', 'judge', 'retrieval', 'tools', 'traffic', 'sampling', 'guardrail', 'context'] },
  '2024-02-20-gibberish': { moved: 'deployment', unknown: ['prompt', 'model', 'judge', 'traffic', 'sampling', 'guardrail', 'context'] },
  '2024-05-21-router-without-backends': { moved: 'model', unknown: ['traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2024-06-17-empty-completions': { moved: 'deployment', unknown: ['model', 'judge', 'traffic', 'sampling', 'guardrail', 'context'] },
  '2025-02-11-tokenizer-mismatch': { moved: 'retrieval', unknown: ['prompt', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-02-19-blank-responses': { moved: 'traffic', unknown: ['sampling', 'guardrail', 'context', 'deployment'] },
  '2025-04-25-sycophancy': { moved: 'model', unknown: ['prompt', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-05-14-grok-unauthorised-edit': { moved: 'prompt', unknown: ['model', 'judge', 'retrieval', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-07-08-grok-instructions': { moved: 'prompt', unknown: ['model', 'judge', 'retrieval', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-08-05-sonnet-context-routing': { moved: 'model', unknown: ['prompt', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-08-07-autoswitcher': { moved: 'model', unknown: ['prompt', 'judge', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-08-25-approximate-top-k': { moved: 'sampling', unknown: ['prompt', 'tools', 'traffic', 'guardrail', 'context', 'deployment'] },
  '2025-08-25-tpu-misconfiguration': { moved: 'deployment', unknown: ['prompt', 'judge', 'tools', 'traffic', 'sampling', 'guardrail', 'context'] },
  '2025-09-17-postmark-mcp': { moved: 'tools', unknown: ['traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2025-09-29-copilot-tools': { moved: 'tools', unknown: ['traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
  '2026-03-04-default-effort': { moved: 'sampling', unknown: ['judge', 'tools', 'traffic', 'guardrail', 'context', 'deployment'] },
  '2026-03-26-thinking-cleared': { moved: 'context', unknown: ['judge', 'tools', 'sampling', 'guardrail', 'deployment'] },
  '2026-04-16-short-answers-prompt': { moved: 'prompt', unknown: ['tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'] },
};

const NOTHING_MOVED = ['2022-11-11-airline-refund', '2025-04-14-editor-session-race', '2025-07-18-agent-deletes-database'];

test('every record of the folder is expected here', () => {
  expect(readdirSync(folder).map((file) => file.replace('.md', '')).toSorted()).toEqual([...Object.keys(EXPECTED), ...NOTHING_MOVED].toSorted());
});

describe.each(Object.entries(EXPECTED))('%s', (name, { moved, unknown }) => {
  test('what moved is read with its before and during', () => {
    const { variables } = record(name);
    expect(variables).toHaveLength(10);
    expect(variables.filter(({ status, before, during }) => status === 'changed' && before !== during).map(({ key }) => key)).toEqual([moved]);
  });

  test('the rules say what the public text leaves unknown, and of nothing else', () => {
    const { variables } = record(name);
    const lines = check(textOf(name)).filter(({ rule }) => rule === 'llm/unknown-unexplained').map(({ range }) => range.start.line);
    expect(lines.map((line) => variables.find(({ source }) => source.line === line)?.key)).toEqual(unknown);
  });

  test('a verdict names what moved', () => {
    expect(record(name).verdict?.explainedBy ?? [[moved]]).toEqual([[moved]]);
  });

  test('nothing says that the cause and the table disagree, or that the cause is vague', () => {
    expect(check(textOf(name)).map(({ rule }) => rule).filter((rule) => ['llm/cause-not-moved', 'llm/vague-cause', 'llm/variable-missing', 'llm/tied', 'llm/no-rise', 'llm/unconfirmed'].includes(rule))).toEqual([]);
  });
});

test.each(NOTHING_MOVED)('%s is left in peace: nothing of the model stack moved', (name) => {
  expect(check(textOf(name)).filter(({ rule }) => rule.startsWith('llm/'))).toEqual([]);
});

const ofRule = (id: string): string[] => Object.keys(EXPECTED).filter((name) => check(textOf(name)).some(({ rule }) => rule === id));

test('where nobody published how often it failed, the rules ask for it once', () => {
  const published = Object.keys(EXPECTED).filter((name) => record(name).outcome !== null);
  expect(published).toHaveLength(5);
  expect(ofRule('llm/outcome-missing')).toEqual(Object.keys(EXPECTED).filter((name) => !published.includes(name)));
});
