import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';
import type { ActionItem } from '../../../src/record/action.ts';

const engine = await loadEngine();
const record = (body: string) => readText('incident.md', `# Outage of 2026-04-20\n\n${body}\n`, engine).record;
const actions = (items: string): readonly ActionItem[] => record(`## Action items\n\n${items}`).actions;

/** One item and what must be read in it; fields that are not named are not looked at. */
const FORMS: readonly (readonly [item: string, expected: Partial<ActionItem>])[] = [
  ['- Alert on queue depth', { form: 'bullet', title: 'Alert on queue depth', owners: [], due: null, status: null, tickets: [] }],
  ['1. Alert on queue depth', { form: 'numbered', title: 'Alert on queue depth' }],
  ['- [ ] Alert on queue depth', { form: 'task', status: 'open' }],
  ['- [x] Alert on queue depth', { form: 'task', status: 'done', title: 'Alert on queue depth' }],
  ['- ~~Alert on queue depth~~', { status: 'dropped' }],
  ['- [x] ~~Alert on queue depth~~', { status: 'done' }],
  ['- ~~Alert on queue depth~~ done by the platform itself', { status: 'done' }],
  ['- Already added the check to the pipeline', { status: 'done', title: 'Already added the check to the pipeline' }],
  // Owners
  ['- Alert on queue depth (owner: Ada, due: 2026-05-08)', { title: 'Alert on queue depth', owners: ['Ada'], due: '2026-05-08' }],
  ['- Alert on queue depth (Owner: @ada, @grace; due 8 May 2026)', { owners: ['@ada', '@grace'], due: '2026-05-08', title: 'Alert on queue depth' }],
  ['- Alert on queue depth. Owner: Ada Lovelace', { owners: ['Ada Lovelace'] }],
  ['- Alert on queue depth — @ada', { owners: ['@ada'] }],
  ['- Alert on queue depth `@ada` [detect]', { owners: ['@ada'], type: 'detect' }],
  ['- @org/sre: alert on queue depth', { owners: ['@org/sre'] }],
  ['- [ada] Alert on queue depth', { owners: ['ada'] }],
  ['- Ada to alert on queue depth.', { owners: ['Ada'] }],
  ['- Ada, Grace and Katherine to alert on queue depth', { owners: ['Ada', 'Grace', 'Katherine'] }],
  ['- Platform Team to alert on queue depth', { owners: ['Platform Team'] }],
  ['- Need to alert on queue depth', { owners: [] }],
  ['- Migrate to Postgres 16', { owners: [] }],
  ['- Alert on queue depth (owner: TBD)', { owners: [] }],
  ['- Mail ops@example.com when the queue is deep', { owners: [] }],
  ['- Alert on queue depth\n  - Owner: Ada\n  - Due: 2026-05-08\n  - Status: in progress', { owners: ['Ada'], due: '2026-05-08', status: 'in-progress' }],
  ['- **Alert on queue depth**: the queue grew for an hour unseen. **Owner:** Ada', { title: 'Alert on queue depth', owners: ['Ada'] }],
  ['- キューの深さを監視する（担当：田中、期限：2026-05-08）', { owners: ['田中'], due: '2026-05-08' }],
  ['- Warteschlange überwachen (Verantwortlich: Ada, Frist: 08.05.2026)', { owners: ['Ada'], due: '2026-05-08' }],
  ['- [ ] Ablaufüberwachung einrichten (verantwortlich: M. Schulz, bis 30.11.2026)', { owners: ['M. Schulz'], due: '2026-11-30' }],
  // Due dates
  ['- Alert on queue depth by 2026-05-08', { due: '2026-05-08' }],
  ['- Alert on queue depth by May 8', { due: '2026-05-08' }],
  ['- Alert on queue depth by January 15', { due: '2027-01-15' }],
  ['- Alert on queue depth (due: next sprint)', { due: null, dueWritten: 'next sprint' }],
  ['- Alert on queue depth (due: 04/05/2026)', { due: null, dueWritten: '04/05/2026' }],
  // Status
  ['- Alert on queue depth (done)', { status: 'done', title: 'Alert on queue depth' }],
  ['- ✅ Alert on queue depth', { status: 'done', title: 'Alert on queue depth' }],
  ['- **DONE** Alert on queue depth', { status: 'done' }],
  ['- TODO: alert on queue depth', { status: 'open', title: 'alert on queue depth' }],
  ['- Alert on queue depth *(pending)*', { status: 'open' }],
  ['- Alert on queue depth — in progress', { status: 'in-progress', title: 'Alert on queue depth' }],
  ['- [WIP] Alert on queue depth', { status: 'in-progress' }],
  ['- Alert on queue depth (won’t do)', { status: 'dropped' }],
  ['- キューの深さを監視する（完了）', { status: 'done' }],
  ['- Finish the done handler', { status: null }],
  // Tickets
  ['- Alert on queue depth ([#12](https://github.com/a/b/issues/12))', { tickets: ['#12'], title: 'Alert on queue depth' }],
  ['- [OPS-12](https://a.atlassian.net/browse/OPS-12): alert on queue depth', { tickets: ['OPS-12'] }],
  ['- Alert on queue depth OPS-12', { tickets: ['OPS-12'], title: 'Alert on queue depth' }],
  ['- Alert on queue depth (PR #115)', { tickets: ['#115'] }],
  ['- Alert on queue depth, bug 1437131', { tickets: ['bug 1437131'] }],
  ['- Alert on queue depth [[ADR-000759]]', { tickets: ['[[ADR-000759]]'] }],
  ['- Alert on queue depth https://github.com/a/b/pull/9', { tickets: ['https://github.com/a/b/pull/9'], title: 'Alert on queue depth' }],
  ['- Alert on queue depth, see [the guide](https://example.com/guide)', { tickets: [] }],
  ['- Send UTF-8 and SHA-256 after CVE-2026-1234', { tickets: [] }],
  // Ids, priorities, kinds
  ['- AI-3: alert on queue depth', { id: 'AI-3', title: 'alert on queue depth' }],
  ['- **P1** Alert on queue depth', { priority: 'P1', title: 'Alert on queue depth' }],
  ['- [HIGH] Alert on queue depth', { priority: 'HIGH' }],
  ['- Alert on queue depth (P2, detect)', { title: 'Alert on queue depth (P2, detect)' }],
  ['- Detect: alert on queue depth', { type: 'detect' }],
  // Gates
  ['- Alert on queue depth. Gate: `a.yml#x` replay: `queue_depth` as `warn`, `b.yml#y`', { gates: [expect.objectContaining({ selector: 'x', replay: 'queue_depth', condition: 'warn' }), expect.objectContaining({ selector: 'y', replay: null })] }],
  ['- Alert on queue depth. Gate: `alerts/queue.yml#queue/Deep` replay: queue_depth as warn', { gates: [expect.objectContaining({ path: 'alerts/queue.yml', selector: 'queue/Deep', replay: 'queue_depth', condition: 'warn' })] }],
];

