import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder } from '../temporary.ts';
import { openScreen, until } from './terminal.ts';

const ENTER = '\r';
const PROGRAM = join(import.meta.dirname, '../../bin/postmortem.js');

const fileIn = (folder: string): string => readFileSync(join(folder, 'a.md'), 'utf8');

describe('the screen', () => {
  test.each([[80, 24], [200, 60]])('of %i by %i fills what there is and no more', async (columns, rows) => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md'], { columns, rows });
    await screen.shows('Deploy begins');
    await screen.shows('a add');
    const lines = screen.text().split('\n');
    expect(lines[0]).toContain('Orders failed');
    expect(lines[1]).toHaveLength(columns);
    expect(lines).toHaveLength(rows);
    expect(lines.filter((line) => line.includes('Facts'))).toHaveLength(1);
  });

  test('is drawn with plain signs where the terminal has no Unicode', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md'], { env: { LANG: 'C' } });
    await screen.shows('Deploy begins');
    expect(screen.text()).toContain('> Timeline 1');
    expect(screen.text()).not.toMatch(/[▸●─✖✓]/);
  });

  test('is told in a few lines to a screen reader', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md', '--screen-reader']);
    await screen.shows('Timeline, part 6 of 19, row 1 of 1: 2026-04-24, 23:50, ');
    screen.type('a');
    await screen.shows('Question: entry.');
    screen.type('0037 pager');
    await screen.shows('You typed: 0037 pager');
    screen.type(` fires${ENTER}`);
    await until(() => fileIn(folder).includes('pager fires'), screen.text);
    await screen.shows('row 2 of 2');
    expect(screen.text()).not.toMatch(/[│─▸]/);
  });

  test('lets no escape sequence of the document through', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT.replace('Deploy begins', 'Deploy \u001b[2J\u001b]0;owned\u0007 begins') });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy <U+001B>[2J');
    expect(screen.text()).toContain('Facts');
  });

  test('is not drawn without a terminal, and the error names the other way', () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const edit = spawnSync(process.execPath, [PROGRAM, 'edit', 'a.md'], { cwd: folder, input: '', encoding: 'utf8' });
    expect([edit.status, edit.stderr]).toEqual([2, expect.stringContaining('postmortem set')]);
    const fresh = spawnSync(process.execPath, [PROGRAM, 'new'], { cwd: folder, input: '', encoding: 'utf8' });
    expect([fresh.status, fresh.stderr]).toEqual([2, expect.stringContaining('--title')]);
  });
});

/** A row of a long timeline. */
const entry = (index: number): string => `| 2026-04-${10 + Math.floor(index / 100)} ${String(Math.floor((index % 100) / 5)).padStart(2, '0')}:${String((index % 5) * 10 + 5).padStart(2, '0')} | Event ${index} |`;

describe('a document of 2,000 lines and 1,000 entries', () => {
  const LONG = `# Orders failed\n\n## Summary\n\n${Array.from({ length: 480 }, (_, index) => `Paragraph ${index} of what happened.\n`).join('\n')}\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n${Array.from({ length: 1_000 }, (_, index) => entry(index)).join('\n')}\n`;

  test('is gone through and changed in place, and a key writes a line or two of the screen', async () => {
    const folder = temporaryFolder({ 'a.md': LONG });
    const screen = openScreen(folder, ['edit', 'a.md'], { columns: 200, rows: 60 });
    await screen.shows('Event 0');
    screen.type('G');
    await screen.shows('Event 999');
    screen.type('g');
    await screen.shows('▸   00:05');
    const before = screen.written();
    screen.type('j');
    await screen.shows('▸   00:15');
    expect(screen.written() - before).toBeLessThan(1_000);
    screen.type('a');
    await screen.shows('entry:');
    screen.type(`2026-04-10 00:17 pager fires${ENTER}`);
    await until(() => fileIn(folder).includes('pager fires'), screen.text);
    expect(fileIn(folder)).toBe(LONG.replace(`${entry(1)}\n`, `${entry(1)}\n| 2026-04-10 00:17 | pager fires |\n`));
  });
});

describe('what is typed', () => {
  test('may be of any script and width', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    screen.type('a');
    await screen.shows('entry:');
    const typed = '数据库 cafe\u0301 👩‍👩‍👧 مرحبا';
    screen.type(`0037 ${typed}x\u007f${ENTER}`);
    await until(() => fileIn(folder).includes(`| 2026-04-25 00:37 | ${typed} |`), () => `${fileIn(folder)}\n${screen.text()}`);
    await screen.shows('数据库');
    expect(screen.text().split('\n')[0]).toContain('Orders failed');
  });

  test('may be 5,000 pasted lines, which never run as keys', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    screen.type('\u000bgo to Summary\r');
    await screen.shows('─ Summary ─');
    screen.type(ENTER);
    await screen.shows('ctrl-s done');
    const lines = Array.from({ length: 5_000 }, (_, index) => `Line ${index + 1} of the log: quit, delete, undo.`);
    screen.type(`\u001b[200~\n\n${lines.join('\n')}\u001b[201~`);
    await screen.shows('Line 5000 of the log');
    screen.type(' The end.');
    await screen.shows('The end.');
    screen.type('\u0013');
    await until(() => fileIn(folder).includes('The end.'), screen.text);
    expect(fileIn(folder)).toBe(TEXT.replace('Orders failed.\n', `Orders failed.\n\n${lines.join('\n')} The end.\n`));
  }, 60_000);
});
