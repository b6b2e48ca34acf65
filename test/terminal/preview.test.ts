import { expect, test } from 'vitest';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder } from '../temporary.ts';
import { openScreen } from './terminal.ts';

const ENTER = '\r';
const ESCAPE = '\u001b';
const TAB = '\t';
const DOCUMENT = TEXT.replace('Orders failed.\n', 'Orders **failed** for 41 minutes: `pool_in_use` was 数据库.\n\n- EU\n- US\n');

test('the preview shows the document as its readers see it, then what was changed', async () => {
  const folder = temporaryFolder({ 'a.md': DOCUMENT });
  const screen = openScreen(folder, ['edit', 'a.md']);
  await screen.shows('Deploy begins');
  screen.type(`:title Orders were lost${ENTER}`);
  await screen.shows('Orders were lost');
  screen.type('v');
  await screen.shows('═════');
  expect(screen.text()).toContain('Orders failed for 41 minutes: pool_in_use was 数据库.');
  expect(screen.text()).toContain('• EU');
  expect(screen.text()).toMatch(/2026-04-24 23:50 │ Deploy begins|Time \(UTC\)/);
  screen.type(TAB);
  await screen.shows('+# Orders were lost');
  expect(screen.text()).toContain('-# Orders failed');
  screen.type(ESCAPE);
  await screen.shows('─ Timeline ─');
});

test('on a wide screen both stand beside each other', async () => {
  const folder = temporaryFolder({ 'a.md': DOCUMENT });
  const screen = openScreen(folder, ['edit', 'a.md'], { columns: 200, rows: 60 });
  await screen.shows('Deploy begins');
  screen.type(`:title Orders were lost${ENTER}`);
  await screen.shows('Orders were lost');
  screen.type('v');
  await screen.shows('═════');
  expect(screen.text()).toMatch(/^Orders were lost +│ line 1$/m);
  expect(screen.text()).toMatch(/│ -# Orders failed$/m);
  expect(screen.text()).toMatch(/^2026-04-24 23:50 │ Deploy begins +│/m);
});

test('without colours and Unicode nothing is lost', async () => {
  const folder = temporaryFolder({ 'a.md': DOCUMENT });
  const screen = openScreen(folder, ['edit', 'a.md'], { env: { NO_COLOR: '1', LANG: 'C', LC_ALL: 'C' } });
  await screen.shows('Deploy begins');
  screen.type('v');
  await screen.shows('=====');
  expect(screen.text()).toContain('`pool_in_use`');
  expect(screen.text()).toContain('* EU');
  expect(screen.colours()).toEqual([]);
});
