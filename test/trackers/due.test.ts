import { assert, array, constantFrom, integer, nat, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { dueLimit } from '../../src/rules/actions/due-late.ts';
import { json } from '../../src/trackers/due/formats/json.ts';
import { markdown } from '../../src/trackers/due/formats/markdown.ts';
import { slack } from '../../src/trackers/due/formats/slack.ts';
import { reminderOf, reminderSchema, type Reminder, type ReminderSetup } from '../../src/trackers/due/reminder.ts';
import { trackedItems, type TrackedItem } from '../../src/trackers/item.ts';
import { ACTING, hostileTexts } from './hostile-texts.ts';
import { item } from './item.ts';

const setup: ReminderSetup = { today: '2026-03-27', within: 7, owners: [], limitOf: () => null };
const deadlines = (reminder: Reminder): unknown => reminder.owners.map(({ owner, overdue, due }) => [owner, overdue.map(({ daysLeft }) => daysLeft), due.map(({ daysLeft }) => daysLeft)]);

const limitOf: ReminderSetup['limitOf'] = ({ priority, incident }) => dueLimit({ days: { p0: 28, P1: 14 }, severityDays: { 'SEV-2': 7 } }, priority, incident.severity);
/** What the one owner of one item is told. */
const only = (over: Partial<TrackedItem>) => reminderOf([item(over)], { ...setup, within: 365, limitOf }).owners[0];

describe('what is reminded of', () => {
  test('an item is overdue from the day after its date; it is told of up to the last day that is asked for', () => {
    const items = ['2026-03-26', '2026-03-27', '2026-04-03', '2026-04-04', null, '2026-02-31'].map((due, index) => item({ id: `r#${index}`, due }));
    expect(deadlines(reminderOf(items, setup))).toEqual([['@mira', [-1], [0, 7]]]);
  });

  test('settled items are left alone, an item of two people stands under both and counts once, nobody comes last', () => {
    const items = [item({ status: 'done' }), item({ status: 'dropped' }), item({ id: 'r#2', owners: [] }), item({ id: 'r#3', owners: ['@sol', '@mira'] })];
    const reminder = reminderOf(items, setup);
    expect(reminder).toMatchObject({ overdue: 2, due: 0 });
    expect(deadlines(reminder)).toEqual([['@mira', [-1], []], ['@sol', [-1], []], [null, [-1], []]]);
    expect(deadlines(reminderOf(items, { ...setup, owners: ['SOL', 'none'] }))).toEqual([['@sol', [-1], []], [null, [-1], []]]);
  });

  test('the earlier of due date and limit counts; a limit needs a date of the incident', () => {
    expect(only({ due: null })?.due[0]).toMatchObject({ deadline: '2026-04-09', limit: { days: 28, level: 'P0', date: '2026-04-09' } });
    expect(only({})?.overdue[0]).toMatchObject({ deadline: '2026-03-26' });
    expect(only({ due: '2026-12-31', priority: 'P1' })?.overdue[0]).toMatchObject({ deadline: '2026-03-26', limit: { days: 14 } });
    expect(only({ due: null, priority: 'P1', incident: { ...item().incident, severity: 'sev2' } })?.overdue[0]).toMatchObject({ limit: { days: 7, level: 'sev2' } });
    expect(only({ due: null, incident: { ...item().incident, date: null } })).toBeUndefined();
  });
});

interface SlackText { readonly type: string; readonly text: string }
const messageOf = (items: readonly TrackedItem[]) => JSON.parse(slack(reminderOf(items, setup))) as { readonly text: string; readonly blocks: readonly { readonly type: string; readonly text: SlackText }[] };

/** What breaks Slack's own rules: https://docs.slack.dev/reference/block-kit/blocks and /messaging/formatting-message-text. */
const wrongIn = ({ text, blocks }: ReturnType<typeof messageOf>): readonly unknown[] => [
  ...(blocks.length > 50 ? ['too many blocks'] : []),
  ...(text.length > 4000 ? ['too long a text'] : []),
  ...blocks.filter(({ type, text: { type: kind, text: shown } }) => kind !== 'plain_text' || shown.length === 0 || shown.length > (type === 'header' ? 150 : 3000)),
  ...[text, ...blocks.map((block) => block.text.text)].filter(
    (one) => /[<>]|&(?!(?:amp|lt|gt);)/.test(one) || /[@＠](?!\u2060)/u.test(one) || /https?:\/\//i.test(one) || ACTING.test(one.replaceAll('\n', '')),
  ),
];

describe('slack', () => {
  const mentions = ['<!channel>', '<!here|here>', '<@U012AB3CD>', '<#C123|general>', '<!subteam^S1>', '@everyone', '@channel', '@here', '<https://e.example|log in>', 'https://e.example', 'mailto:a@e.example', '&lt;!channel&gt;', '&amp;lt;'];

  test.each([...mentions, ...hostileTexts].map((text, index) => [index, text] as const))('calls nobody and links nothing, whatever hostile text %i says', (_, text) => {
    expect(wrongIn(messageOf([item({ id: `r#${text}`, title: text, owners: [text], priority: text })]))).toEqual([]);
  });

  test('stays within the limits of blocks and characters, and every item is shown or counted', () => {
    const text = oneof(constantFrom(...mentions), string({ unit: 'binary', maxLength: 400 }), nat({ max: 4000 }).map((length) => '<&@'.repeat(length)));
    const items = array(record({ title: text, owner: text, priority: text, due: integer({ min: 1, max: 28 }) }), { maxLength: 120 });
    assert(
      property(items, (list) => {
        const tracked = list.map(({ title, owner, priority, due }, index) => item({ id: `r#AI-${index}`, title, owners: [owner], priority, due: `2026-02-${String(due).padStart(2, '0')}` }));
        const message = messageOf(tracked);
        expect(wrongIn(message)).toEqual([]);
        const lines = message.blocks.flatMap((block) => block.text.text.split('\n'));
        const left = Number(/^and (\d+) more/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
        expect(lines.filter((line) => line.startsWith('• ')).length + left).toBe(tracked.length);
      }),
      { numRuns: 60 },
    );
  });
});

const pageOf = (value: string): string => markdown(reminderOf([item({ id: `r#${value}`, title: value, owners: [value], priority: value })], setup));

test.each(hostileTexts.map((text, index) => [index, text] as const))('markdown keeps hostile text %i on one line, without markup of its own', (_, text) => {
  expect(pageOf(text).replaceAll('\n', '')).not.toMatch(ACTING);
  expect(pageOf(text).split('\n')).toHaveLength(pageOf('x').split('\n').length);
  expect(pageOf(text)).not.toMatch(/(?<!\\)<|@(?=[A-Za-z])(?![^`]*`)|https?:\/\//);
});

test('json is of the published shape', () => {
  expect(reminderSchema.parse(JSON.parse(json(reminderOf([item()], setup)))).owners).toHaveLength(1);
});

test('a document is reminded of as it is read', () => {
  const text = '---\npostmortem: 1\nid: a\ndate: 2026-03-12\n---\n\n## Action items\n\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n| AI-1 | Alert on the pool | @sol | 2026-03-30 | open |\n';
  const record = readRecord(parseDocument('a.md', text, remarkEngine));
  expect(deadlines(reminderOf(trackedItems([record], setup.today, () => 'none'), setup))).toEqual([['@sol', [], [3]]]);
});
