import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { RecordEdit } from '../../src/document/edit/record-edit.ts';
import { PARTS } from '../../src/editor/parts/registry.ts';
import { rowsOf } from '../../src/editor/rows.ts';
import { proposalsOf } from '../../src/editor/prompt.ts';
import { UserError } from '../../src/record/errors.ts';
import { TEXT } from '../editor/orders-failed.ts';
import { openApp, type App } from './app.ts';

const rows = (app: App): string[] => {
  const { part, session } = app.state();
  const shown = PARTS[part];
  return shown === undefined ? [] : rowsOf(shown, session).map(({ cells }) => cells.filter((cell) => cell !== '').join(' '));
};

const full = (): never => {
  throw new UserError('cannot save: the disk is full');
};
const noSpace = (): never => {
  throw new Error('ENOSPC: no space left on device, write');
};

describe('what fails', () => {
  test('where the disk is full it is said, the journal keeps the change, and a second q leaves', async () => {
    const app = openApp(TEXT, { save: full });
    await app.press('a');
    await app.type('0037 pager fires');
    await app.press('return');
    expect(app.state().message).toEqual({ text: 'cannot save: the disk is full', tone: 'bad' });
    expect(app.state().session.text).toContain('pager fires');
    expect(app.recovered()).toMatchObject({ base: TEXT, text: app.state().session.text });
    await app.press('escape');
    await app.press('q');
    expect(app.left()).toEqual([]);
    await app.press('q');
    expect(app.left()).toEqual([true]);
  });

  test('what traces tell while a command is being written waits for it', async () => {
    const reading = new EventEmitter<{ told: [{ readonly edits: readonly RecordEdit[]; readonly says: string }] }>();
    const app = openApp(TEXT, { part: 'variables', traces: () => new Promise((resolve) => reading.once('told', resolve)) });
    await app.press('t');
    await app.type('traces/*.jsonl');
    await app.press('return');
    app.runner.keys([[':', ':'], ...[...'severity SEV1'].map((key) => [key, key] as const), ['return', '']]);
    reading.emit('told', { edits: [{ kind: 'set-variable', key: 'model', values: { status: 'changed' } }], says: 'the model moved' });
    await app.press('');
    await app.press('');
    expect(app.state().session.record).toMatchObject({ severity: { value: 'SEV1' }, variables: expect.arrayContaining([expect.objectContaining({ key: 'model', status: 'changed' })]) });
    expect(app.file()).toBe(app.state().session.text);
  });

  test('an answer that changes nothing leaves nothing to recover', async () => {
    const app = openApp(TEXT, { part: 'actions' });
    await app.press('o');
    await app.type('x');
    await app.press('backspace', 'return');
    expect(app.state().prompt).toBeNull();
    expect(app.recovered()).toBeNull();
  });

  test('where not even the journal can be written, typing goes on and it is said', async () => {
    const app = openApp(TEXT, { save: full, journal: { append: noSpace, restart: () => {} } });
    await app.press('a');
    await app.type('0037 pager');
    expect(app.state().message.text).toContain('no space left');
    expect(app.state().prompt?.field.text).toBe('0037 pager');
  });

  test('where the document has no place for an answer, the question stays with what was typed', async () => {
    const app = openApp(TEXT);
    await app.press('a');
    await app.type('2561 pager fires');
    await app.press('return');
    expect(app.state().message.tone).toBe('bad');
    expect(app.state().prompt?.field.text).toBe('2561 pager fires');
    expect(app.file()).toBe(TEXT);
  });
});

const WHOLE = `---
title: Orders failed
severity: SEV2
---

# Orders failed

## Summary

Orders failed.

## Timeline

| Time (UTC) | Milestone | Event | Actor | Evidence |
|---|---|---|---|---|
| 2026-04-24 23:50 | started | Deploy begins | | |

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| http_5xx_ratio | 0.002 | 0.052 | ratio | | | |

## LLM variables

| Variable | Before | During | Moved | Changed at | Evidence |
|---|---|---|---|---|---|
| Model | a | b | yes | | |

## Contributing factors

- The alert waited. → AI-1

## Five whys

1. Why did it fail? The pool was full. → AI-1

## Decisions

- **Chosen:** Roll back
- Rejected: Patch

## Action items

| ID | Action | Type | Priority | Owner | Due | Gate | Status | Ticket |
|---|---|---|---|---|---|---|---|---|
| AI-1 | Alert on the pool | detect | P1 | @mira-holt | 2026-05-01 | | open | |
`;

