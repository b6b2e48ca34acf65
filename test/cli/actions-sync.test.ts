import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { syncReportSchema } from '../../src/trackers/sync/report.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { github } from '../trackers/sync/servers/github.ts';

const DOCUMENT = `---
postmortem: 1
id: 2026-03-12-orders
title: Orders failed
---

## Action items

| ID | Action | Owner | Due | Status | Ticket |
|---|---|---|---|---|---|
| AI-1 | Reject direct updates | @mira | 2026-03-26 | open | |
| AI-2 | Ask the team | Platform team | | open | |
`;
const CONFIGURATION = `documents: ["postmortems/**"]\nsync: { tracker: github, project: acme/operations }\n`;

const folderWith = (configuration = CONFIGURATION): string => temporaryFolder({ 'postmortems/orders.md': DOCUMENT, 'postmortem.config.yaml': configuration });

const run = async (cwd: string, argv: readonly string[], env: Readonly<Record<string, string>>) => {
  const { host, stdout, stderr } = fakeHost(cwd, { env });
  const code = await main(host, ['actions', 'sync', ...argv]);
  return { code, stdout: stdout(), stderr: stderr() };
};

test('a dry run prints the plan and writes nothing; the run does it, and the next has nothing to do', async () => {
  const tracker = await github.start();
  const folder = folderWith();
  const note = 'note: postmortems/orders.md:12 2026-03-12-orders#AI-2: Platform team has no login in acme/operations on GitHub: name it under "sync.users"\n';
  expect(await run(folder, ['--dry-run'], tracker.env)).toEqual({
    code: 0,
    stdout: 'create   2026-03-12-orders#AI-1  Reject direct updates\ncreate   2026-03-12-orders#AI-2  Ask the team\n',
    stderr: `${note}2 to create; nothing was written\n`,
  });
  expect(tracker.server.writes()).toBe(0);
  expect(await run(folder, [], tracker.env)).toEqual({
    code: 0,
    stdout: 'create   2026-03-12-orders#AI-1 (2)  Reject direct updates\ncreate   2026-03-12-orders#AI-2 (3)  Ask the team\n',
    stderr: `${note}2 created\n`,
  });
  tracker.change('2', { status: 'done' });
  expect((await run(folder, [], tracker.env)).stdout).toBe('pull     2026-03-12-orders#AI-1 (2)  status: open → done\nrefresh  2026-03-12-orders#AI-1 (2)  the issue remembers what both agree on\n');
  expect(await run(folder, [], tracker.env)).toEqual({ code: 0, stdout: '', stderr: `${note}2 unchanged\n` });
  expect(readFileSync(join(folder, 'postmortems/orders.md'), 'utf8')).toContain('| done | [acme/operations#2](');
});

test('the plan as JSON is of the published shape', async () => {
  const tracker = await github.start();
  const { stdout, code } = await run(folderWith(), ['github', '--dry-run', '--json'], tracker.env);
  expect(code).toBe(0);
  expect(syncReportSchema.parse(JSON.parse(stdout))).toMatchObject({ tracker: 'github', project: 'acme/operations', dryRun: true, items: [{ create: true, done: false }, { create: true }] });
});

test.each([
  ['no token', [], { GITHUB_TOKEN: '' }, /GITHUB_TOKEN or GH_TOKEN is not set/],
  ['an address that is not https', [], { GITHUB_API_URL: 'http://tracker.example' }, /GITHUB_API_URL is not https/],
  ['a tracker that the configuration does not name', ['jira'], {}, /the configuration names github, not jira/],
  ['a project that is none', ['--project', 'operations'], {}, /"operations" is no repository of GitHub/],
  ['a project that the tracker does not know', ['--project', 'acme/other'], {}, /refused with 404: Not Found/],
  ['a tracker that nobody knows', ['githup'], {}, /"githup" is neither a tracker nor a path\n {2}did you mean "github"\?/],
])('%s is an error in two lines', async (_, argv, env, message) => {
  const tracker = await github.start();
  const { code, stderr, stdout } = await run(folderWith(), argv, { ...tracker.env, ...env });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain(tracker.env['GITHUB_TOKEN']);
});

test('an item that is left alone is named, and the run ends with 1', async () => {
  const tracker = await github.start();
  const folder = folderWith();
  writeFileSync(join(folder, 'postmortems/orders.md'), DOCUMENT.replace('AI-2', 'AI-1'));
  const { code, stderr } = await run(folder, [], tracker.env);
  expect(code).toBe(1);
  expect(stderr).toBe(
    [11, 12].map((line) => `problem: postmortems/orders.md:${line} 2026-03-12-orders#AI-1: more than one item is called 2026-03-12-orders#AI-1: give each its own id\n`).join('') + '2 problems\n',
  );
});

test('a run that is stopped says what is left, and the next one goes on', async () => {
  const tracker = await github.start();
  const folder = folderWith();
  const limit = { status: 429, headers: { 'retry-after': '99999' } };
  const { host, stderr, stdout } = fakeHost(folder, {
    env: tracker.env,
    fetch: async (url, init) => (typeof init?.body === 'string' && init.body.includes('Ask the team') ? new Response('', limit) : fetch(url, init)),
  });
  expect(await main(host, ['actions', 'sync'])).toBe(2);
  expect(stdout()).toContain('#AI-1 (2)');
  expect(stderr()).toMatch(/1 created, 1 left for the next run\npostmortem: the tracker's limit of requests lasts until \S+\n {2}what was done stands: run again then\n$/);
  expect((await run(folder, [], tracker.env)).code).toBe(0);
  expect(tracker.issues()).toHaveLength(2);
});
