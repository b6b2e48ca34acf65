import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.ts';
import { FAULTS } from './servers/server.ts';
import { github } from './servers/github.ts';
import { gitlab } from './servers/gitlab.ts';
import { jiraCloud, jiraDataCenter } from './servers/jira.ts';
import { linear } from './servers/linear.ts';
import type { Vendor } from './servers/vendor.ts';
import { sync, type World } from './world.ts';

const VENDORS: readonly (readonly [string, Vendor])[] = [['GitHub', github], ['GitLab', gitlab], ['Jira Cloud', jiraCloud], ['Jira Data Center', jiraDataCenter], ['Linear', linear]];

const PATH = 'postmortems/2026-03-12-orders.md';
const documentWith = (rows: readonly string[]): string => `---
postmortem: 1
id: 2026-03-12-orders
title: Orders failed @everyone
date: 2026-03-12
severity: SEV1
---

## Action items

| ID | Action | Type | Priority | Owner | Due | Status | Ticket |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Words below, left alone.
`;

const ROWS = [
  '| AI-1 | Reject direct updates | prevent | P0 | @mira | 2026-03-26 | open |  |',
  '| AI-2 | Alert on the 5xx ratio | detect | P1 | @sol |  | in-progress |  |',
  '| AI-3 | Write the runbook | process |  |  | 2026-04-02 | done |  |',
] as const;

const worldOf = async (vendor: Vendor, rows: readonly string[] = ROWS): Promise<World> => ({ vendor, running: await vendor.start(), folder: temporaryFolder({ [PATH]: documentWith(rows) }), paths: [PATH] });
const textIn = ({ folder }: World): string => readFileSync(join(folder, PATH), 'utf8');
const rowOf = (world: World, id: string): string => textIn(world).split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '';
const edit = (world: World, from: string, to: string): void => {
  const before = textIn(world);
  if (!before.includes(from)) throw new Error(`"${from}" is not in the document`);
  writeFileSync(join(world.folder, PATH), before.replace(from, to));
};

const first = (world: World) => {
  const [issue] = world.running.issues();
  if (issue === undefined) throw new Error('no issue');
  return issue;
};

