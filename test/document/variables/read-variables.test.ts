import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';
import { readVariableLabel } from '../../../src/document/variables/labels.ts';
import { readMoved } from '../../../src/document/variables/read-variables.ts';

const engine = await loadEngine();

describe('readVariables', () => {
  it('reads the canonical table', () => {
    const { variables } = readText(
      'incident.md',
      '# Outage\n\n## LLM variables\n\n| Variable | Before | During | Moved | Changed at | Evidence |\n|---|---|---|---|---|---|\n| Model | served `x-0601` | served `x-0905` | yes | 2026-05-03 09:12 | [spans](http://a.example) |\n| Retrieval index | unknown: no version is logged | unknown | unknown: not logged → AI-4 | | |\n| Weather | sun | rain | no | | |\n',
      engine,
    ).record;
    expect(variables).toMatchObject([
      { key: 'model', before: 'served x-0601', during: 'served x-0905', status: 'changed', changedAt: '2026-05-03T09:12', evidence: [{ text: 'spans' }], evidenceText: 'spans', answeredBy: [] },
      { key: 'retrieval', status: 'unknown', reason: 'not logged', changedAt: null, answeredBy: ['AI-4'], evidenceText: null },
    ]);
  });

  it.each([
    ['Prompt revision', 'prompt'], ['System prompt (v3)', 'prompt'], ['Model version', 'model'], ['**Judge**', 'judge'], ['RAG index', 'retrieval'], ['Tool schemas', 'tools'], ['MCP servers', 'tools'],
    ['Traffic mix by tenant', 'traffic'], ['Temperature / top p', 'sampling'], ['Guardrails', 'guardrail'], ['Context window', 'context'], ['Service version', 'deployment'], ['モデル', 'model'], ['Weather', null],
  ])('reads the label %s', (label, key) => {
    expect(readVariableLabel(label)).toBe(key);
  });

  it.each([
    ['yes', 'changed', null], ['no', 'unchanged', null], ['unknown: not logged → AI-4', 'unknown', 'not logged'], ['n/a (no tools)', 'not-applicable', 'no tools'], ['unchanged', 'unchanged', null], ['Yes, twice', 'changed', 'twice'],
    ['nothing is known', null, null], ['', null, null], ['はい', 'changed', null], ['nein', 'unchanged', null],
  ])('reads the Moved cell %j', (cell, status, reason) => {
    expect(readMoved(cell)).toEqual({ status, reason });
  });
});

describe('readAgent', () => {
  it.each([
    ['a table', '| Field | Value |\n|---|---|\n| Autonomy tier | 2 |\n| Reversible | no |\n| Gate before | none |\n| Reconstructible | no: the prompt was not logged |'],
    ['lines', '- **Autonomy tier:** 2\n- **Reversible:** no\n- **Gate before:** none\n- **Reconstructible:** no: the prompt was not logged'],
  ])('reads %s', (_, content) => {
    expect(readText('incident.md', `# Outage\n\n## Agent\n\n${content}\n`, engine).record.agent).toMatchObject({ autonomyTier: '2', reversible: 'no', gateBefore: 'none', reconstructible: 'no: the prompt was not logged' });
  });

  it('is absent where no agent acted', () => {
    expect(readText('incident.md', '# Outage\n\n## Impact\n\nReversible: no\n', engine).record.agent).toBeNull();
  });
});
