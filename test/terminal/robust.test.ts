import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readJournal } from '../../src/editor/journal.ts';
import { TEXT } from '../editor/orders-failed.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { openScreen, until } from './terminal.ts';

const ENTER = '\r';
const WORDS = 'pager fires on the 5xx ratio of the checkout service while the on-call reads the dashboards and finds nothing that explains the errors'.split(' ');

const fileIn = (folder: string): string => readFileSync(join(folder, 'a.md'), 'utf8');

/** What the journal of the only session in a folder tells. */
const journalIn = (folder: string): ReturnType<typeof readJournal> => {
  const state = join(folder, '.state/postmortem');
  return readJournal(readFileSync(join(state, readdirSync(state)[0] ?? ''), 'utf8'));
};

/** Sessions at once: the machine that runs the tests has two processors as a rule. */
const ABREAST = 5;
const MOMENTS = 50;

/** Types words at the pace of a fast writer, each when it is on the screen, and is killed in the middle of it. Whether all but the last word is there afterwards. */
const killed = async (moment: number): Promise<boolean> => {
  const folder = temporaryFolder({ 'a.md': TEXT });
  const screen = openScreen(folder, ['edit', 'a.md']);
  await screen.shows('Deploy begins');
  // Every third session is killed around the saving of an entry instead.
  const saving = moment % 3 === 0;
  screen.type('a');
  await screen.shows('entry:');
  const words = ['0037', ...WORDS.slice(0, 3 + (moment % 5))];
  for (const word of words) screen.type(`${word} `);
  const shown = words.join(' ').slice(-30);
  await screen.shows(shown);
  if (saving) screen.type(ENTER);
  else screen.type(WORDS.at(-1) ?? '');
  await new Promise((resolve) => setTimeout(resolve, (moment * 7) % 60));
  screen.kill();
  await screen.ended;

  const file = fileIn(folder);
  const entry = `| 2026-04-25 00:37 | ${words.slice(1).join(' ')} |\n`;
  const whole = TEXT.replace('| Deploy begins |\n', `| Deploy begins |\n${entry}`);
  expect([TEXT, whole]).toContain(file);
  if (file === whole) return true;
  // Most sessions are judged by their journal, which is quicker than the next start that reads it.
  if (moment % 5 !== 0) {
    const typed = journalIn(folder)?.drafts.at(-1)?.text ?? '';
    return typed.startsWith(words.join(' ')) || journalIn(folder)?.text === whole;
  }
  const next = openScreen(folder, ['edit', 'a.md']);
  await next.shows('An earlier session');
  next.type('r');
  // All words but at most the last: in the question, or already in the timeline.
  await until(() => next.text().includes(shown) || fileIn(folder) === whole, next.text);
  next.type('\u0003');
  next.type('q');
  await next.ended;
  return true;
};

describe('kill -9', () => {
  test(`at ${MOMENTS} moments loses at most the word that is being typed`, async () => {
    const moments = Array.from({ length: MOMENTS }, (_, moment) => moment);
    const lost: number[] = [];
    const worker = async (): Promise<void> => {
      for (let moment = moments.pop(); moment !== undefined; moment = moments.pop()) if (!(await killed(moment))) lost.push(moment);
    };
    await Promise.all(Array.from({ length: ABREAST }, worker));
    expect(lost).toEqual([]);
  }, 180_000);

  test('of a session that was hung up leaves the journal too', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    screen.type('a');
    await screen.shows('entry:');
    screen.type('0037 pager');
    await screen.shows('entry: 0037 pager');
    screen.kill('SIGHUP');
    await screen.ended;
    const next = openScreen(folder, ['edit', 'a.md']);
    await next.shows('being typed: 0037 pager');
    expect(fileIn(folder)).toBe(TEXT);
  });
});