describe('one action item in each form', () => {
  it.each(FORMS)('%s', (item, expected) => {
    const found = actions(item);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });
});

describe('where each field stands', () => {
  it('points at the characters of the item', () => {
    const text = '# Outage\n\n## Action items\n\n- [ ] **P1** Alert on *queue* depth (owner: @ada, due: 2026-05-08) [#7](https://github.com/a/b/issues/7)\n';
    const [item] = readText('incident.md', text, engine).record.actions;
    const written = Object.fromEntries(Object.entries(item?.fields ?? {}).map(([field, source]) => [field, text.slice(source.start, source.end)]));
    expect(written).toEqual({ priority: 'P1', title: 'Alert on *queue* depth', owner: '@ada', due: '2026-05-08', status: '[ ]', ticket: '[#7](https://github.com/a/b/issues/7)' });
    expect(item?.source).toMatchObject({ line: 5, column: 1 });
  });

  it('gives empty cells a place to write to', () => {
    const text = '# Outage\n\n## Action items\n\n| ID | Action | Owner | Due |\n|---|---|---|---|\n| AI-1 | Do it | | 2026-05-08 |\n';
    const [item] = readText('incident.md', text, engine).record.actions;
    expect(item?.fields.owner).toMatchObject({ line: 7, column: 18, endColumn: 18 });
  });
});

