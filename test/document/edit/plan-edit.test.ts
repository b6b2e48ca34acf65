import { assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/document/edit/apply.ts';
import { subjectOf } from '../../../src/document/edit/open.ts';
import { planEdit, planEdits } from '../../../src/document/edit/plan-edit.ts';
import type { RecordEdit } from '../../../src/document/edit/record-edit.ts';
import type { EditSubject } from '../../../src/document/edit/subject.ts';
import { loadEngine } from '../../../src/document/engine.ts';
import { FORMS, type Form } from './forms.ts';

const engine = await loadEngine();
const open = (form: Form): EditSubject => subjectOf(`${form}.md`, FORMS[form], engine);

/** Lines that an edit takes away and puts in, as a diff shows them. */
const changeOf = (form: Form, edit: RecordEdit): string[] => {
  const subject = open(form);
  const before = subject.document.text.split('\n');
  const after = planEdit(subject, edit).after.document.text.split('\n');
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [...before.slice(head, before.length - tail).map((line) => `-${line}`), ...after.slice(head, after.length - tail).map((line) => `+${line}`)];
};

describe('a fact', () => {
  test.each<[Form, RecordEdit, string[]]>([
    ['canonical', { kind: 'set-fact', fact: 'severity', value: 'SEV1' }, ['-severity: SEV2 # as declared on the call', '+severity: SEV1 # as declared on the call']],
    ['canonical', { kind: 'set-fact', fact: 'trigger.actor', value: 'human' }, ['+  actor: human']],
    ['canonical', { kind: 'set-list', fact: 'services', values: ['orders', 'checkout'] }, ['-services: [orders]', '+services: [orders, checkout]']],
    ['canonical', { kind: 'set-list', fact: 'tags', values: ['schema: change'] }, ['+tags: ["schema: change"]']],
    ['canonical', { kind: 'set-link', name: 'incident', value: 'INC-1' }, ['+links: { incident: INC-1 }']],
    ['bullets', { kind: 'set-fact', fact: 'severity', value: 'SEV1' }, ['-- Severity: SEV2', '+- Severity: SEV1']],
    ['bullets', { kind: 'set-fact', fact: 'title', value: 'Orders were lost' }, ['-# Orders failed', '+# Orders were lost']],
    ['headings', { kind: 'set-fact', fact: 'severity', value: 'SEV1' }, ['-**Severity:** SEV2', '+**Severity:** SEV1']],
    ['numbered', { kind: 'set-list', fact: 'services', values: ['orders'] }, ['+---', '+services: [orders]', '+---', '+']],
    ['table', { kind: 'set-fact', fact: 'severity', value: 'SEV1' }, ['-| Severity | SEV2 |', '+| Severity | SEV1 |']],
  ])('in %s: %j', (form, edit, expected) => expect(changeOf(form, edit)).toEqual(expected));
});

describe('the timeline', () => {
  const entry = { time: '2026-03-12T14:31', event: 'Cause found' } as const;
  test.each<[Form, RecordEdit, string[]]>([
    ['canonical', { kind: 'add-entry', entry: { ...entry, milestone: 'identified', actor: 'human' } }, ['+| 2026-03-12 14:31 | identified | Cause found | human | |']],
    ['canonical', { kind: 'set-entry', index: 1, field: 'time', value: '2026-03-12T14:20' }, ['-| 2026-03-12 14:19 | detected | Pager fires | alert | |', '+| 2026-03-12 14:20 | detected | Pager fires | alert | |']],
    ['canonical', { kind: 'set-entry', index: 2, field: 'milestone', value: 'resolved' }, ['-| 2026-03-12 14:47 | mitigated | Rolled back | human | |', '+| 2026-03-12 14:47 | resolved | Rolled back | human | |']],
    ['canonical', { kind: 'set-entry', index: 1, field: 'evidence', value: '[page](https://e.example/3)' }, ['-| 2026-03-12 14:19 | detected | Pager fires | alert | |', '+| 2026-03-12 14:19 | detected | Pager fires | alert | [page](https://e.example/3) |']],
    ['canonical', { kind: 'remove-entry', index: 1 }, ['-| 2026-03-12 14:19 | detected | Pager fires | alert | |']],
    ['bullets', { kind: 'add-entry', entry }, ['+- 14:31 Cause found']],
    ['bullets', { kind: 'set-entry', index: 0, field: 'event', value: 'A new image' }, ['-- 14:06 Image rolled out', '+- 14:06 A new image']],
    ['bullets', { kind: 'set-entry', index: 0, field: 'time', value: '2026-03-12T14:07' }, ['-- 14:06 Image rolled out', '+- 14:07 Image rolled out']],
    ['bullets', { kind: 'remove-entry', index: 0 }, ['-- 14:06 Image rolled out']],
    ['headings', { kind: 'set-entry', index: 1, field: 'time', value: '2026-03-12T14:20' }, ['-### 14:19', '+### 14:20']],
    ['headings', { kind: 'add-entry', entry }, ['+### 14:31', '+', '+Cause found', '+']],
    ['numbered', { kind: 'set-entry', index: 1, field: 'time', value: '2026-03-12T14:20' }, ['-2. 2026-03-12 14:19 UTC - Pager fires', '+2. 2026-03-12 14:20 UTC - Pager fires']],
    ['table', { kind: 'add-entry', entry }, ['+| 2026-03-12 14:31 | Cause found |']],
  ])('in %s: %j', (form, edit, expected) => expect(changeOf(form, edit)).toEqual(expected));
});

describe('an action item', () => {
  test.each<[Form, RecordEdit, string[]]>([
    ['canonical', { kind: 'set-action', index: 1, field: 'owner', value: '@jonas' }, [
      '-| AI-2 | Check the schema at start | prevent | P1 | | | | open | [ORD-2](https://e.example/ORD-2) |',
      '+| AI-2 | Check the schema at start | prevent | P1 | @jonas | | | open | [ORD-2](https://e.example/ORD-2) |',
    ]],
    ['canonical', { kind: 'add-action', item: { title: 'Page earlier | louder', type: 'detect', owner: '@sre' } }, ['+| AI-3 | Page earlier \\| louder | detect | | @sre | | | | |']],
    ['canonical', { kind: 'remove-action', index: 0 }, ['-| AI-1 | Reject direct updates | prevent | P0 | @mira | 2026-03-26 | | open | |']],
    ['bullets', { kind: 'set-action', index: 0, field: 'due', value: '2026-04-01' }, ['-- [ ] Reject direct updates (owner: @mira, due: 2026-03-26)', '+- [ ] Reject direct updates (owner: @mira, due: 2026-04-01)']],
    ['bullets', { kind: 'set-action', index: 0, field: 'status', value: 'done' }, ['-- [ ] Reject direct updates (owner: @mira, due: 2026-03-26)', '+- [x] Reject direct updates (owner: @mira, due: 2026-03-26)']],
    ['bullets', { kind: 'set-action', index: 1, field: 'owner', value: '@jonas' }, ['-- [x] Check the schema at start #12', '+- [x] Check the schema at start #12 (owner: @jonas)']],
    ['bullets', { kind: 'add-action', item: { title: 'Page earlier', owner: '@sre' } }, ['+- [ ] Page earlier (owner: @sre)']],
    ['headings', { kind: 'set-action', index: 0, field: 'owner', value: '@jonas' }, ['-**Owner:** @mira', '+**Owner:** @jonas']],
    ['numbered', { kind: 'add-action', item: { title: 'Page earlier' } }, ['+3. Page earlier']],
    ['numbered', { kind: 'set-action', index: 0, field: 'due', value: '2026-04-01' }, ['-1. Reject direct updates', '+1. Reject direct updates (due: 2026-04-01)']],
    ['table', { kind: 'set-action', index: 1, field: 'owner', value: '@jonas' }, ['-| Check the schema at start |       | Done   |', '+| Check the schema at start | @jonas | Done   |']],
    ['table', { kind: 'set-action', index: 0, field: 'due', value: '2026-04-01' }, ['-| Reject direct updates     | @mira | To do  |', '+| Reject direct updates (due: 2026-04-01)     | @mira | To do  |']],
  ])('in %s: %j', (form, edit, expected) => expect(changeOf(form, edit)).toEqual(expected));
});

describe('the analysis', () => {
  test.each<[RecordEdit, string[]]>([
    [{ kind: 'add-why', parent: [0], why: { question: 'Why did the pod start', answer: 'It asks nothing.', answeredBy: ['AI-2'] } }, ['+   2. Why did the pod start? It asks nothing. → AI-2']],
    [{ kind: 'add-why', parent: [1], why: { question: 'Why wait?', acceptedRisk: 'noise' } }, ['+   1. Why wait? → accepted: noise']],
    [{ kind: 'add-why', parent: [], why: { question: 'Why us?', answer: 'Chance.' } }, ['+3. Why us? Chance.']],
    [{ kind: 'set-why', path: [1], why: { question: 'Why so long?', answer: 'It held for ten minutes.', answeredBy: ['AI-2'] } }, ['-2. Why so long? The alert waited. → AI-2', '+2. Why so long? It held for ten minutes. → AI-2']],
    [{ kind: 'remove-why', path: [0, 0] }, ['-   1. Why was it missing? No migration. → AI-1']],
    [{ kind: 'remove-why', path: [1] }, ['-2. Why so long? The alert waited. → AI-2']],
    [{ kind: 'add-cause', cause: 'contributing', text: 'The runbook named it. → AI-1' }, ['+- The runbook named it. → AI-1']],
    [{ kind: 'set-cause', index: 2, text: 'The alert waited. → AI-2' }, ['-- The alert waited ten minutes.', '+- The alert waited. → AI-2']],
    [{ kind: 'remove-cause', index: 2 }, ['-- The alert waited ten minutes.']],
    [{ kind: 'set-signal', index: 0, field: 'incident', value: '1.0' }, ['-| ratio | 0.001 | 0.97 | ratio | | | |', '+| ratio | 0.001 | 1.0 | ratio | | | |']],
    [{ kind: 'add-signal', signal: { metric: 'pending', normal: '0', incident: '1' } }, ['+| pending | 0 | 1 | | | | |']],
    [{ kind: 'remove-signal', index: 0 }, ['-| ratio | 0.001 | 0.97 | ratio | | | |']],
    [{ kind: 'add-decision', title: null, options: [{ text: 'Sign images (AI-1)', chosen: true }, { text: 'Take kubectl away', chosen: false }] }, ['+## Decisions', '+', '+- **Chosen:** Sign images (AI-1)', '+- Rejected: Take kubectl away', '+']],
    [{ kind: 'set-section', name: 'summary', markdown: 'Orders failed.' }, ['-Orders failed for 41 minutes.', '+Orders failed.']],
    [{ kind: 'set-section', name: 'impact', markdown: '354 orders.' }, ['+## Impact', '+', '+354 orders.', '+']],
  ])('%j', (edit, expected) => expect(changeOf('canonical', edit)).toEqual(expected));

  test('the LLM variables come with all ten rows', () => {
    const added = changeOf('canonical', { kind: 'set-variable', key: 'model', values: { status: 'changed', before: 'a-0601', during: 'a-0905' } });
    expect(added).toHaveLength(15);
    expect(added).toContain('+| Model | a-0601 | a-0905 | yes | | |');
  });
});

/** What a timeline says, without its places. */
const facts = (subject: EditSubject): unknown => subject.record.timeline.map(({ wall, text, milestoneLabelled }) => [wall, text, milestoneLabelled]);

describe('many entries at once', () => {
  const ENTRY = record({ minute: integer({ min: 0, max: 1_300 }), event: constantFrom('Cause found', 'Rolled back again', 'All clear') });

  test('read as if they had been added one by one, in every form', () => {
    assert(
      property(constantFrom(...(Object.keys(FORMS) as Form[])), uniqueArray(ENTRY, { minLength: 1, maxLength: 8, selector: ({ minute }) => minute }), (form, drawn) => {
        const entries = drawn.map(({ minute, event }) => ({ time: new Date(Date.UTC(2026, 2, 12) + minute * 60_000).toISOString().slice(0, 16), event }));
        const together = planEdit(open(form), { kind: 'add-entries', entries }).after;
        const inOrder = entries.toSorted((a, b) => a.time.localeCompare(b.time));
        expect(facts(together)).toEqual(facts(planEdits(open(form), inOrder.map((entry) => ({ kind: 'add-entry', entry })))));
      }),
      { numRuns: 60 },
    );
  });

  test('make one table where there is none', () => {
    const { text } = planEdit(subjectOf('a.md', '# Orders failed\n', engine), { kind: 'add-entries', entries: [{ time: '2026-03-12T14:31', event: 'b' }, { time: '2026-03-12T14:06', event: 'a', actor: 'human' }] }).after.document;
    expect(text).toContain('|---|---|---|---|---|\n| 2026-03-12 14:06 | | a | human | |\n| 2026-03-12 14:31 | | b | | |\n');
  });
});

describe('a field that is added to an item leaves the words of the item', () => {
  test.each([
    ['of several lines', '- Limit the requests to the hub in\n  cases of an announcement', 'owner', '@mira', '- Limit the requests to the hub in\n  cases of an announcement (owner: @mira)'],
    ['that ends with an address in parentheses', '- Make an inventory (see https://e.example/recon)', 'owner', '@mira', '- Make an inventory (see https://e.example/recon) (owner: @mira)'],
    ['that mentions another ticket', '- Set the variable as [#7](https://e.example/o/r/pull/7) does, everywhere', 'ticket', 'ORD-9', '- Set the variable as [#7](https://e.example/o/r/pull/7) does, everywhere (ticket: ORD-9)'],
  ] as const)('%s', (_, item, field, value, expected) => {
    const before = subjectOf('one.md', `## Action items\n\n${item}\n`, engine);
    const { after } = planEdit(before, { kind: 'set-action', index: 0, field, value });
    expect(after.document.text).toBe(`## Action items\n\n${expected}\n`);
    expect(after.record.actions[0]?.title).toBe(before.record.actions[0]?.title);
  });
});

test('what cannot be written says so and leaves the document alone', () => {
  const subject = open('numbered');
  expect(() => planEdit(subject, { kind: 'set-action', index: 9, field: 'owner', value: '@x' })).toThrow('cannot be written in the form');
  expect(subject.document.text).toBe(FORMS.numbered);
});

describe('edits of different facts commute', () => {
  const edits: RecordEdit[] = [
    { kind: 'set-fact', fact: 'severity', value: 'SEV1' },
    { kind: 'set-action', index: 0, field: 'status', value: 'done' },
    { kind: 'set-entry', index: 1, field: 'event', value: 'The pager rings' },
    { kind: 'set-section', name: 'lessons', markdown: 'Much.' },
  ];
  test.each(['canonical', 'bullets'] as const)('in %s', (form) => {
    for (const first of edits) {
      for (const second of edits) {
        if (first === second) continue;
        const subject = open(form);
        const together = [...planEdit(subject, first).edits, ...planEdit(subject, second).edits];
        const oneWay = planEdits(subject, [first, second]).document.text;
        expect(planEdits(subject, [second, first]).document.text).toBe(oneWay);
        expect(applyEdits(subject.document.text, together)).toBe(oneWay);
      }
    }
  });
});

test('line endings, a byte order mark and trailing spaces stay as they are', () => {
  const text = `\uFEFF${FORMS.canonical.replace(/\n/g, '\r\n').replace('Orders failed for 41 minutes.', 'Orders failed.   ')}`;
  const subject = subjectOf('crlf.md', text, engine);
  const after = planEdits(subject, [
    { kind: 'add-action', item: { title: 'Page earlier' } },
    { kind: 'set-fact', fact: 'severity', value: 'SEV1' },
  ]).document.text;
  expect(after.startsWith('\uFEFF---\r\n')).toBe(true);
  expect(after.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  expect(after).toContain('Orders failed.   \r\n');
});
