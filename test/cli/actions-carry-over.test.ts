import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readText } from '../../src/document/read-record.ts';
import type { ActionItem } from '../../src/record/action.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

const PROGRAM = resolve(import.meta.dirname, '../../bin/postmortem.js');

const documentOf = (id: string, items: string): string => `---\npostmortem: 1\nid: ${id}\ntitle: Orders failed\ndate: 2026-03-12\n---\n\n## Summary\n\nOrders failed.\n\n## Action items\n\n${items}`;

const run = async (cwd: string, ...argv: readonly string[]) => {
  const { host, stdout, stderr } = fakeHost(cwd);
  const code = await main(host, ['actions', 'carry-over', 'old.md', '--to', 'new.md', ...argv]);
  return { code, stdout: stdout(), stderr: stderr() };
};

const textsIn = (folder: string): readonly [old: string, fresh: string] => [readFileSync(join(folder, 'old.md'), 'utf8'), readFileSync(join(folder, 'new.md'), 'utf8')];
const itemsIn = (text: string): readonly ActionItem[] => readText('x.md', text, remarkEngine).record.actions;

const GATE = '`ci.yml#checks` replay: errors';

/** An open item with an owner, a date, a ticket and a gate, and one that is done, in each form that is read. */
const FORMS = {
  table: `| ID | Action | Owner | Due | Gate | Status | Ticket |\n|---|---|---|---|---|---|---|\n| AI-1 | Reject \`direct\` updates | @mira | 2026-04-01 | ${GATE} | open | OPS-1 |\n| AI-2 | Limit a deploy | @sol | 2026-04-02 | | done | |\n`,
  bullet: `- Reject \`direct\` updates ${GATE} (owner: @mira, due: 2026-04-01, ticket: OPS-1)\n- Limit a deploy (status: done)\n`,
  task: `- [ ] Reject \`direct\` updates ${GATE} (owner: @mira, due: 2026-04-01) [OPS-1](https://e.example/OPS-1)\n- [x] Limit a deploy\n`,
  numbered: `1. AI-1: Reject \`direct\` updates ${GATE}. Owner: @mira, due: 2026-04-01, ticket: OPS-1\n2. AI-2: Limit a deploy (done)\n`,
  heading: `### AI-1: Reject \`direct\` updates\n\n**Owner:** @mira  \n**Due:** 2026-04-01  \n**Gate:** ${GATE}  \n**Ticket:** OPS-1\n\nPeople do it by hand.\n\n### AI-2: Limit a deploy\n\n**Status:** done\n`,
  lead: `- **Reject \`direct\` updates.** They break things. Owner: @mira. Due: 2026-04-01. Ticket: OPS-1\n  - ${GATE}\n- **Limit a deploy.** Status: done.\n`,
  paragraph: `Reject \`direct\` updates ${GATE} (owner: @mira, due: 2026-04-01, ticket: OPS-1)\n\nLimit a deploy (status: done)\n`,
} as const;
type Form = keyof typeof FORMS;
const PAIRS = (Object.keys(FORMS) as Form[]).flatMap((from) => (Object.keys(FORMS) as Form[]).map((to) => ({ from, to })));