describe('tables', () => {
  it('reads the canonical table', () => {
    const [item] = actions(
      '| ID | Action | Type | Priority | Owner | Due | Gate | Status | Ticket |\n|---|---|---|---|---|---|---|---|---|\n| AI-1 | Reject direct updates | prevent | P0 | @ml-infra | 2026-05-08 | `infra/rbac.yaml#ClusterRole/deployer` replay: errors, `a.yml#b` | open | MLI-6601 |',
    );
    expect(item).toMatchObject({ id: 'AI-1', title: 'Reject direct updates', type: 'prevent', priority: 'P0', owners: ['@ml-infra'], due: '2026-05-08', status: 'open', tickets: ['MLI-6601'], form: 'table' });
    expect(item?.gates).toEqual([
      expect.objectContaining({ path: 'infra/rbac.yaml', selector: 'ClusterRole/deployer', replay: 'errors', condition: null }),
      expect.objectContaining({ path: 'a.yml', selector: 'b', replay: null }),
    ]);
  });

  it.each([
    ['| アクション | 担当者 | 期限 | ステータス |', '| 監視を追加 | 要アサイン | 2026-05-08 | 未着手 |', { owners: [], due: '2026-05-08', status: 'open' }],
    ['| Maßnahme | Verantwortlich | Fällig | Status |', '| Alarm einrichten | Ada, Grace | 08.05.2026 | erledigt |', { owners: ['Ada', 'Grace'], due: '2026-05-08', status: 'done' }],
    ['| What | Who | By when | Done? |', '| Add an alert | Ada / Grace | May 8, 2026 | ✅ |', { owners: ['Ada', 'Grace'], due: '2026-05-08', status: 'done' }],
    ['| Action Item | Assignee | Target Date | Issue |', '| Add an alert | — | TBD | [#3](https://github.com/a/b/issues/3) |', { owners: [], due: null, dueWritten: null, tickets: ['#3'] }],
    ['| Action | Expected Date | Status |', '| Add an alert `@ada` | 2026-05-08 | **In progress** |', { owners: ['@ada'], status: 'in-progress' }],
    ['| Tiltak | Ansvarlig | Frist |', '| Legg til varsling | Kari | 8. mai 2026 |', { owners: ['Kari'], due: '2026-05-08' }],
  ])('%s', (header, row, expected) => {
    const separator = header.replace(/[^|]+/g, '---');
    expect(actions(`${header}\n${separator}\n${row}`)[0]).toMatchObject(expected);
  });

  it('leaves tables of other things alone', () => {
    expect(actions('| Component | Status | File |\n|---|---|---|\n| Database | exists | db.tf |\n\n| Item | Cost |\n|---|---|\n| Database | 3 |')).toEqual([]);
  });

  it('reads rows shorter than the header', () => {
    expect(actions('| Action | Owner | Due |\n|---|---|---|\n| Add an alert |')[0]).toMatchObject({ title: 'Add an alert', owners: [], due: null });
    expect(actions('| Category | Action | Owner |\n|---|---|---|\n| **Prevent** | | |\n| | Add an alert | Ada |').map(({ title }) => title)).toEqual(['Add an alert']);
  });
});

describe('owners in capitals', () => {
  it('are names that the document has, and no abbreviations', () => {
    const { actions: found } = record('Incident lead: Ada Lovelace\n\n## Action items\n\n- Alert the right address (ADA) [OPS-12](https://t.example/OPS-12)\n- Shorten the cache of names (DNS)\n');
    expect(found.map(({ owners }) => owners)).toEqual([['ADA'], []]);
  });
});

