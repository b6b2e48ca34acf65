import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';
import type { Why } from '../../../src/record/analysis.ts';

const engine = await loadEngine();
const whys = (content: string) => readText('incident.md', `# Outage\n\n## Five whys\n\n${content}\n`, engine).record.whys;

/** Question, answer and the steps below, for comparison. */
type Shape = readonly [question: string, answer: string | null, steps?: readonly Shape[]];
const shape = ({ question, answer, steps }: Why): Shape => (steps.length > 0 ? [question, answer, steps.map(shape)] : [question, answer]);

const CHAIN: readonly Shape[] = [['Why did it fail?', 'The disk was full.', [['Why was it full?', 'Nothing rotated the logs.']]]];

describe('readWhys', () => {
  it.each([
    ['a nested list', '1. Why did it fail? The disk was full.\n   1. Why was it full? Nothing rotated the logs.'],
    ['a flat list', '1. Why did it fail? The disk was full.\n2. Why was it full? Nothing rotated the logs.'],
    ['labels', 'Why 1: Why did it fail? The disk was full.\n\nWhy 2: Why was it full? Nothing rotated the logs.'],
    ['questions and answers', 'Q: Why did it fail?\nA: The disk was full.\n\nQ: Why was it full?\nA: Nothing rotated the logs.'],
    ['questions in emphasis', '*Why did it fail?*\n\nThe disk was full.\n\n*Why was it full?*\n\nNothing rotated the logs.'],
    ['bold questions on one line', '**Why did it fail?** The disk was full.\n\n**Why was it full?** Nothing rotated the logs.'],
    ['sub-headings', '### Why did it fail?\n\nThe disk was full.\n\n### Why was it full?\n\nNothing rotated the logs.'],
    ['numbered sub-headings', '### 1. Why did it fail?\n\nThe disk was full.\n\n### 2. Why was it full?\n\nNothing rotated the logs.'],
    ['a table', '| # | Why | Because |\n|---|---|---|\n| 1 | Why did it fail? | The disk was full. |\n| 2 | Why was it full? | Nothing rotated the logs. |'],
    ['answers as sub-bullets', '- Why did it fail?\n  - The disk was full.\n    - Why was it full?\n      - Nothing rotated the logs.'],
    ['answers as paragraphs of the item', '1. Why did it fail?\n\n   The disk was full.\n\n   1. Why was it full?\n\n      Nothing rotated the logs.'],
    ['alternating items', '- Q: Why did it fail?\n- A: The disk was full.\n- Q: Why was it full?\n- A: Nothing rotated the logs.'],
  ])('reads %s', (_, content) => {
    expect(whys(content).map(shape)).toEqual(CHAIN);
  });

  it('reads branches, evidence, answering actions and accepted risks', () => {
    const [root] = whys('1. Why did it fail? The disk was full. [df](http://a.example)\n   1. Why was it full? Nothing rotated the logs. → AI-1, AI-3\n   2. Why did nobody see it? There is no alert. → accepted: too rare to page for');
    expect(root).toMatchObject({ answer: 'The disk was full.', evidence: [{ text: 'df', url: 'http://a.example' }], answeredBy: [] });
    expect(root?.steps.map(({ answer, answeredBy, acceptedRisk }) => [answer, answeredBy, acceptedRisk])).toEqual([
      ['Nothing rotated the logs.', ['AI-1', 'AI-3'], null],
      ['There is no alert.', [], 'too rare to page for'],
    ]);
  });

  it('keeps a link that the answer needs', () => {
    expect(whys('1. Why did it fail? See [the log](http://a.example)')[0]?.answer).toBe('See the log');
  });

  it('leaves a question without an answer open', () => {
    expect(whys('1. Why did it fail?')[0]).toMatchObject({ question: 'Why did it fail?', answer: null, source: { line: 5 } });
  });

  it('reads a branch for each named sub-heading', () => {
    expect(whys('### Failure A\n\n1. Why a? b.\n\n### Failure B\n\n1. Why c? d.').map(shape)).toEqual([['Why a?', 'b.'], ['Why c?', 'd.']]);
  });

  it('reads Japanese questions', () => {
    expect(whys('1. なぜ失敗したか？ ディスクが満杯だった。\n   1. なぜ満杯だったか？ ログが回転しなかった。 → AI-1').map(shape)).toEqual([['なぜ失敗したか？', 'ディスクが満杯だった。', [['なぜ満杯だったか？', 'ログが回転しなかった。']]]]);
  });
});