describe('every form of action items is carried over into every other', () => {
  test.each(PAIRS)('$from into $to', async ({ from, to }) => {
    const folder = temporaryFolder({ 'old.md': documentOf('old', FORMS[from]), 'new.md': documentOf('new', FORMS[to].replaceAll('direct', 'other').replaceAll('OPS-1', 'OPS-2')) });
    const before = textsIn(folder).map(itemsIn);
    const { code, stderr } = await run(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [old = [], fresh = []] = textsIn(folder).map(itemsIn);
    expect(old.map(({ status }) => status)).toEqual(['dropped', 'done']);
    expect(old[0]?.statusWritten).toMatch(/carried over to new#/);
    expect(old[0]?.owners).toEqual(['@mira']);
    expect(fresh).toHaveLength(3);
    const carried = fresh.find(({ text }) => text.includes('(carried over from old#'));
    expect(carried).toMatchObject({ owners: ['@mira'], due: '2026-04-01', status: 'open', gates: [{ path: 'ci.yml', selector: 'checks', replay: 'errors' }] });
    expect(carried?.title).toMatch(/^Reject .?direct.? updates/);
    // The ticket is one item's.
    expect([...old, ...fresh].filter(({ tickets }) => tickets.includes('OPS-1'))).toEqual([expect.objectContaining({ title: carried?.title })]);
    expect(fresh.filter((item) => item !== carried).map(({ title, status }) => [title, status])).toEqual((before[1] ?? []).map(({ title, status }) => [title, status]));
    expect(await run(folder)).toEqual({ code: 0, stdout: '', stderr: 'no open action items; nothing was written\n' });
  });
});

test('an item that the other document has no place for stays where it is and is named; the others go', async () => {
  const folder = temporaryFolder({
    'old.md': documentOf('old', '- The usual confusion about who is on call\n- Add a limit to the deploy\n'),
    'new.md': documentOf('new', 'Add an alert on the pool.\n'),
  });
  expect(await run(folder)).toEqual({
    code: 1,
    stdout: 'old#2 → new#2\n',
    stderr: 'problem: old.md:14 The usual confusion about who is on call: The action cannot be written in the form that this document has\n',
  });
  expect(itemsIn(textsIn(folder)[0]).map(({ status }) => status)).toEqual([null, 'dropped']);
});

const ITEMS = 25;
const many = (form: 'table' | 'task'): string =>
  form === 'table'
    ? `| ID | Action | Owner | Status | Ticket |\n|---|---|---|---|---|\n${Array.from({ length: ITEMS }, (_, index) => `| AI-${index + 1} | Do thing ${index + 1} | @mira | open | OPS-${index + 1} |`).join('\n')}\n`
    : Array.from({ length: ITEMS }, (_, index) => `- [ ] Do thing ${index + 1} (owner: @mira) OPS-${index + 1}\n`).join('');
const started = { table: '| ID | Action | Owner | Status | Ticket |\n|---|---|---|---|---|\n| AI-1 | Do another thing | @sol | open | |\n', task: '- [ ] Do another thing (owner: @sol)\n' };
const folderOf = (form: 'table' | 'task'): string => temporaryFolder({ 'old.md': documentOf('old', many(form)), 'new.md': documentOf('new', started[form]) });

describe.each(['table', 'task'] as const)('a carry-over of %ss that stops between the two documents', (form) => {
  test('has lost nothing, and a second run leaves what one whole run would have', async () => {
    const folder = folderOf(form);
    const [old] = textsIn(folder);
    await run(folder);
    const whole = textsIn(folder);
    writeFileSync(join(folder, 'old.md'), old);
    expect((await run(folder)).stdout.split('\n')).toHaveLength(ITEMS + 1);
    expect(textsIn(folder)).toEqual(whole);
  });

  test('is ended for each item alone, also where someone has gone on in the meantime', async () => {
    const folder = folderOf(form);
    const [old] = textsIn(folder);
    await run(folder);
    const [, fresh] = textsIn(folder);
    writeFileSync(join(folder, 'old.md'), old.replace('Do thing 3', 'Do quite another thing'));
    writeFileSync(join(folder, 'new.md'), fresh.replace('Do another thing', 'Do another thing at once'));
    expect((await run(folder)).code).toBe(0);
    const items = itemsIn(textsIn(folder)[1]);
    expect(items).toHaveLength(ITEMS + 2);
    expect(items.filter(({ title }) => title.startsWith('Do quite another thing'))).toHaveLength(1);
    expect(itemsIn(textsIn(folder)[0]).every(({ status }) => status === 'dropped')).toBe(true);
  });
});

/** Numbers that look random and are the same in every run (Lehmer). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

const carryOver = (folder: string) => spawn(process.execPath, [PROGRAM, 'actions', 'carry-over', 'old.md', '--to', 'new.md'], { cwd: folder, stdio: 'ignore', env: { PATH: process.env['PATH'], XDG_CACHE_HOME: join(folder, '.cache') } });
const end = (child: ReturnType<typeof spawn>): Promise<NodeJS.Signals | null> => new Promise((done) => child.on('close', (_, signal) => done(signal)));

test('killed at random points around its writes, and run again: no item lost, none twice, both documents as one run leaves them', { timeout: 300_000 }, async () => {
  const random = randomFrom(20_261_121);
  const reference = folderOf('table');
  await end(carryOver(reference));
  const whole = textsIn(reference);
  const before = textsIn(folderOf('table'));
  const met = new Set<string>();
  for (let kill = 0; kill < 20; kill++) {
    const folder = folderOf('table');
    const path = join(folder, 'new.md');
    const { ino } = statSync(path);
    const child = carryOver(folder);
    const ended = end(child);
    // The first document is replaced by another file: at that moment, somewhat later, or while it is still being planned.
    const delay = random() * 6 - 1;
    if (kill % 5 === 4) await new Promise((done) => setTimeout(done, random() * 300));
    else while (child.exitCode === null && statSync(path).ino === ino) await new Promise((done) => setImmediate(done));
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    child.kill('SIGKILL');
    await ended;
    const [old, fresh] = textsIn(folder);
    expect(whole.concat(before)).toEqual(expect.arrayContaining([old, fresh]));
    // Whoever looks for an item finds it in one of the two at least.
    expect({ dropped: old === whole[0], taken: fresh === whole[1] }).not.toEqual({ dropped: true, taken: false });
    met.add(old === before[0] && fresh === whole[1] ? 'between' : 'whole');
    expect(await end(carryOver(folder))).toBeNull();
    expect(textsIn(folder)).toEqual(whole);
    expect(readdirSync(folder).filter((name) => name.endsWith('.md')).toSorted()).toEqual(['new.md', 'old.md']);
  }
  expect(met).toContain('between');
});