describe('groups', () => {
  it('takes the children of a parent that only groups', () => {
    const found = actions('- Detection\n  - Add an alert\n  - Add a dashboard\n- **Prevention:**\n  - Add a check\n- Move the job\n  - it runs at night now');
    expect(found.map(({ title, groups, type }) => [title, groups, type])).toEqual([
      ['Add an alert', ['Detection'], 'detect'],
      ['Add a dashboard', ['Detection'], 'detect'],
      ['Add a check', ['Prevention'], 'prevent'],
      ['Move the job', [], null],
    ]);
  });

  it('takes headings and bold lines as groups, and their words as kind or status', () => {
    const found = actions('### Prevent\n\n- Add a check\n\n### Completed\n\n- Rotate the key\n\n**Short term**\n\n- Add an alert');
    expect(found.map(({ title, groups, type, status }) => [title, groups, type, status])).toEqual([
      ['Add a check', ['Prevent'], 'prevent', null],
      ['Rotate the key', ['Completed'], null, 'done'],
      ['Add an alert', ['Completed', 'Short term'], null, 'done'],
    ]);
  });

  it('takes headings that say by when or how pressing for groups, whatever ticket or priority they name', () => {
    const found = actions('### Immediate (high priority)\n\n1. **Fix the bot**: give it its role\n2. **Add constraints**\n\n### Future work (from #462)\n\n- [ ] Split the routes (#464)\n- [ ] Deploy the cache (#466)');
    expect(found.map(({ title, status }) => [title, status])).toEqual([['Fix the bot', null], ['Add constraints', null], ['Split the routes', 'open'], ['Deploy the cache', 'open']]);
  });

  it('takes only the part of a section that says outright that it lists the action items', () => {
    const { record } = readText('incident.md', '# Outage\n\n## Prevention\n\n### Action items\n\n- [ ] Add a check\n\n### Process improvements\n\n- Never commit plans\n', engine);
    expect(record.actions.map(({ title }) => title)).toEqual(['Add a check']);
  });

  it('keeps sub-bullets that spell an action out with it', () => {
    const found = actions('- Write a guide for alarms, with things like:\n  - Who is responsible\n  - When to call');
    expect(found).toHaveLength(1);
  });
});

describe('headings and paragraphs', () => {
  it.each([
    ['### 1) Alert on queue depth `@ada` [detect]\n\nIt grew unseen.', { title: 'Alert on queue depth', owners: ['@ada'], type: 'detect', form: 'heading' }],
    ['### P0 — Alert on queue depth\n\nIt grew unseen.\n\n**Owner:** queue on-call\n**Effort:** 2 days', { priority: 'P0', title: 'Alert on queue depth', owners: ['queue on-call'] }],
    ['### AI-1: Alert on queue depth\n\n- **Owner**: Ada\n- **Due**: 2026-05-08\n- **Status**: Done', { id: 'AI-1', title: 'Alert on queue depth', owners: ['Ada'], due: '2026-05-08', status: 'done' }],
  ])('%s', (item, expected) => {
    const found = actions(item);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(expected);
  });

  it('reads paragraphs where nothing else lists the items', () => {
    const found = actions('We will alert on queue depth.\n\nThe runbook should name the command.');
    expect(found.map(({ form, title }) => [form, title])).toEqual([
      ['paragraph', 'We will alert on queue depth.'],
      ['paragraph', 'The runbook should name the command.'],
    ]);
  });

  it('does not read an introduction as an item', () => {
    expect(actions('Each of these should have an issue.\n\n- Add an alert')).toHaveLength(1);
  });
});

describe('no action items', () => {
  it.each(['None, because the service was retired the same day.', 'n/a: the service was retired', 'No action items: the service is gone.', 'No further action is needed since the service was retired.', 'なし。サービスは廃止済み。', 'Keine weiteren Maßnahmen, weil der Dienst abgeschaltet ist.'])('%s', (reason) => {
    expect(record(`## Action items\n\n${reason}`)).toMatchObject({ actions: [], noActionsReason: reason });
  });

  it.each(['None', 'TBD', '{{ summary }}', '…'])('gives no item for %s', (words) => {
    expect(actions(`- ${words}`)).toEqual([]);
  });

  it('leaves the checklist that closes the report out', () => {
    expect(record('## Actions\n\n- [x] All sections above are filled out\n- [ ] The report has been reviewed\n- [ ] Incident is resolved').actions).toEqual([]);
  });
});
