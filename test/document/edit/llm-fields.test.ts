import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../src/document/edit/open.ts';
import { planEdit, planEdits, type PlannedEdit } from '../../../src/document/edit/plan-edit.ts';
import type { RecordEdit } from '../../../src/document/edit/record-edit.ts';
import type { EditSubject } from '../../../src/document/edit/subject.ts';
import { loadEngine } from '../../../src/document/engine.ts';
import { UserError } from '../../../src/record/errors.ts';
import { fieldText, LLM_FIELDS, LLM_LISTS } from '../../../src/record/llm.ts';
import { FORMS } from './forms.ts';

const engine = await loadEngine();
const open = (text: string): EditSubject => subjectOf('incident.md', text, engine);
const head = '# Answers fail\n\n## LLM variables\n\n| Variable | Before | During | Moved |\n|---|---|---|---|\n| Model | a | b | yes |\n\n';
const tail = '\n## Root cause\n\nThe alias moved.\n';
const list = (content: string): string => `${head}${content}${tail}`;

const set = (field: Extract<RecordEdit, { kind: 'set-field' }>['field'], value: string, name: Extract<RecordEdit, { kind: 'set-field' }>['list']): RecordEdit => ({ kind: 'set-field', list: name, field, value });
const after = (content: string, ...edits: RecordEdit[]): string => {
  const { text } = planEdits(open(list(content)), edits).document;
  expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
  return text.slice(head.length, text.length - tail.length);
};

describe('a field of outcome, verdict or agent', () => {
  test.each([
    ['the list is added below the variables', '', set('explainedBy', 'Model', 'verdict'), '### Verdict\n\n- Explained by: Model\n\n'],
    ['the outcome comes before the verdict', '### Verdict\n\n- Explained by: Model\n', set('kind', 'error', 'outcome'), '### Outcome\n\n- Kind: error\n\n### Verdict\n\n- Explained by: Model\n'],
    ['an agent has a section of its own', '', set('reversible', 'no', 'agent'), '\n## Agent\n\n- Reversible: no\n'],
    ['a bullet is added at its place', '### Outcome\n\n* Failure: timeouts\n* During: 3 %\n', set('before', '1 %', 'outcome'), '### Outcome\n\n* Failure: timeouts\n* Before: 1 %\n* During: 3 %\n'],
    ['the first goes in front', '### Outcome\n\n- During: 3 %\n', set('failure', 'timeouts', 'outcome'), '### Outcome\n\n- Failure: timeouts\n- During: 3 %\n'],
    ['an empty one is filled, and its hint goes', '### Outcome\n\n<!-- hint: what failed -->\n\n- Failure:\n- Kind:\n', set('failure', 'timeouts', 'outcome'), '### Outcome\n\n- Failure: timeouts\n- Kind:\n'],
    ['a value with its markup is replaced', '### Outcome\n\n- **Failure:** `a`\n  and **b**\n- Kind: error\n', set('failure', 'c', 'outcome'), '### Outcome\n\n- **Failure:** c\n- Kind: error\n'],
    ['a cell is set', '### Verdict\n\n| Field | Value |\n|---|---|\n| Confidence | likely |\n', set('confidence', 'known', 'verdict'), '### Verdict\n\n| Field | Value |\n|---|---|\n| Confidence | known |\n'],
    ['a row is added', '### Verdict\n\n| Field | Value |\n|---|---|\n| Confidence | likely |\n', set('confirmedBy', 'replay | 200', 'verdict'), '### Verdict\n\n| Field | Value |\n|---|---|\n| Confidence | likely |\n| Confirmed by | replay \\| 200 |\n'],
    ['a paragraph is added', '### Verdict\n\n**Explained by:** Model\n', set('confidence', 'likely', 'verdict'), '### Verdict\n\n**Explained by:** Model\n\n**Confidence:** likely\n'],
    ['an empty value takes the bullet away', '### Outcome\n\n- Failure: timeouts\n- Kind: error\n', set('failure', '', 'outcome'), '### Outcome\n\n- Kind: error\n'],
    ['an empty value takes the row away', '### Verdict\n\n| Field | Value |\n|---|---|\n| Confidence | likely |\n| Confirmed by | none |\n', set('confidence', '', 'verdict'), '### Verdict\n\n| Field | Value |\n|---|---|\n| Confirmed by | none |\n'],
    ['the list is removed', '### Outcome\n\n- Kind: error\n\n### Verdict\n\n- Confidence: likely\n', { kind: 'remove-list', list: 'outcome' } as const, '\n### Verdict\n\n- Confidence: likely\n'],
    ['lines of the section are removed', '- Verdict: Model\n- Confidence: likely\n- See the thread.\n', { kind: 'remove-list', list: 'verdict' } as const, '- See the thread.\n'],
  ])('%s', (_, content, edit, expected) => expect(after(content, edit)).toBe(expected));

  test('what a variable has no row for is added to its table, wherever the outcome stands', () => {
    const text = list('### Outcome\n\n| Failure | Before | During |\n|---|---|---|\n| timeouts | 1 % | 3 % |\n');
    expect(planEdit(open(text), { kind: 'set-variable', key: 'tools', values: { status: 'unchanged' } }).after.document.text).toContain('| Model | a | b | yes |\n| Tool schemas | | | no |\n');
    const alone = planEdit(open(text.replace(head, '# Answers fail\n\n## LLM variables\n\n')), { kind: 'set-variable', key: 'tools', values: { status: 'unchanged' } }).after;
    expect(alone.record.outcome?.failure).toBe('timeouts');
    expect(alone.record.variables).toHaveLength(10);
  });
});