describe.each(VENDORS)('%s', (_, vendor) => {
  const [mira, sol] = vendor.logins;

  test('makes an issue for each item with work left, writes its ticket into the document, and nothing the second time', async () => {
    const world = await worldOf(vendor);
    const report = await sync(world);
    expect(report).toMatchObject({ problems: [], notes: [], stopped: null, unasked: 1 });
    const issues = world.running.issues();
    expect(issues.map(({ title, status, owner, due }) => ({ title, status, owner, due }))).toEqual([
      { title: 'Reject direct updates', status: 'open', owner: mira, due: '2026-03-26' },
      { title: 'Alert on the 5xx ratio', status: 'in-progress', owner: sol, due: null },
    ]);
    expect(issues[0]?.labels).toContain('postmortem');
    for (const [index, issue] of issues.entries()) expect(rowOf(world, `AI-${index + 1}`)).toMatch(new RegExp(`${issue.ref}\\]\\(https?://`));
    expect(textIn(world).replace(/\[[^\]]*\]\([^)]*\)/g, '')).toBe(documentWith(ROWS));

    const writes = world.running.server.writes();
    const text = textIn(world);
    expect(await sync(world)).toMatchObject({ items: [], problems: [], unchanged: 2 });
    expect(world.running.server.writes()).toBe(writes);
    expect(textIn(world)).toBe(text);
    expect(world.running.violations()).toEqual([]);
  });

  test('a dry run tells the plan and writes nothing', async () => {
    const world = await worldOf(vendor);
    const report = await sync(world, { dryRun: true });
    expect(report.items.map(({ item, create, done }) => ({ item, create, done }))).toEqual([
      { item: '2026-03-12-orders#AI-1', create: true, done: false },
      { item: '2026-03-12-orders#AI-2', create: true, done: false },
    ]);
    expect(world.running.server.writes()).toBe(0);
    expect(textIn(world)).toBe(documentWith(ROWS));
  });

  test('takes status, owner and due from the issue where a person changed them there', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    world.running.change(first(world).ref, { status: 'done', owner: sol, due: '2026-05-01', comment: 'A word from a person' });
    const report = await sync(world);
    expect(report.items[0]).toMatchObject({ pull: [{ field: 'status', from: 'open', to: 'done' }, { field: 'due', from: '2026-03-26', to: '2026-05-01' }, { field: 'owners', to: '@sol' }], push: [], conflicts: [] });
    expect(rowOf(world, 'AI-1')).toContain('| @sol | 2026-05-01 | done |');
    expect(first(world).text).toContain('A word from a person');
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
    expect(world.running.server.writes()).toBe(writes);
    expect(world.running.violations()).toEqual([]);
  });

  test('gives status, owner, due and words to the issue where the document changed', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    world.running.change(first(world).ref, { comment: 'A word from a person' });
    edit(world, '| AI-1 | Reject direct updates | prevent | P0 | @mira | 2026-03-26 | open |', '| AI-1 | Reject every direct update | prevent | P0 | @sol | 2026-06-01 | dropped |');
    const report = await sync(world);
    expect(report).toMatchObject({ problems: [], stopped: null });
    expect(report.items[0]).toMatchObject({ pull: [], conflicts: [] });
    expect(first(world)).toMatchObject({ title: 'Reject every direct update', owner: sol, due: '2026-06-01' });
    expect(['dropped', 'done']).toContain(first(world).status);
    expect(first(world).text).toContain('A word from a person');
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
    expect(world.running.server.writes()).toBe(writes);
    expect(world.running.violations()).toEqual([]);
  });

  test('takes what was removed away on the other side', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    const [one, two] = world.running.issues();
    world.running.change(one?.ref ?? '', { owner: null, due: null });
    edit(world, '| @sol |', '|  |');
    expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
    expect(rowOf(world, 'AI-1')).toMatch(/\| P0 \|\s+\|\s+\| open/);
    expect(world.running.issues().find(({ ref }) => ref === two?.ref)?.owner).toBeNull();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
  });

  test('where both changed a field, the rule decides and the report says so', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    world.running.change(first(world).ref, { owner: null, due: '2026-05-01' });
    edit(world, '| @mira | 2026-03-26 |', '| @sol | 2026-07-01 |');
    const report = await sync(world, { configuration: { conflicts: { owner: 'tracker', due: 'document' } } });
    expect(report.items[0]?.conflicts).toEqual([
      { field: 'due', document: '2026-07-01', tracker: '2026-05-01', taken: 'document', reason: 'the document wins for this field' },
      { field: 'owners', document: '@sol', tracker: '', taken: 'tracker', reason: 'the tracker wins for this field' },
    ]);
    expect(rowOf(world, 'AI-1')).toMatch(/\|\s+\| 2026-07-01 \| open/);
    expect(first(world)).toMatchObject({ due: '2026-07-01', owner: null });
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
  });

  test('what someone writes into the document during the run is not lost', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    world.running.change(first(world).ref, { due: '2026-05-01' });
    const meanwhile = (): void => {
      if (textIn(world).includes('2026-03-26')) edit(world, '2026-03-26', '2026-08-01');
    };
    expect((await sync(world, { meanwhile })).problems).toMatchObject([{ item: '2026-03-12-orders#AI-1', message: 'its due cannot be written into the document: the document says "2026-08-01" by now: run again' }]);
    expect(rowOf(world, 'AI-1')).toContain('2026-08-01');
    expect((await sync(world)).items[0]?.conflicts).toMatchObject([{ field: 'due', document: '2026-08-01', tracker: '2026-05-01', taken: 'document' }]);
    expect(first(world).due).toBe('2026-08-01');
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
  });

  test('an issue whose gate would not fire is not done, whoever closed it', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    world.running.change(first(world).ref, { status: 'done' });
    const report = await sync(world, { gateState: 'refuted' });
    expect(report.items[0]?.conflicts).toMatchObject([{ field: 'status', taken: 'document', reason: 'its gate would not fire, so it is not done' }]);
    expect(first(world).status).toBe('open');
  });

  test('an issue that the document names is kept, with its own title and words', async () => {
    const world = await worldOf(vendor);
    const { url, ref } = world.running.file('Made by hand', 'Words of a person');
    edit(world, '| open |  |', `| open | [the ticket](${url}) |`);
    expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
    const issues = world.running.issues();
    expect(issues).toHaveLength(2);
    expect(issues.find((issue) => issue.ref === ref)).toMatchObject({ title: 'Made by hand', owner: mira, due: '2026-03-26' });
    expect(issues.find((issue) => issue.ref === ref)?.text).toMatch(/^Words of a person/);
    edit(world, 'Reject direct updates', 'Reject all of them');
    await sync(world);
    expect(world.running.issues().find((issue) => issue.ref === ref)?.title).toBe('Made by hand');
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
    expect(world.running.server.writes()).toBe(writes);
    expect(world.running.violations()).toEqual([]);
  });

  test('two items of one name are a problem, and nothing is made', async () => {
    const world = await worldOf(vendor, ['| AI-1 | One | | | | | open | |', '| AI-1 | Other | | | | | open | |']);
    expect((await sync(world)).problems.map(({ message }) => message)).toEqual(Array(2).fill('more than one item is called 2026-03-12-orders#AI-1: give each its own id'));
    expect(world.running.server.writes()).toBe(0);
  });

  test('pages of issues are all read', async () => {
    const documents = Array.from({ length: 11 }, (_, index) => ({
      path: `postmortems/${index + 10}.md`,
      text: documentWith(Array.from({ length: 10 }, (__, row) => `| AI-${row + 1} | Do thing ${index}.${row} | | | | | open | |`)).replace('2026-03-12-orders', `2026-03-12-orders-${index}`),
    }));
    const world: World = { vendor, running: await vendor.start(), folder: temporaryFolder(Object.fromEntries(documents.map(({ path, text }) => [path, text]))), paths: documents.map(({ path }) => path) };
    expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
    expect(world.running.issues()).toHaveLength(110);
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], unchanged: 110 });
    expect(world.running.server.writes()).toBe(writes);
    expect(world.running.violations()).toEqual([]);
  });

  test.each(FAULTS)('each write %s once: one issue an item all the same', async (fault) => {
    const world = await worldOf(vendor);
    const seen = new Set<string>();
    world.running.server.fault = (request, isWrite) => {
      const name = `${request.method} ${request.path} ${JSON.stringify(request.body)}`;
      if (!isWrite || seen.has(name)) return null;
      seen.add(name);
      return fault;
    };
    expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
    world.running.server.fault = () => null;
    const issues = world.running.issues();
    const open = issues.filter(({ status }) => status === 'open' || status === 'in-progress');
    // A request that arrives twice may make two; then the second is closed. A lost answer makes none too many.
    expect(issues.length).toBeLessThanOrEqual(fault === 'twice' ? 4 : 2);
    expect(open.map(({ title }) => title).sort()).toEqual(['Alert on the 5xx ratio', 'Reject direct updates']);
    for (const { ref } of open) expect(textIn(world)).toContain(`${ref}](`);
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
    expect(world.running.server.writes()).toBe(writes);
    expect(world.running.violations()).toEqual([]);
  });

  test('a ticket of two items, one that is gone and one in another tracker: nothing is made, and the first two are told', async () => {
    const world = await worldOf(vendor);
    const { url } = world.running.file('Made by hand', 'Words');
    const gone = url.replace(/\d+$/, '999');
    writeFileSync(
      join(world.folder, PATH),
      documentWith([
        `| AI-1 | One | | | | | open | [t](${url}) |`,
        `| AI-2 | Two | | | | | open | [t](${url}) |`,
        `| AI-3 | Three | | | | | open | [t](${gone}) |`,
        '| AI-4 | Four | | | | | open | [t](https://tracker.example/browse/XX-1) |',
      ]),
    );
    const report = await sync(world);
    expect(report.problems.map(({ item, message }) => [item.slice(-4), message])).toEqual([
      ['AI-1', expect.stringContaining('is the ticket of more than one item')],
      ['AI-2', expect.stringContaining('is the ticket of more than one item')],
      ['AI-3', expect.stringMatching(/its ticket \S+ is not in .*: remove it from the document/)],
    ]);
    expect(report.elsewhere).toBe(1);
    expect(world.running.server.writes()).toBe(0);
  });

  test('an item whose ticket was lost is known by its marker', async () => {
    const world = await worldOf(vendor);
    await sync(world);
    const ticket = /\[[^\]]*\]\([^)]*\)/.exec(rowOf(world, 'AI-1'))?.[0] ?? '';
    edit(world, ticket, '');
    expect((await sync(world)).items).toMatchObject([{ item: '2026-03-12-orders#AI-1', create: false, ticket: true, push: [], pull: [] }]);
    expect(rowOf(world, 'AI-1')).toContain(ticket);
    expect(world.running.issues()).toHaveLength(2);
  });

  test('owners without a login are shown in the issue, told of, and left alone', async () => {
    const world = await worldOf(vendor, ['| AI-1 | One | | | Platform team | | open | |']);
    const report = await sync(world);
    expect(report.notes.map(({ message }) => message)).toEqual([expect.stringContaining('Platform team has no login in')]);
    expect(first(world)).toMatchObject({ owner: null });
    expect(first(world).text).toContain('Platform team');
    world.running.change(first(world).ref, { owner: mira });
    await sync(world);
    expect(rowOf(world, 'AI-1')).toContain('| Platform team |');
    const writes = world.running.server.writes();
    expect(await sync(world)).toMatchObject({ items: [], problems: [] });
    expect(world.running.server.writes()).toBe(writes);
  });

  test('the token is in no message, whatever the tracker says', async () => {
    const world = await worldOf(vendor);
    const wrong = `${vendor.secret}x`;
    const env = Object.fromEntries(Object.entries(world.running.env).map(([name, value]) => [name, value === vendor.secret ? wrong : value]));
    await expect(sync(world, { env })).rejects.toThrow(/refused with 401/);
    await expect(sync(world, { env })).rejects.not.toThrow(wrong);
  });
});