/** Every question that the app can ask on that document. */
const record = openApp(WHOLE).state().session;
const QUESTIONS = PARTS.flatMap((part) => [
  ...(part.adding.length > 0 ? [{ kind: 'add' as const, part: part.name, row: rowsOf(part, record).length > 0 ? 0 : null }] : []),
  ...(rowsOf(part, record).length > 0 || part.name.startsWith('section.') ? rowsOf(part, record).slice(0, 3) : []).flatMap((_, row) => part.fields(record.record, row).map(({ name }) => ({ kind: 'change' as const, part: part.name, row, field: name }))),
]);

describe('what was typed and not answered', () => {
  test.each(QUESTIONS)('is there at the next start: $kind $part $field', async (question) => {
    const app = openApp(WHOLE, { part: question.part });
    if (question.kind === 'add') await app.press('a');
    else {
      const fields = PARTS.find(({ name }) => name === question.part)?.fields(record.record, question.row) ?? [];
      await app.press(...Array.from({ length: question.part.startsWith('section.') ? 0 : question.row }, () => 'down'), 'return');
      if (fields.length > 1) await app.press(...Array.from({ length: fields.findIndex(({ name }) => name === question.field) }, () => 'down'), question.field === 'gate' ? 'g' : 'return');
    }
    expect(app.state().prompt?.question).toEqual(question);
    await app.type('half ty');
    const typed = app.state().prompt?.field.text;
    expect(typed).toContain('half ty');
    const recovered = app.recovered();
    const next = openApp(WHOLE, { left: recovered === null ? [] : [{ ...recovered, id: '1' }] });
    await next.press('r');
    expect(next.state().prompt).toMatchObject({ question, field: { text: typed } });
  });

  test('is there again after escape, and after others changed what stands before it', async () => {
    const app = openApp(WHOLE, { part: 'actions' });
    await app.press('o');
    await app.type(' and @li');
    app.write(WHOLE.replace('| AI-1 |', '| AI-0 | Page earlier | | | | | | | |\n| AI-1 |'));
    app.runner.look();
    await app.press('escape');
    expect(app.state().row).toBe(1);
    await app.press('o');
    expect(app.state().prompt?.field.text).toBe('@mira-holt and @li');
    await app.press('ctrl-u');
    await app.type('@li-wen');
    await app.press('return');
    expect(app.file()).toContain('| AI-0 | Page earlier | | |');
    expect(app.file()).toContain('| AI-1 | Alert on the pool | detect | P1 | @li-wen |');
  });

  test('and its earlier steps are there too', async () => {
    const app = openApp(WHOLE, { part: 'signals' });
    await app.press('a');
    await app.type('pool_in_use');
    await app.press('return');
    await app.type('3');
    await app.press('return');
    await app.type('20');
    const recovered = app.recovered();
    const next = openApp(WHOLE, { left: recovered === null ? [] : [{ ...recovered, id: '1' }] });
    await next.press('r');
    expect(next.state().prompt).toMatchObject({ step: 2, answers: ['pool_in_use', '3'], field: { text: '20' } });
    await next.press('return', 'return', 'return', 'return', 'return');
    expect(next.file()).toContain('| pool_in_use | 3 | 20 |');
    expect(next.recovered()).toBeNull();
  });
});

