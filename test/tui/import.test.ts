import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shownOf, type Picker } from '../../src/editor/import/pick.ts';
import { HOSTILE } from '../importers/hostile.ts';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder } from '../temporary.ts';
import { openApp, type App } from './app.ts';

const FIXTURES = join(import.meta.dirname, '../importers/fixtures');

const TABLE = TEXT.replace('| Time (UTC) | Event |\n|---|---|', '| Time (UTC) | Event | Milestone | Evidence |\n|---|---|---|---|');

const pickerOf = (app: App): Picker => {
  const { overlay } = app.state();
  if (overlay?.kind !== 'import') throw new Error(`not picking: ${app.state().message.text}`);
  return overlay;
};

/** The shown entries: whether each is taken, what it may mark, what it says. */
const listOf = (app: App): string[] => {
  const picker = pickerOf(app);
  return shownOf(picker).flatMap((index) => {
    const proposed = picker.proposal?.entries[index];
    return proposed === undefined ? [] : [`${picker.taken.has(index) ? '✓' : '–'} ${proposed.time.slice(-5)} ${proposed.milestone ?? ''} ${proposed.entry.text}`.replace(/ +/g, ' ')];
  });
};

/** Waits until the source was read, or could not be. */
const read = async (app: App): Promise<void> => {
  for (let turn = 0; turn < 500 && app.state().overlay?.kind === 'import' && pickerOf(app).proposal === null; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
};

const importFile = async (app: App, name: string): Promise<void> => {
  await app.press('i');
  await app.type(name);
  await app.press('ctrl-s');
  await read(app);
};

describe('entries of other tools', () => {
  test('are proposed with what the document lacks taken, noise left out, and milestones in question', async () => {
    const app = openApp(TEXT);
    await importFile(app, join(FIXTURES, 'pagerduty.json'));
    expect(listOf(app)).toEqual([
      '✓ 00:37 detected Triggered: High 5xx ratio on model-engine',
      '✓ 00:37 acknowledged Acknowledged: High 5xx ratio on model-engine',
      '✓ 00:44 The image reads a column that production has not',
      '✓ 00:58 resolved Resolved: High 5xx ratio on model-engine',
    ]);
    expect(app.state().message.text).toContain('1 entry of bots and routine left out');
    await app.press('ctrl-n');
    expect(listOf(app)).toContain('– 00:37 Notified: High 5xx ratio on model-engine');
    expect(app.file()).toBe(TEXT);
  });

  test('are added as one step with their evidence, no milestone set that nobody confirmed, and taken back as one', async () => {
    const app = openApp(TABLE);
    await importFile(app, join(FIXTURES, 'pagerduty.json'));
    // The trigger's milestone is confirmed; the acknowledgement is left.
    await app.press('ctrl-t', 'down', 'tab', 'return');
    expect(app.state().overlay).toBeNull();
    expect(app.state().message.text).toContain('3 entries added');
    expect(app.state().session.record.timeline.map(({ wall, milestone, milestoneLabelled, evidence }) => [wall?.slice(11), milestoneLabelled ? milestone : null, evidence.length])).toEqual([
      ['23:50', null, 0], ['00:37', 'detected', 1], ['00:44', null, 1], ['00:58', null, 1],
    ]);
    await app.press('u');
    expect(app.file()).toBe(TABLE);
    expect(app.recovered()).toBeNull();
  });

  test('that the document has are said to be there, and cannot be taken again', async () => {
    const app = openApp(TEXT);
    for (const _ of [1, 2]) {
      await importFile(app, join(FIXTURES, 'pagerduty.json'));
      if (listOf(app)[0]?.startsWith('✓')) await app.press('return');
    }
    expect(pickerOf(app).taken.size).toBe(0);
    await app.press('tab', 'ctrl-e', 'return');
    expect(app.state().message.text).toContain('nothing is taken');
    await app.press('escape');
    expect(app.state().prompt?.field.text).toContain('pagerduty.json');
  });

  test('are narrowed by words, and all that is shown is taken or left at once', async () => {
    const app = openApp(TEXT);
    await importFile(app, join(FIXTURES, 'pagerduty.json'));
    await app.press('ctrl-e');
    expect(pickerOf(app).taken.size).toBe(0);
    await app.type('5xx resolved');
    await app.press('ctrl-e', 'return');
    expect(app.state().session.record.timeline.map(({ text }) => text)).toEqual(['Deploy begins', expect.stringContaining('Resolved: High 5xx ratio')]);
  });

  test('come from a command, between two times', async () => {
    const app = openApp(TEXT);
    await app.press('i');
    await app.type(`!printf '2026-04-24 23:59:01 too early\\n2026-04-25 00:37:01 pager fires\\n'`);
    await app.press('return');
    await app.type('logs');
    await app.press('return');
    await app.type('2026-04-25 00:00');
    await app.press('return', 'return', 'return');
    await read(app);
    expect(listOf(app)).toEqual(['✓ 00:37 pager fires']);
  });

  test('have links where the address of their source is told', async () => {
    const app = openApp(TABLE);
    await app.press('i');
    await app.type(join(FIXTURES, 'slack'));
    await app.press('return', 'return', 'return', 'return');
    await app.type('acme.slack.com');
    await app.press('return');
    await read(app);
    expect(app.state().message.text).toContain('the address "acme.slack.com" is not a web address');
    await app.press('home');
    await app.type('https://');
    await app.press('return');
    await read(app);
    await app.type('Rolling back');
    await app.press('ctrl-e', 'ctrl-e', 'return');
    expect(app.file()).toContain('](https://acme.slack.com/archives/C01INC/');
  });

  test('come from lines that are pasted, as tools write them or as people do', async () => {
    const app = openApp(TEXT);
    app.runner.paste('- 00:37 pager fires\nwho is on call?\n- 0048 rolled back\n');
    expect(app.state().prompt?.field.lines).toBe(true);
    expect(app.recovered()).toMatchObject({ drafts: [{ question: { kind: 'lines' }, text: expect.stringContaining('who is on call') }] });
    await app.press('ctrl-s');
    await read(app);
    expect(listOf(app).map((line) => line.slice(2, 7))).toEqual(['00:37', '00:48']);
    expect(app.state().message.text).toContain('1 × line without a time');
    await app.press('return');
    expect(app.state().session.record.timeline.map(({ wall }) => wall)).toEqual(['2026-04-24T23:50', '2026-04-25T00:37', '2026-04-25T00:48']);
    expect(app.recovered()).toBeNull();
  });

  test('five thousand pasted lines are one edit', { timeout: 60_000 }, async () => {
    const app = openApp(TEXT);
    app.runner.paste(Array.from({ length: 5_000 }, (_, index) => `${new Date(Date.UTC(2026, 3, 25) + index * 10_000).toISOString()} line ${index}`).join('\n'));
    await app.press('ctrl-s');
    for (let turn = 0; turn < 100 && pickerOf(app).proposal === null; turn++) await new Promise((resolve) => setTimeout(resolve, 100));
    await app.press('return');
    expect(app.state().session.record.timeline).toHaveLength(5_001);
    await app.press('u');
    expect(app.file()).toBe(TEXT);
  });

  test('that are hostile are shown and written as their words', async () => {
    const folder = temporaryFolder({ 'events.csv': `time,text,who\n2026-04-25T00:37:00Z,"${HOSTILE.replaceAll('"', '""').replace('\u0000', '')}","${'\u001b[2J'}@mira"\n` });
    const app = openApp(TEXT);
    await importFile(app, join(folder, 'events.csv'));
    expect(listOf(app).join('')).not.toMatch(/[\p{Cc}\u202E]/u);
    await app.press('return');
    const line = app.file().split('\n').find((text) => text.includes('00:37')) ?? '';
    expect(line).not.toMatch(/[\p{Cc}\u202E]|(?<!\\)<(?:script|!--)|(?<!\\)\[click|(?<!`)@mira/u);
    expect(app.state().session.record.timeline).toHaveLength(2);
  });

  test('what cannot be read is said, and the question stays with what was typed', async () => {
    const app = openApp(TEXT);
    for (const [typed, said] of [['nowhere.json', 'cannot be read'], ['!exit 3', 'failed with 3'], ['!echo what', 'of no form that is known']] as const) {
      await app.press('i', 'ctrl-u');
      await app.type(typed);
      await app.press('ctrl-s');
      await read(app);
      expect(app.state().message).toMatchObject({ tone: 'bad', text: expect.stringContaining(said) });
      expect(app.state().prompt?.field.text).toBe(typed);
      await app.press('escape');
    }
    expect(app.file()).toBe(TEXT);
  });

  test('a source that is slow can be left, and says nothing later', async () => {
    const app = openApp(TEXT, { imports: () => new Promise((resolve) => setTimeout(() => resolve({ entries: [], zone: 'UTC', notes: ['late'] }), 30)) });
    await app.press('i');
    await app.type('slow.json');
    await app.press('ctrl-s', 'escape', 'escape');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(app.state()).toMatchObject({ overlay: null, message: { text: expect.not.stringContaining('late') } });
  });
});