test('a pull request that the document calls a ticket is none: the item gets an issue, and keeps both', async () => {
  const world = await worldOf(github, ['| AI-1 | One | | | | | open | #1 |']);
  expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
  expect(rowOf(world, 'AI-1')).toContain('| #1, [acme/operations#2](');
  const writes = world.running.server.writes();
  expect(await sync(world)).toMatchObject({ items: [], problems: [] });
  expect(world.running.server.writes()).toBe(writes);
});

/** Sends every request with another value in its body. */
const sending = (over: object): typeof fetch => async (url, init) => fetch(url, typeof init?.body === 'string' ? { ...init, body: JSON.stringify({ ...JSON.parse(init.body), ...over }) } : init);

test('an owner whom the tracker leaves out without a word stays in the document, and is told of', async () => {
  const world = await worldOf(github);
  expect((await sync(world, { fetch: sending({ assignees: [] }) })).problems.map(({ message }) => message)).toEqual(['the tracker did not assign mira', 'the tracker did not assign sol-h']);
  expect(rowOf(world, 'AI-1')).toContain('| @mira |');
  expect(await sync(world)).toMatchObject({ problems: [], items: [{ push: [{ field: 'owners', from: '', to: '@mira' }] }, { push: [{ field: 'owners', from: '', to: '@sol' }] }] });
  expect(first(world).owner).toBe('mira');
});