const table = (rows: string): string => `## LLM variables\n\n${rows}\nNothing else.\n`;

describe('a value without a column adds the column', () => {
  test.each([
    ['to a row', '| Variable | Before | During | Moved |\n|---|:-:|---|---|\n| Model | a | b | yes |\n| Tool schemas |\n', 'model', '| Variable | Before | During | Moved | Changed at | Evidence |\n|---|:-:|---|---| --- | --- |\n| Model | a | b | yes | 09:12 | spans |\n| Tool schemas |\n'],
    ['to a row that is short', '| Variable | Before | During | Moved |\n|---|---|---|---|\n| Model | a |\n', 'model', '| Variable | Before | During | Moved | Changed at | Evidence |\n|---|---|---|---| --- | --- |\n| Model | a |  |  | 09:12 | spans |\n'],
    ['to a row that is new', '| Variable | Moved |\n|---|---|\n| Model | yes |\n', 'tools', '| Variable | Moved | Changed at | Evidence |\n|---|---| --- | --- |\n| Model | yes |\n| Tool schemas | | 09:12 | spans |\n'],
    ['without outer pipes', 'Variable | Moved\n---|---\nModel | yes\n', 'model', 'Variable | Moved | Changed at | Evidence\n---|--- | --- | ---\nModel | yes | 09:12 | spans\n'],
  ] as const)('%s', (_, before, key, expected) => {
    const { text } = planEdit(open(table(before)), { kind: 'set-variable', key, values: { changedAt: '09:12', evidence: 'spans' } }).after.document;
    expect(text).toBe(table(expected));
  });
});

const row = (cell: string): EditSubject => open(`## LLM variables\n\n| Variable | Before | During | Moved |\n|---|---|---|---|\n| Retrieval index | | | ${cell} |\n`);

const moved = (cell: string, values: Extract<RecordEdit, { kind: 'set-variable' }>['values']): string | undefined =>
  /\| ([^|]*) \|\n$/.exec(planEdit(row(cell), { kind: 'set-variable', key: 'retrieval', values }).after.document.text)?.[1];

describe('the reason of a variable', () => {
  test.each([
    ['unknown: not logged → AI-4', { reason: 'no version' }, 'unknown: no version → AI-4'],
    ['unknown: not logged → AI-4', { reason: 'no version → AI-5' }, 'unknown: no version → AI-5'],
    ['unknown: not logged → AI-4', { status: 'unknown' }, 'unknown: not logged → AI-4'],
    ['unknown → AI-4', { status: 'unknown' }, 'unknown → AI-4'],
    ['unknown: not logged → AI-4', { status: 'unchanged' }, 'no'],
    ['no', { status: 'not-applicable', reason: 'no retrieval' }, 'n/a: no retrieval'],
  ] as const)('%s, %j', (cell, values, expected) => expect(moved(cell, values)).toBe(expected));

  test('without a status there is nothing that it explains', () => {
    expect(() => moved('', { reason: 'not logged' })).toThrow('the reason stands behind the status');
  });
});

/** The plan; null where the document's form has no place for the value, which is an error that users understand. */
const attempt = (subject: EditSubject, edit: RecordEdit): PlannedEdit | null => {
  try {
    return planEdit(subject, edit);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
};

describe('any words, in any document', () => {
  const documents = [
    ...Object.values(FORMS), '', list(''), list('### Outcome\n\n- Failure: timeouts\n- Kind:\n\n### Verdict\n\n| Field | Value |\n|---|---|\n| Explained by | Model |\n\n## Agent\n\n**Action:** dropped a table\\\n**Reversible:** no\n'),
    list('**Verdict:** Model\n').replaceAll('\n', '\r\n'),
  ];
  const words = oneof(string({ unit: 'grapheme-ascii', maxLength: 30 }), string({ unit: 'grapheme', maxLength: 12 }), constantFrom('37 of 12,400 (0.3 %)', 'a: b', 'no → AI-5', '`x` | **y**', '# not a heading', '- not a bullet', '<!-- hint: x -->', '| a | b |', 'nothing recorded'));
  const field = constantFrom(...LLM_LISTS.flatMap((name) => LLM_FIELDS[name].map((each) => ({ list: name, field: each }))));

  test('a value that is written reads back, beside what the document held before; the same value changes nothing more', () => {
    let written = 0;
    assert(
      property(constantFrom(...documents), field, words, (text, target, value) => {
        const before = open(text);
        const edit: RecordEdit = { kind: 'set-field', ...target, value };
        const planned = attempt(before, edit);
        if (planned === null) return;
        written++;
        const { record, document } = planned.after;
        expect(record.variables.map(({ key, status }) => [key, status])).toEqual(before.record.variables.map(({ key, status }) => [key, status]));
        expect(record.actions.map(({ title }) => title)).toEqual(before.record.actions.map(({ title }) => title));
        for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '' && !/Failure|Kind|Explained|Verdict|Action:|Reversible/.test(each))) expect(document.text).toContain(line);
        expect(planEdit(planned.after, edit).after.document.text).toBe(document.text);
        const emptied = planEdit(planned.after, { ...edit, value: '' }).after;
        expect(fieldText(emptied.record, target.list, target.field)).toBe('');
      }),
      { numRuns: 200 },
    );
    expect(written).toBeGreaterThan(100);
  });
});
