import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.ts';
import { github } from './servers/github.ts';

const PROGRAM = resolve(import.meta.dirname, '../../../bin/postmortem.js');
const DOCUMENTS = 50;
const ITEMS = 10;
const KILLS = 20;

const documentOf = (number: number): string => `---
postmortem: 1
id: incident-${number}
title: Incident ${number}
---

## Action items

| ID | Action | Owner | Due | Status | Ticket |
|---|---|---|---|---|---|
${Array.from({ length: ITEMS }, (_, index) => `| AI-${index + 1} | Do thing ${index + 1} of ${number} | @mira | 2027-01-${String(index + 10)} | open | |`).join('\n')}
`;

/** Numbers that look random and are the same in every run (Lehmer). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

test('500 items, killed at 20 random points and run again: 500 issues, none twice, every document whole; then no write', { timeout: 300_000 }, async () => {
  const names = Array.from({ length: DOCUMENTS }, (_, index) => `incident-${index}.md`);
  const folder = temporaryFolder({
    ...Object.fromEntries(names.map((name, index) => [`postmortems/${name}`, documentOf(index)])),
    'postmortem.config.yaml': `documents: ["postmortems/**"]\nsync: { tracker: github, project: ${github.project} }\n`,
  });
  const { server, env, issues, violations } = await github.start();
  const random = randomFrom(20_261_121);

  /** Runs the program, and kills it some milliseconds after it sent its write of this number, counted over all runs. */
  const run = (killAt: number | null): Promise<Ended> =>
    new Promise((done) => {
      const child = spawn(process.execPath, [PROGRAM, 'actions', 'sync'], { cwd: folder, env: { PATH: process.env['PATH'], XDG_CACHE_HOME: join(folder, '.cache'), ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const delay = Math.floor(random() * 12) - 3;
      server.onWrite = (count) => {
        if (count !== killAt) return;
        // Before the answer is sent as well as after it, while the document is written.
        if (delay <= 0) child.kill('SIGKILL');
        else setTimeout(() => child.kill('SIGKILL'), delay);
      };
      child.on('close', (code, signal) => done({ code, signal, stderr }));
    });

  const points = new Set<number>();
  while (points.size < KILLS) points.add(1 + Math.floor(random() * (DOCUMENTS * ITEMS - 5)));
  const ends: (NodeJS.Signals | null)[] = [];
  for (const point of [...points].toSorted((a, b) => a - b)) ends.push((await run(point)).signal);
  expect(ends).toEqual(Array(KILLS).fill('SIGKILL'));

  const last = await run(null);
  expect(last).toMatchObject({ code: 0 });

  const titles = issues().map(({ title }) => title);
  expect(titles).toHaveLength(DOCUMENTS * ITEMS);
  expect(new Set(titles).size).toBe(DOCUMENTS * ITEMS);
  for (const [index, name] of names.entries()) {
    const text = readFileSync(join(folder, 'postmortems', name), 'utf8');
    expect(text.replace(/ \[acme\/operations#\d+\]\(http[^)]*\) /g, ' ').replace(/open \|  \|/g, 'open | |')).toBe(documentOf(index));
    for (const [, item, ref] of text.matchAll(/\| (Do thing \d+ of \d+) \|.*#(\d+)\]/g)) expect(issues().find((issue) => issue.ref === ref)?.title).toBe(item);
  }
  expect(readdirSync(join(folder, 'postmortems')).filter((name) => name.endsWith('.md'))).toHaveLength(DOCUMENTS);

  const writes = server.writes();
  expect(await run(null)).toMatchObject({ code: 0, stderr: '500 unchanged\n' });
  expect(server.writes()).toBe(writes);
  expect(violations()).toEqual([]);
});
