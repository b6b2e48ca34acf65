import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder } from '../temporary.ts';
import { openScreen, until } from './terminal.ts';

const ENTER = '\r';
const TAB = '\t';
const CTRL_K = '\u000b';
const CTRL_S = '\u0013';
const ESCAPE_CODE = '\u001b[2J\u001b]0;owned\u0007';

const LOG = readFileSync(join(import.meta.dirname, '../importers/fixtures/pagerduty.json'), 'utf8');

test('entries are imported by keys: named, picked, added, and taken back', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT, 'pagerduty.json': LOG });
  const file = (): string => readFileSync(join(folder, 'a.md'), 'utf8');
  const screen = openScreen(folder, ['edit', 'a.md'], { columns: 100, rows: 30 });
  await screen.shows('Deploy begins');
  screen.type('i');
  await screen.shows('import from 1/5:');
  screen.type(`pagerduty.json${ENTER}`);
  await screen.shows('source 2/5:');
  screen.type(CTRL_S);
  await screen.shows('Import 4 of 5 (UTC), 1 of bots left out');
  expect(screen.text()).toMatch(/▸ ✓ 2026-04-25 00:37 {2}detected\? +pagerduty +Triggered: High 5xx ratio/);
  screen.type(`${TAB}${ENTER}`);
  await screen.shows('3 entries added');
  await until(() => file().includes('Acknowledged: High 5xx ratio'), file);
  expect(file()).not.toContain('Triggered:');
  expect(file()).toContain('](https://acme.pagerduty.com/incidents/PT4KHLK');
  screen.type('u');
  await until(() => file() === TEXT, file);
});

test('hostile lines of a command are shown harmlessly, from the palette of another part', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT, 'app.log': `2026-04-25T00:37:05Z ${ESCAPE_CODE}pager fires | <script>\n` });
  const screen = openScreen(folder, ['edit', 'a.md'], { columns: 100, rows: 30 });
  await screen.shows('Deploy begins');
  screen.type('l');
  await screen.shows('─ Signals ─');
  screen.type(CTRL_K);
  await screen.shows('find:');
  screen.type(`import${ENTER}`);
  await screen.shows('import from 1/5:');
  screen.type(`!cat app.log${CTRL_S}`);
  await screen.shows('pager fires | <script>');
  expect(screen.text()).toContain('Import 1 of 1 (UTC)');
  screen.type(ENTER);
  await screen.shows('1 entry added');
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toContain('pager fires \\| \\<script\\>');
});

test('lines that are pasted become entries', async () => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const screen = openScreen(folder, ['edit', 'a.md']);
  await screen.shows('Deploy begins');
  screen.type('\u001b[200~0037 pager fires\n0048 数据库 rolled back\n\u001b[201~');
  await screen.shows('0048 数据库 rolled back');
  screen.type(CTRL_S);
  await screen.shows('Import 2 of 2 (UTC)');
  screen.type(ENTER);
  await screen.shows('2 entries added');
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toContain('| 2026-04-25 00:48 | 数据库 rolled back |');
});
