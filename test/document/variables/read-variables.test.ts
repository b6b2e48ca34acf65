import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';
import { readVariableLabel } from '../../../src/document/variables/labels.ts';
import { readRate } from '../../../src/document/variables/read-outcome.ts';
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

  it('reads what the agent did, and points at each value', () => {
    const text = '# Outage\n\n## Agent\n\n- **Action:** dropped two\n  tables\n- Reversible:\n';
    const { agent } = readText('incident.md', text, engine).record;
    expect(agent).toMatchObject({ action: 'dropped two tables', reversible: null });
    const at = agent?.fields.action?.source;
    expect(text.slice(at?.start, at?.end)).toBe('dropped two\n  tables');
  });

  it('is absent where no agent acted', () => {
    expect(readText('incident.md', '# Outage\n\n## Impact\n\nReversible: no\n', engine).record.agent).toBeNull();
  });
});

const under = (content: string) => readText('incident.md', `# Outage\n\n## LLM variables\n\n${content}\n`, engine).record;

describe('readOutcome', () => {
  const expected = {
    failure: 'answers that are not JSON', kind: 'error', before: { failures: 37, rows: 12_400 }, during: { share: 0.11, failures: null }, window: '12 h: either side', judgeFree: null,
  };
  it.each([
    ['bullets', '### Outcome\n\n- Failure: answers that\n  are not `JSON`\n- Kind: error\n- Before: **37** of 12,400 conversations (0.3 %)\n- During: 11 %\n- Window: 12 h: either side\n- Judge-free check:'],
    ['a table of fields', '### Outcome\n\n| Field | Value |\n|---|---|\n| Failure | answers that are not JSON |\n| Kind | error |\n| Before | 37 of 12,400 |\n| During | 11 % |\n| Window | 12 h: either side |'],
    ['a table of one row', '### Outcome\n\n| Failure | Kind | Before | During | Window |\n|---|---|---|---|---|\n| answers that are not JSON | error | 37 / 12400 | 11 percent | 12 h: either side |'],
    ['labelled paragraphs', '### Outcome\n\n**Failure:** answers that are not JSON\n\n**Kind:** errors of the parser\\\n**Before:** 37 out of 12 400\n\n**During:** 0.11\n\n**Window:** 12 h: either side'],
    ['lines of the section itself', '- Outcome: answers that are not JSON\n- Kind: error\n- Before: 37 of 12,400\n- During: 11 %\n- Window: 12 h: either side'],
  ])('reads %s', (_, content) => {
    expect(under(content).outcome).toMatchObject(expected);
  });

  it.each([
    ['37 of 12,400', 37, 12_400, 37 / 12_400], ['0.3 %', null, null, 0.003], ['0,3 %', null, null, 0.003], ['none', null, null, null], ['12 of 0', 12, 0, null], ['120 of 100', 120, 100, null], ['2026-05-03', null, null, null],
    ['1', null, null, 1], ['about 5', null, null, null],
  ])('reads the rate %j', (written, failures, rows, share) => {
    expect(readRate(written)).toEqual({ written, failures, rows, share });
  });

  it('is absent where only labels stand, and a table of it is none of variables', () => {
    expect(under('### Outcome\n\n- Failure:\n- Kind:').outcome).toBeNull();
    expect(under('### Outcome\n\n| Failure of the model | Before | During |\n|---|---|---|\n| model errors | 1 % | 5 % |').variables).toEqual([]);
    expect(readText('incident.md', '# Outage\n\n## Impact\n\n- Before: 3 %\n', engine).record.outcome).toBeNull();
    expect(under('- Model\n  - Before: a\n  - During: b').outcome).toBeNull();
  });
});

describe('readVerdict', () => {
  it.each([
    ['Model', [['model']], null],
    ['Model or Prompt revision (moved together)', [['model', 'prompt']], null],
    ['Model; Traffic mix', [['model'], ['traffic']], null],
    ['the system prompt and the retrieval index', [['prompt'], ['retrieval']], null],
    ['Context and harness', [['context']], null],
    ['Model; in part nothing recorded', [['model']], 'nothing-recorded'],
    ['nothing recorded explains it', [], 'nothing-recorded'],
    ['nothing in the model stack moved', [], 'nothing-moved'],
    ['unknown: no index version is logged → AI-4', [], 'unknown'],
    ['the weather', [], null],
  ])('reads "Explained by: %s"', (written, explainedBy, otherwise) => {
    expect(under(`### Verdict\n\n- Explained by: ${written}`).verdict).toMatchObject({ explainedBy, otherwise, confidence: null, confirmedBy: null });
  });

  it.each([
    ['known', 'replay of 200 requests: none failed', 'known', 'replay'], ['likely', 'none', 'likely', 'none'], ['Possible', 'not yet', 'possible', 'none'], ['?', 'rolled back in one region only', null, 'rollback'], ['high', 'bisect over 40 commits', 'known', 'bisect'],
  ])('reads confidence %j and confirmation %j', (confidence, confirmed, expectedConfidence, confirmedBy) => {
    expect(under(`### Verdict\n\n- Confidence: ${confidence}\n- Confirmed by: ${confirmed}`).verdict).toMatchObject({ confidence: expectedConfidence, confirmedBy });
  });

  it('reads a line of the section, and the item behind an arrow', () => {
    expect(under('**Verdict:** Model').verdict?.explainedBy).toEqual([['model']]);
    expect(under('### Verdict\n\n- Explained by: unknown → AI-4').verdict?.answeredBy).toEqual(['AI-4']);
    expect(readText('incident.md', '# Outage\n\n## Summary\n\nVerdict: the model\n', engine).record.verdict).toBeNull();
  });
});
