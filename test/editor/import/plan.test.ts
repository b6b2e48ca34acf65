import { array, assert, asyncProperty, constantFrom, integer, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../src/document/edit/open.ts';
import { planEdits } from '../../../src/document/edit/plan-edit.ts';
import { loadEngine } from '../../../src/document/engine.ts';
import { cleanEntries, type CleanEntry } from '../../../src/editor/import/clean.ts';
import { MOST_ADDED, planImport } from '../../../src/editor/import/plan.ts';
import { proposeMilestones } from '../../../src/editor/import/propose.ts';
import { fold } from '../../../src/importers/fold.ts';
import { entryOf, type ImportedEntry } from '../../../src/importers/importer.ts';
import { HOSTILE } from '../../importers/hostile.ts';
import { FORMS, type Form } from '../../document/edit/forms.ts';

const engine = await loadEngine();
const open = (text: string) => subjectOf('pm.md', text, engine);
const forms = Object.keys(FORMS) as Form[];

const told = (time: string, text: string, more: Partial<ImportedEntry> = {}): ImportedEntry => entryOf({ at: Date.parse(`2026-03-12T${time}Z`), text, kind: 'message', source: 'slack', id: `${time} ${text}`, ...more });
const cleaned = (...entries: readonly ImportedEntry[]): Promise<CleanEntry[]> => cleanEntries(fold(entries).entries);

const table = `---\ntimezone: UTC\n---\n# Orders failed\n\n## Timeline\n\n| Time (UTC) | Milestone | Event | Actor | Evidence |\n|---|---|---|---|---|\n| 2026-03-12 14:06 | started | Image rolled out | human | [log](https://e.example/1) |\n`;

const added = (before: string, after: string): string[] => {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
};

/** A log of so many lines, three a minute. */
const minutes = (count: number): Promise<CleanEntry[]> =>
  cleanEntries(fold(Array.from({ length: count }, (_, index) => told('15:00:00', `event ${index}`, { at: Date.UTC(2026, 2, 11) + index * 20_000, kind: 'log' }))).entries);

describe('importing into a document', () => {
  test('writes entries in its own form and at their places, in every form that teams write', async () => {
    const entries = await cleaned(told('14:00:10', 'Deploy begins', { actor: 'Mira Holt' }), told('14:30:00', 'Queue grows'), told('15:10:00', 'All clear', { evidence: [{ label: 'Slack', url: 'https://acme.slack.com/archives/C1/p1' }] }));
    for (const form of forms) {
      const subject = open(FORMS[form]);
      const plan = planImport(subject, entries, 'UTC');
      expect([form, plan.outcomes]).toEqual([form, ['added', 'added', 'added']]);
      const walls = plan.after.record.timeline.map(({ wall }) => wall?.slice(-5));
      expect([form, walls]).toEqual([form, walls.toSorted()]);
      expect(planImport(plan.after, entries, 'UTC').edits).toEqual([]);
    }
  });

  test('is a list of edits, for a session to make and take back', async () => {
    const subject = open(table);
    const { edits, after } = planImport(subject, await cleaned(told('14:19:00', 'Pager fires'), told('14:30:00', 'Queue grows'), told('15:30:00', 'All clear')));
    expect(edits.map(({ kind }) => kind)).toEqual(['add-entry', 'add-entries']);
    expect(planEdits(subject, edits).document.text).toBe(after.document.text);
  });

  test('converts to the zone of the document: of its entries, of its table, of its front matter', async () => {
    const entries = await cleaned(told('14:19:00', 'Pager fires'));
    const line = (text: string): string[] => added(text, planImport(open(text), entries).after.document.text);
    expect(line(table)).toEqual(['| 2026-03-12 14:19 | | Pager fires | | |']);
    expect(line(table.replace('Time (UTC)', 'Time (America/New_York)'))).toEqual(['| 2026-03-12 10:19 | | Pager fires | | |']);
    expect(line('---\ntimezone: Asia/Tokyo\n---\n# Orders\n\n## Timeline\n\n- 2026-03-12 23:06 Image rolled out\n')).toEqual(['- 2026-03-12 23:19 Pager fires']);
    expect(line('# Orders\n\n## Timeline\n\n- 2026-03-12 07:06 PDT Image rolled out\n')).toEqual(['- 2026-03-12 07:19 PDT Pager fires']);
    // A table that is made anew states its own zone.
    expect(line('---\ntimezone: Asia/Tokyo\n---\n# Orders\n').at(-1)).toBe('| 2026-03-12 14:19 | | Pager fires | | |');
  });

  test('asks for the zone of a document that states none', async () => {
    const text = '# Orders\n\n## Timeline\n\n- 2026-03-12 14:06 Image rolled out\n';
    const entries = await cleaned(told('14:19:00', 'Pager fires'));
    expect(() => planImport(open(text), entries)).toThrow('states no zone');
    expect(added(text, planImport(open(text), entries, 'Europe/Berlin').after.document.text)).toEqual(['- 2026-03-12 15:19 Pager fires']);
  });

  test('keeps seconds where the document has them', async () => {
    const text = table.replace('14:06', '14:06:30');
    expect(added(text, planImport(open(text), await cleaned(told('14:19:05', 'Pager fires'))).after.document.text)).toEqual(['| 2026-03-12 14:19:05 | | Pager fires | | |']);
  });

  test('puts who acted and what shows it with the event where the table has no columns for them', async () => {
    const text = '# Orders\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| 2026-03-12 14:06 | Image rolled out |\n';
    const entries = await cleaned(told('14:19:00', 'Pager fires', { actor: 'Mira', evidence: [{ label: 'Slack', url: 'https://acme.slack.com/archives/C1/p1' }] }));
    const plan = planImport(open(text), entries);
    expect(added(text, plan.after.document.text)).toEqual(['| 2026-03-12 14:19 | Pager fires (Mira) [Slack](https://acme.slack.com/archives/C1/p1) |']);
    expect(planImport(plan.after, entries).outcomes).toEqual(['present']);
  });

  test('knows an entry again whose words were edited, by its link', async () => {
    const entries = await cleaned(told('14:19:00', 'Pager fires!!', { evidence: [{ label: 'Slack', url: 'https://acme.slack.com/archives/C1/p1' }] }));
    const written = planImport(open(table), entries).after.document.text.replace('Pager fires!!', 'The pager of the orders team fires');
    expect(planImport(open(written), entries).outcomes).toEqual(['present']);
  });

  test('does not take a link that several entries have for the same event', async () => {
    const incident = [{ label: 'PagerDuty', url: 'https://acme.pagerduty.com/incidents/P1' }];
    const [trigger, acknowledgement] = await cleaned(told('14:19:05', 'Triggered: orders fail', { evidence: incident }), told('14:19:41', 'Acknowledged by Mira', { evidence: incident }));
    if (trigger === undefined || acknowledgement === undefined) throw new Error('two entries');
    const first = planImport(open(table), [trigger]).after;
    expect(planImport(first, [trigger, acknowledgement]).outcomes).toEqual(['present', 'added']);
  });

  test('joins what another source says of an entry, and keeps the evidence of both', async () => {
    const text = `${table}| 2026-03-12 14:19 | detected | Pager fires: high error ratio of orders | alert | [page](https://pager.example/1) |\n`;
    const entries = await cleaned(told('14:19:40', 'FIRING: high error ratio of orders in prod', { evidence: [{ label: 'Slack', url: 'https://acme.slack.com/archives/C1/p1' }] }));
    const plan = planImport(open(text), entries);
    expect(plan.outcomes).toEqual(['joined']);
    expect(added(text, plan.after.document.text)).toEqual(['| 2026-03-12 14:19 | detected | Pager fires: high error ratio of orders | alert | [page](https://pager.example/1) [Slack](https://acme.slack.com/archives/C1/p1) |']);
    expect(planImport(plan.after, entries)).toMatchObject({ outcomes: ['present'], edits: [] });
    // Another message of the same channel is another event.
    const other = await cleaned(told('14:19:50', 'FIRING: high error ratio of orders in prod again', { evidence: [{ label: 'Slack', url: 'https://acme.slack.com/archives/C1/p2' }] }));
    expect(planImport(plan.after, other).outcomes).toEqual(['added']);
  });

  test('sets no milestone, and proposes those that a source or words name, each once and none that the document has', async () => {
    const entries = await cleaned(
      told('14:19:00', 'Triggered: orders fail', { milestone: 'detected', kind: 'alert' }),
      told('14:20:00', 'Acknowledged', { milestone: 'acknowledged', kind: 'action' }),
      told('14:30:00', 'orders resolved?', { milestone: 'resolved' }),
      told('14:40:00', 'Rolled back, errors clear'),
      told('14:50:00', 'Resolved', { milestone: 'resolved' }),
      told('14:55:00', 'service started', { kind: 'log' }),
    );
    expect([...proposeMilestones(entries)]).toEqual([[0, 'detected'], [1, 'acknowledged'], [3, 'mitigated'], [4, 'resolved']]);
    const subject = open(table);
    const known = open(table.replace('| started |', '| detected |')).record.milestones;
    expect([...proposeMilestones(entries, known)].map(([, milestone]) => milestone)).toEqual(['acknowledged', 'mitigated', 'resolved']);
    const { after } = planImport(subject, entries);
    expect(after.record.timeline.filter(({ milestoneLabelled, milestone }) => milestoneLabelled && milestone !== null)).toHaveLength(1);
  });

  test('adds five thousand entries as one edit, in time that grows as their number', { timeout: 120_000 }, async () => {
    const many = await minutes(MOST_ADDED);
    const times = [1_000, MOST_ADDED].map((count) => {
      const began = performance.now();
      const { edits, after, outcomes } = planImport(open(table), many.slice(0, count));
      expect(edits.map(({ kind }) => kind)).toEqual(['add-entry', 'add-entries']);
      expect(new Set(outcomes)).toEqual(new Set(['added']));
      expect(after.record.timeline).toHaveLength(count + 1);
      return performance.now() - began;
    });
    // Linear is 5 and quadratic 25.
    expect((times[1] ?? 0) / (times[0] ?? 1)).toBeLessThan(15);
  });

  test('writes many entries over midnight into a list that tells clocks only', async () => {
    const entries = await minutes(600);
    const plan = planImport(open('# Orders\n\n## Timeline (UTC)\n\n2026-03-11\n\n- 00:00 Image rolled out\n'), entries);
    expect(new Set(plan.outcomes)).toEqual(new Set(['added']));
    expect(planImport(plan.after, entries).edits).toEqual([]);
  });

  test('finds an entry again in the hour in which clocks are set back', async () => {
    const subject = open(`---\ntimezone: Europe/Berlin\n---\n# Orders\n\n## Timeline\n\n- 2026-10-24 23:06 Image rolled out\n`);
    for (const at of ['00:30', '01:30']) {
      const entries = await cleaned(told('14:19:00', 'Pager fires', { at: Date.parse(`2026-10-25T${at}Z`) }));
      const plan = planImport(subject, entries);
      expect(plan.outcomes).toEqual(['added']);
      expect(planImport(plan.after, entries).outcomes).toEqual(['present']);
    }
  });

  test('takes no minutes where each of many entries would get a link of its own', async () => {
    const times = Array.from({ length: 450 }, (_, index) => Date.UTC(2026, 2, 12) + index * 120_000);
    const rows = times.map((at, index) => `| ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} | | orders fail in region ${index} again | | |\n`).join('');
    const linked = await cleaned(...times.map((at, index) => told('15:00:00', `orders fail in region ${index} again today`, { at, evidence: [{ label: 'Slack', url: `https://acme.slack.com/archives/C1/p${index}` }] })));
    expect(() => planImport(open(table.replace(/\| 2026-03-12 14:06.*\n/, rows)), linked)).toThrow('more than 400 entries that are there');
  });

  test('says where the document would become larger than can be read', async () => {
    const long = await cleanEntries(fold(Array.from({ length: 2_000 }, (_, index) => told('15:00:00', `event ${index} ${'and so on '.repeat(25)}`, { at: Date.UTC(2026, 2, 12) + index * 60_000 }))).entries);
    expect(() => planImport(open(table), long)).toThrow('larger than can be read');
  });

  test('refuses more than a person reads', async () => {
    const many = await cleanEntries(fold(Array.from({ length: MOST_ADDED + 1 }, (_, index) => told('15:00:00', `event ${index}`, { at: Date.UTC(2026, 2, 12) + index * 60_000 }))).entries);
    expect(() => planImport(open(table), many)).toThrow(`${(MOST_ADDED + 1).toLocaleString('en')} entries are more than a timeline can hold`);
  });

  test('writes hostile texts so that they read back as their words and nothing else changes', async () => {
    const entries = await cleaned(told('14:19:00', HOSTILE, { actor: HOSTILE, evidence: [{ label: HOSTILE, url: 'https://acme.slack.com/x' }] }));
    for (const form of forms) {
      const plan = planImport(open(FORMS[form]), entries, 'UTC');
      expect([form, plan.outcomes]).toEqual([form, ['added']]);
      expect(planImport(plan.after, entries, 'UTC').edits).toEqual([]);
    }
  });

  const anyEntry = record({
    minute: integer({ min: 0, max: 600 }),
    text: string({ unit: constantFrom(...'ab 12:@#|*_[]()<>`-é'), minLength: 1, maxLength: 25 }),
    actor: constantFrom(null, 'Mira', '@jon', 'a|b'),
    url: constantFrom(null, 'https://a.example/1', 'https://a.example/2', 'https://b.example/x_y(z)'),
  });

  test('a second time changes nothing, whatever is imported into whatever form', { timeout: 60_000 }, async () => {
    await assert(
      asyncProperty(constantFrom(...forms), array(anyEntry, { maxLength: 6 }), async (form, drawn) => {
        const entries = await cleaned(
          ...drawn.map(({ minute, text, actor, url }, index) =>
            entryOf({ at: Date.UTC(2026, 2, 12, 10) + minute * 60_000, text, actor, kind: 'message', source: 'slack', id: String(index), evidence: url === null ? [] : [{ label: 'link', url }] }),
          ),
        );
        const once = planImport(open(FORMS[form]), entries, 'UTC');
        const twice = planImport(once.after, entries, 'UTC');
        expect(twice.edits.length).toBe(twice.outcomes.filter((outcome) => outcome === 'added').length);
        expect(twice.after.document.text).toBe(once.after.document.text);
      }),
      { numRuns: 100 },
    );
  });
});