test('an issue that was made without its label stops the run, with its ticket in the document', async () => {
  const world = await worldOf(github);
  expect(await sync(world, { fetch: sending({ labels: [] }) })).toMatchObject({ stopped: '2 of acme/operations on GitHub was made without the label "postmortem"' });
  expect(world.running.issues()).toHaveLength(1);
  await sync(world);
  expect(world.running.issues().map(({ title }) => title)).toEqual(['Reject direct updates', 'Alert on the 5xx ratio']);
});

/** Lists of what changed lately that do not know of it yet. */
const laggingLinear: typeof fetch = async (url, init) => {
  const sent = typeof init?.body === 'string' ? init.body : '';
  return sent.includes('"updatedAt"') ? Response.json({ data: { issues: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } }) : fetch(url, init);
};

const laggingGithub: typeof fetch = async (url, init) => (String(url).includes('since=') ? Response.json([]) : fetch(url, init));

test('in Linear an issue is made once even where the answer is lost and the list does not know of it yet', async () => {
  const world = await worldOf(linear);
  let lost = false;
  world.running.server.fault = (request) => {
    if (lost || !JSON.stringify(request.body).includes('issueCreate')) return null;
    lost = true;
    return 'lost-answer';
  };
  expect(await sync(world, { fetch: laggingLinear })).toMatchObject({ problems: [], stopped: null });
  expect(world.running.issues()).toHaveLength(2);
});

test('elsewhere a second issue that such a list leads to is closed by the next run', async () => {
  const world = await worldOf(github);
  let lost = false;
  world.running.server.fault = ({ method }) => {
    if (lost || method !== 'POST') return null;
    lost = true;
    return 'lost-answer';
  };
  await sync(world, { fetch: laggingGithub });
  expect(world.running.issues().map(({ status }) => status)).toEqual(['open', 'open', 'in-progress']);
  expect((await sync(world)).items).toMatchObject([{ item: '2026-03-12-orders#AI-1', duplicates: ['2'] }]);
  expect(world.running.issues().map(({ status }) => status)).toEqual(['dropped', 'open', 'in-progress']);
  expect(await sync(world)).toMatchObject({ items: [], problems: [] });
});
