import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { openScreen, until } from './terminal.ts';

const ENTER = '\r';

test('three questions, and the timeline is there; what was typed before kill -9 is there at the next start', async () => {
  const folder = temporaryFolder();
  const first = openScreen(folder, ['new']);
  await first.shows('What happened, in one line?: ');
  first.type(`Orders failed${ENTER}`);
  await first.shows('How bad is it?: ');
  first.type('SE');
  await first.shows('How bad is it?: SE');
  first.kill();
  await first.ended;
  const screen = openScreen(folder, ['new']);
  await screen.shows('What happened, in one line?: Orders failed');
  await screen.shows('How bad is it?: SE');
  screen.type(`V2${ENTER}`);
  await screen.shows('When did it begin?: ');
  screen.type(`2026-04-24 23:50${ENTER}`);
  await screen.shows('▸ ● 23:50');
  screen.type('q');
  expect(await screen.ended).toBe(0);
  expect(existsSync(join(folder, 'postmortems/2026-04-24-orders-failed.md'))).toBe(true);
});

test('leaving makes nothing', async () => {
  const folder = temporaryFolder();
  const screen = openScreen(folder, ['new', '--severity', 'SEV2']);
  await screen.shows('What happened, in one line?: ');
  screen.type('\u0003');
  await until(() => screen.text().includes('nothing was made'), screen.text);
  expect(await screen.ended).toBe(0);
  expect(existsSync(join(folder, 'postmortems'))).toBe(false);
});

test('keys that were typed before the first screen wait for it', async () => {
  const folder = temporaryFolder();
  const screen = openScreen(folder, ['new']);
  screen.type(`Orders failed${ENTER}SEV2${ENTER}2026-04-24 23:50${ENTER}`);
  await screen.shows('▸ ● 23:50');
  expect(screen.text()).toContain('Orders failed');
});