describe('two editors on one file', () => {
  test('lose nothing of either, also where both save at the same moment', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screens = [openScreen(folder, ['edit', 'a.md'], { name: 'one' }), openScreen(folder, ['edit', 'a.md'], { name: 'two' })];
    await Promise.all(screens.map((screen) => screen.shows('Deploy begins')));
    const entries: string[] = [];
    for (let minute = 10; minute < 16; minute++) {
      await Promise.all(screens.map(async (screen, index) => {
        const entry = `seen by ${index === 0 ? 'first' : 'second'} at ${minute}`;
        entries.push(entry);
        // The first entry is asked for by a key, the next ones by themselves.
        if (minute === 10) screen.type('a');
        await screen.shows('entry:');
        screen.type(`00${minute} ${entry}${ENTER}`);
        await until(() => fileIn(folder).includes(entry), () => `${entry}\n${screen.text()}\n${fileIn(folder)}`);
      }));
    }
    for (const screen of screens) screen.type(`${ENTER}q`);
    expect(await Promise.all(screens.map(({ ended }) => ended))).toEqual([0, 0]);
    const file = fileIn(folder);
    for (const entry of entries) expect(file.split(entry)).toHaveLength(2);
    expect(file).not.toContain('<<<<<<<');
    expect(readdirSync(folder).filter((name) => name.includes('.lock') || name.includes('.tmp'))).toEqual([]);
  });

  test('see what the other saved without a key being pressed', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    writeFiles(folder, { 'a.md': TEXT.replace('Deploy begins', 'Deploy of 04729cef begins') });
    await screen.shows('Deploy of 04729cef begins');
    expect(screen.text()).toContain('changes by others were taken in');
  });

  test('and a command beside them lose nothing of each other', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    screen.type('a');
    await screen.shows('entry:');
    screen.type('0037 pager fi');
    execFileSync(process.execPath, [join(import.meta.dirname, '../../bin/postmortem.js'), 'set', 'a.md', 'AI-1.owner', '@li'], { cwd: folder });
    screen.type(`res${ENTER}`);
    await until(() => fileIn(folder).includes('pager fires'), screen.text);
    expect(fileIn(folder)).toContain('| AI-1 | Alert on the pool | @li |');
  });
});

const mounted = (folder: string, options: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }));
    return true;
  } catch {
    return false;
  }
};

describe('a disk that takes nothing', () => {
  test('because it is full: it is said, nothing is lost, and later it is saved', async ({ skip }) => {
    const folder = temporaryFolder({ 'disk/.keep': '' });
    const disk = join(folder, 'disk');
    if (!mounted(disk, 'size=64k')) skip('no tmpfs can be mounted here');
    writeFiles(disk, { 'a.md': TEXT, filler: 'x'.repeat(65_536 - 2 * 4096) });
    const screen = openScreen(folder, ['edit', 'disk/a.md']);
    await screen.shows('Deploy begins');
    screen.type('a');
    await screen.shows('entry:');
    screen.type(`0037 pager fires${ENTER}`);
    await screen.shows('the disk is full');
    expect(screen.text()).toContain('NOT SAVED');
    expect(fileIn(disk)).toBe(TEXT);
    expect(readdirSync(disk).sort()).toEqual(['a.md', 'filler']);
    rmSync(join(disk, 'filler'));
    screen.type('\u0013');
    await until(() => fileIn(disk).includes('pager fires'), screen.text);
  });

  test('because it is read-only: it is said, and the next start has it', async ({ skip }) => {
    const folder = temporaryFolder({ 'disk/.keep': '' });
    const disk = join(folder, 'disk');
    if (!mounted(disk, 'size=64k')) skip('no tmpfs can be mounted here');
    writeFiles(disk, { 'a.md': TEXT });
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const screen = openScreen(folder, ['edit', 'disk/a.md']);
    await screen.shows('Deploy begins');
    screen.type('a');
    await screen.shows('entry:');
    screen.type(`0037 pager fires${ENTER}`);
    await screen.shows('read-only');
    screen.type(`${ENTER}q`);
    await screen.shows('q again leaves');
    screen.type('q');
    expect(await screen.ended).toBe(0);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    const next = openScreen(folder, ['edit', 'disk/a.md']);
    await next.shows('An earlier session');
    await next.shows('+| 2026-04-25 00:37 | pager fires |');
    next.type('r');
    await until(() => fileIn(disk).includes('pager fires'), next.text);
  });

  test('a file that is gone is written again where one asks for it', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT });
    const screen = openScreen(folder, ['edit', 'a.md']);
    await screen.shows('Deploy begins');
    rmSync(join(folder, 'a.md'));
    screen.type('a');
    await screen.shows('entry:');
    screen.type(`0037 pager fires${ENTER}`);
    await screen.shows('no such file');
    screen.type('\u0013');
    await until(() => existsSync(join(folder, 'a.md')), screen.text);
    expect(fileIn(folder)).toContain('pager fires');
  });

  test('a folder for the journal that cannot be written is an error before anything is typed', async () => {
    const folder = temporaryFolder({ 'a.md': TEXT, state: 'a file, no folder' });
    chmodSync(join(folder, 'state'), 0o444);
    const screen = openScreen(folder, ['edit', 'a.md'], { env: { XDG_STATE_HOME: join(folder, 'state') } });
    await screen.shows('no journal can be kept');
    expect(await screen.ended).toBe(2);
  });
});
