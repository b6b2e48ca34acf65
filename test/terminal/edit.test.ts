import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { openScreen, until, type Screen } from './terminal.ts';

const ENTER = '\r';
const CTRL_K = '\u000b';

/** Goes to a part by its name. */
const goTo = async (screen: Screen, part: string): Promise<void> => {
  screen.type(CTRL_K);
  await screen.shows('find:');
  screen.type(`go to ${part}`);
  await screen.shows(`▸ go to ${part}`);
  screen.type(ENTER);
  await screen.shows(`─ ${part} ─`);
};

const fileIn = (folder: string) => (): string => readFileSync(join(folder, 'a.md'), 'utf8');
const holds = async (read: () => string, text: string): Promise<void> => until(() => read().includes(text), read);

test('an entry and an action item are typed, and stand in the file', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md']), fileIn(folder)];
  await screen.shows('Deploy begins');
  screen.type('a');
  await screen.shows('entry:');
  screen.type(`0037 pager fires${ENTER}`);
  await holds(file, 'pager fires');
  expect(file()).toContain('| 2026-04-25 00:37 | pager fires |');
  await screen.shows('▸ ◉ 00:37');
  screen.type(`0041 on-call joins${ENTER}`);
  await holds(file, '| 2026-04-25 00:41 | on-call joins |');
  screen.type(ENTER);
  await goTo(screen, 'Actions');
  await screen.shows('@mira-holt');
  screen.type('a');
  await screen.shows('action:');
  screen.type(`Alert on 数据库 latency${ENTER}`);
  await holds(file, '数据库');
  expect(file()).toContain('| AI-2 | Alert on 数据库 latency |');
  await screen.shows('▸ AI-2');
  screen.type('uuu');
  await until(() => file() === TEXT, file);
  screen.type('q');
  expect(await screen.ended).toBe(0);
});

test('any fact is set by its path, and a wrong one is said', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md']), fileIn(folder)];
  await screen.shows('Deploy begins');
  screen.type(':');
  await screen.shows('set:');
  screen.type(`AI-1.ownr x${ENTER}`);
  await screen.shows('is not a field of an action item');
  screen.type(`\u0015AI-1.owner @li${ENTER}`);
  await holds(file, '@li');
  expect(file()).toBe(TEXT.replace('@mira-holt', '@li'));
});

test('what was typed before kill -9 is there at the next start', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md']), fileIn(folder)];
  await screen.shows('Deploy begins');
  screen.type('a');
  await screen.shows('entry:');
  screen.type('0037 pager fires on the');
  await screen.shows('pager fires on the');
  screen.kill();
  await screen.ended;
  expect(file()).toBe(TEXT);
  const next = openScreen(folder, ['edit', 'a.md']);
  await next.shows('An earlier session');
  next.type('r');
  await next.shows('pager fires on the');
  next.type(` ratio${ENTER}`);
  await holds(file, 'pager fires on the ratio');
});

test('a change that someone else made meanwhile is taken in', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md']), fileIn(folder)];
  await screen.shows('Deploy begins');
  writeFiles(folder, { 'a.md': TEXT.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n') });
  await screen.shows('changes by others were taken in');
  screen.type('a');
  await screen.shows('entry:');
  screen.type(`0037 pager fires${ENTER}`);
  await holds(file, 'pager fires');
  expect(file()).toContain('Orders failed for 41 minutes.');
});

test('a small terminal says so and loses nothing', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const screen = openScreen(folder, ['edit', 'a.md'], { columns: 40, rows: 12 });
  await screen.shows('too small');
  screen.type('q');
  expect(await screen.ended).toBe(0);
  expect(fileIn(folder)()).toBe(TEXT);
});

test('without colours the same screen is shown', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const screen = openScreen(folder, ['edit', 'a.md'], { env: { NO_COLOR: '1' } });
  await screen.shows('Deploy begins');
  expect(screen.text()).toContain('▸ Timeline 1');
  expect(screen.colours()).toEqual([]);
});

test('a dumb terminal gets an error that names the other way', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const screen = openScreen(folder, ['edit', 'a.md'], { env: { TERM: 'dumb' } });
  await screen.shows('postmortem set');
  expect(await screen.ended).toBe(2);
});

test('a section opens in $EDITOR and comes back', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT, 'ed.sh': 'echo "Orders failed for 41 minutes." >"$1"\n' });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md'], { env: { EDITOR: 'sh ed.sh' } }), fileIn(folder)];
  await screen.shows('Deploy begins');
  await goTo(screen, 'Summary');
  screen.type('e');
  await holds(file, 'Orders failed for 41 minutes.');
  await screen.shows('▸ Orders failed for 41 minutes.');
  expect(file()).toBe(TEXT.replace('Orders failed.\n', 'Orders failed for 41 minutes.\n'));
});

test('the terminal is resized while an entry is typed', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const [screen, file] = [openScreen(folder, ['edit', 'a.md']), fileIn(folder)];
  await screen.shows('Deploy begins');
  screen.type('a');
  await screen.shows('entry:');
  screen.type('0037 pager');
  await screen.shows('entry: 0037 pager');
  screen.resize(40, 12);
  await screen.shows('too small');
  screen.type(' fires');
  screen.resize(80, 24);
  await screen.shows('entry: 0037 pager fires');
  screen.type(ENTER);
  await holds(file, '| 2026-04-25 00:37 | pager fires |');
  expect(file()).toContain('Deploy begins');
});