describe('the parts', () => {
  test('a why asks on below its answer until it is enough', async () => {
    const app = openApp(TEXT, { part: 'whys' });
    await app.press('a');
    await app.type('Why did orders fail');
    await app.press('return');
    await app.type('Because the pool was full.');
    await app.press('return', 'return', 'return');
    expect(app.state().prompt).toMatchObject({ question: { kind: 'add', part: 'whys', row: 0 } });
    await app.type('Why was it full');
    await app.press('return');
    await app.type('Each request held two.');
    await app.press('return', 'return');
    await app.type('AI-1');
    await app.press('return');
    expect(app.state().prompt).toBeNull();
    expect(rows(app)).toEqual(['Why did orders fail? Because the pool was full.', 'Why was it full? Each request held two. → AI-1']);
    await app.press('b');
    await app.type('Why did nobody see it');
    await app.press('return', 'return', 'return', 'return');
    expect(app.state().session.record.whys[0]?.steps.map(({ question }) => question)).toEqual(['Why was it full?', 'Why did nobody see it?']);
  });

  test('an option of a decision is changed, and its word stays', async () => {
    const app = openApp(WHOLE, { part: 'decisions' });
    await app.press('down', 'return', 'return');
    expect(app.state().prompt?.field.text).toBe('Roll back');
    await app.type(' first');
    await app.press('return');
    expect(app.file()).toBe(WHOLE.replace('- **Chosen:** Roll back\n', '- **Chosen:** Roll back first\n'));
  });

  test('an owner is completed from those that the repository knows', async () => {
    const app = openApp(TEXT, { part: 'actions' });
    await app.press('o', 'ctrl-u');
    await app.type('li');
    expect(proposalsOf(app.state())).toEqual(['@li-wen']);
    await app.press('tab', 'return');
    expect(app.file()).toBe(TEXT.replace('@mira-holt', '@li-wen'));
  });

  test('an action item is one line with its owner and date', async () => {
    const app = openApp(WHOLE, { part: 'actions' });
    await app.press('a');
    await app.type('Page earlier @li-wen 2026-05-15');
    await app.press('return');
    expect(app.file()).toMatch(/\| AI-2 \| Page earlier \|[ |]*@li-wen \| 2026-05-15 \|/);
  });

  test('all ten variables are there, and a status is chosen', async () => {
    const app = openApp(TEXT, { part: 'variables' });
    await app.press('s');
    await app.type('unch');
    await app.press('tab', 'return');
    expect(app.state().session.record.variables[0]).toMatchObject({ key: 'prompt', status: 'unchanged' });
  });

  test('below them stand outcome, verdict and agent: asked one by one, taken away with d', async () => {
    const app = openApp(TEXT, { part: 'variables' });
    await app.press('G', 'return');
    await app.type('no: tool results were cut → AI-5');
    await app.press('return');
    expect(app.state().session.record.agent).toMatchObject({ reconstructible: 'no: tool results were cut → AI-5', reversible: null });
    expect(app.file()).toContain('## Agent\n\n- Flight recorder: no: tool results were cut → AI-5\n');
    await app.press(...Array.from({ length: 6 }, () => 'up'), 'return');
    await app.type('lik');
    await app.press('tab', 'return');
    expect(app.state().session.record.verdict).toMatchObject({ confidence: 'likely', explainedBy: [] });
    await app.press('d');
    expect(app.state().session.record.verdict).toBeNull();
    await app.press('u');
    expect(app.state().session.record.verdict).toMatchObject({ confidence: 'likely' });
    await app.press('s');
    expect(app.state().prompt).toBeNull();
  });

  test('a gate is picked, and the link stands in the item', async () => {
    const option = { reference: '`alerts/orders.yml#Pool` replay: pool_in_use', title: 'Pool', enforcement: 'notify', fires: 'pool_in_use > 19', verdict: 'fires' as const, words: ['pool'] };
    const app = openApp(WHOLE, { part: 'actions', gates: async () => [{ ...option, reference: '`ci.yml#lint`', title: 'lint', fires: 'exit code' }, option] });
    await app.press('w');
    await app.type('pool');
    await app.press('return');
    expect(app.state().session.record.actions[0]?.gates).toMatchObject([{ path: 'alerts/orders.yml', selector: 'Pool', replay: 'pool_in_use' }]);
  });

  test('prose is written in place, over several lines', async () => {
    const app = openApp(TEXT, { part: 'section.summary' });
    await app.press('return', 'return');
    await app.type('It was the pool.');
    await app.press('ctrl-s');
    expect(app.file()).toBe(TEXT.replace('Orders failed.\n', 'Orders failed.\nIt was the pool.\n'));
  });

  test('what is searched is gone to', async () => {
    const app = openApp(WHOLE);
    await app.press('/');
    await app.type('patch');
    await app.press('return');
    expect(PARTS[app.state().part]?.name).toBe('decisions');
    expect(rows(app)[app.state().row]).toContain('Patch');
  });

  test('every command is in the palette', async () => {
    const app = openApp(TEXT);
    await app.press('ctrl-k');
    await app.type('go to actions');
    await app.press('return');
    expect(PARTS[app.state().part]?.name).toBe('actions');
  });

  test('keys that were typed while a command was being written wait for it: entries follow each other, and an empty one ends them', async () => {
    const app = openApp(TEXT);
    app.runner.keys([['a', 'a'], ...[...'0037 pager fires'].map((key) => [key, key] as const), ['return', ''], ...[...'0041 on-call joins'].map((key) => [key, key] as const), ['return', ''], ['return', '']]);
    await app.press('');
    expect(app.state().session.record.timeline.map(({ text }) => text)).toEqual(['Deploy begins', 'pager fires', 'on-call joins']);
    expect(app.state().prompt).toBeNull();
  });

  test('a paste goes into the question and never runs as keys', async () => {
    const app = openApp(TEXT);
    app.runner.paste('qqqd');
    expect(app.left()).toEqual([]);
    await app.press('a');
    await app.type('0037 ');
    app.runner.paste('pager\nfires\u001b[2J');
    expect(app.state().prompt?.field.text).toBe('0037 pager fires[2J');
  });
});
