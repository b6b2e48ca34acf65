import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';

const engine = await loadEngine();
const options = (text: string) =>
  readText('incident.md', `# Outage\n\n## Decisions\n\n${text}\n`, engine).record.decisions.map((decision) =>
    decision.options.map(({ label, title, chosen, rejected, answeredBy }) => [label, title, chosen ? 'chosen' : rejected ? 'rejected' : 'open', answeredBy]),
  );

describe('readDecisions', () => {
  it.each([
    ['bullets', '- **Chosen:** sign images (AI-1)\n- Rejected: take access away\n- do nothing', [[[null, 'sign images (AI-1)', 'chosen', ['AI-1']], [null, 'take access away', 'rejected', []], [null, 'do nothing', 'open', []]]]],
    ['labels', '- Option A: sign images (chosen)\n- Option B: take access away (rejected)', [[['Option A', 'sign images', 'chosen', []], ['Option B', 'take access away', 'rejected', []]]]],
    ['boxes', '- [x] sign images\n- [ ] take access away', [[[null, 'sign images', 'chosen', []], [null, 'take access away', 'open', []]]]],
    ['a table', '| Option | Decision |\n|---|---|\n| sign images → AI-1 | yes |\n| take access away | no |', [[[null, 'sign images', 'chosen', ['AI-1']], [null, 'take access away', 'rejected', []]]]],
    ['sub-headings as questions', '### Which guard?\n\n- **Chosen:** sign images\n\n### Which alert?\n\n- **Chosen:** by ratio', [[[null, 'sign images', 'chosen', []]], [[null, 'by ratio', 'chosen', []]]]],
    ['sub-headings as options', '### Option A: sign images\n\nChosen: it holds for every tool.\n\n### Option B: take access away\n\nRejected: on-call needs it.', [[['Option A', 'sign images', 'chosen', []], ['Option B', 'take access away', 'rejected', []]]]],
  ])('%s', (_, text, expected) => {
    expect(options(text)).toEqual(expected);
  });
});
