import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { commitOn, git, temporaryFolder } from '../temporary.ts';

const PATH = 'postmortems/orders.md';
const document = (first: string, second = 'done 2026-10-05'): string => `---
postmortem: 1
id: orders
title: Orders failed
date: 2026-07-10
---

## Action items

| ID | Action | Priority | Owner | Status |
|---|---|---|---|---|
| AI-1 | Reject direct updates | P0 | @mira | ${first} |
| AI-2 | Alert on the pool | P1 | @mira | ${second} |
| AI-3 | Limit a deploy | P1 | @sol | open |
`;

const indexOf = async (folder: string): Promise<string> => {
  const { host, stderr } = fakeHost(folder);
  expect(await main(host, ['report', 'postmortems', '--out', 'site'])).toBe(0);
  expect(stderr()).toBe('');
  return readFileSync(join(folder, 'site/index.html'), 'utf8');
};

/** The rows of the table of open items over time, their cells joined. */
const openOverTime = (page: string): string[] => {
  const [, table = ''] = /<caption>Open action items at the end of each period<\/caption>(.*?)<\/table>/s.exec(page) ?? [];
  return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell).join(' | '));
};

test('the burn-down of the past follows the dates in documents and the history of git', async () => {
  const folder = temporaryFolder({ [PATH]: document('open', 'open') });
  git(folder, 'init', '-q', '-b', 'main');
  commitOn(folder, '2026-07-15');
  writeFileSync(join(folder, PATH), document('in-progress'));
  commitOn(folder, '2026-08-20');
  writeFileSync(join(folder, PATH), document('done'));
  commitOn(folder, '2026-09-20');
  writeFileSync(join(folder, PATH), document('done').replace('title: Orders failed', 'title: Orders failed for an hour'));
  commitOn(folder, '2026-09-25');
  writeFileSync(join(folder, PATH), `${document('done')}\nMore words.\n`);
  const page = await indexOf(folder);
  expect(openOverTime(page)).toEqual(['End of | P0 | P1 | May be open', '2026-07 | 1 | 2 | 0', '2026-08 | 1 | 2 | 0', '2026-09 | 0 | 2 | 0', '2026-10 | 0 | 1 | 0', 'now | 0 | 1 | 0']);
  expect(page).toContain('known of 1 by a date in the document, and of 1 by the commit that changed the document.');
});

test.each(['date: 2026-07-10', 'timezone: UTC'])('history is read from the oldest incident on, or whole where one has no day (%s)', async (line) => {
  const younger = document('open', 'open').replaceAll('orders', 'search').replace('2026-07-10', '2026-09-01');
  const folder = temporaryFolder({ [PATH]: document('open', 'open'), 'postmortems/search.md': younger });
  git(folder, 'init', '-q', '-b', 'main');
  commitOn(folder, '2026-07-15');
  writeFileSync(join(folder, PATH), document('done', 'open').replace('date: 2026-07-10', line));
  commitOn(folder, '2026-08-20');
  writeFileSync(join(folder, 'postmortems/search.md'), younger.replace('| open |', '| done |'));
  commitOn(folder, '2026-10-20');
  expect(await indexOf(folder)).toContain('known of 0 by a date in the document, and of 2 by the commit that changed the document.');
});

test.each([
  ['without git', () => undefined],
  ['in a repository without a commit', (folder: string) => git(folder, 'init', '-q')],
])('%s only the span is known, and said', async (_, prepare) => {
  const folder = temporaryFolder({ [PATH]: document('done') });
  prepare(folder);
  const page = await indexOf(folder);
  expect(openOverTime(page)).toEqual(['End of | P0 | P1 | May be open', '2026-07 | 0 | 2 | 1', '2026-08 | 0 | 2 | 1', '2026-09 | 0 | 2 | 1', '2026-10 | 0 | 1 | 1', 'now | 0 | 1 | 0']);
  expect(page).toContain('Of 1 settled item only a span is known');
});

const grouped = (title: string): string => `${document('open', 'open').split('## Action items')[0] ?? ''}## Action items\n\n### ${title}\n\n- Reject direct updates (owner: @mira)\n`;

test('an item is settled by the title of the list that it stands in', async () => {
  const folder = temporaryFolder({ [PATH]: grouped('Open') });
  git(folder, 'init', '-q', '-b', 'main');
  commitOn(folder, '2026-07-15');
  writeFileSync(join(folder, PATH), grouped('Done'));
  commitOn(folder, '2026-09-20');
  writeFileSync(join(folder, PATH), `${grouped('Done')}\n## Lessons learned\n\nNone.\n`);
  commitOn(folder, '2026-10-20');
  expect(openOverTime(await indexOf(folder))).toEqual(['End of | Other or none | May be open', '2026-07 | 1 | 0', '2026-08 | 1 | 0', '2026-09 | 0 | 0', '2026-10 | 0 | 0', 'now | 0 | 0']);
});
