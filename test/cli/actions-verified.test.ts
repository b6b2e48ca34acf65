import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { trackerSchema } from '../../src/trackers/formats/json.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';
import { github } from '../trackers/sync/servers/github.ts';

const ALERT = '`alerts.yml#api/Model5xx` replay: http_5xx_ratio';
const LATENCY = '`alerts.yml#api/ModelSlow`';

const document = (...rows: readonly string[]): string => `---
postmortem: 1
id: orders
title: Orders failed
date: 2026-10-01
---

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| http_5xx_ratio | 0.001 | 0.3 | ratio | 2026-10-01 09:00 | 2026-10-01 10:00 | dashboard |

## Action items

| ID | Action | Type | Owner | Due | Gate | Status | Ticket |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`;

const row = (gate: string, status: string, id = 'AI-1'): string => `| ${id} | Alert on errors | detect | @mira | 2026-10-20 | ${gate} | ${status} | |`;

const alerts = (threshold: string): string => `groups:
  - name: api
    rules:
      - alert: Model5xx
        expr: http_5xx_ratio > ${threshold}
        labels: { severity: page }
      - alert: ModelSlow
        expr: latency_seconds > 2
        labels: { severity: page }
`;

const folderWith = (rows: readonly string[], threshold = '0.05'): string =>
  temporaryFolder({ 'postmortems/orders.md': document(...rows), 'alerts.yml': alerts(threshold), 'postmortem.config.yaml': 'documents: ["postmortems/**"]\nsync: { tracker: github, project: acme/operations }\n' });

const run = async (cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { host, stdout, stderr } = fakeHost(cwd, { env });
  const code = await main(host, ['actions', ...argv]);
  return { code, stdout: stdout(), stderr: stderr() };
};

const stateIn = async (folder: string): Promise<unknown> => trackerSchema.parse(JSON.parse((await run(folder, ['--json'])).stdout)).items.map(({ status, gateState, reopened }) => [status, gateState, reopened]);

test.each([
  ['done, and its gate would have fired', [row(ALERT, 'done')], '0.05', [['verified', 'verified', false]]],
  ['its author says so, and nothing shows it', [row(LATENCY, 'verified')], '0.05', [['done', 'unproven', false]]],
  ['its author says so, and there is no gate', [row('', 'verified')], '0.05', [['done', 'none', false]]],
  ['the gate would have stayed silent', [row(ALERT, 'done')], '0.5', [['open', 'refuted', true]]],
  ['its author says so, and the gate would have stayed silent', [row(ALERT, 'verified')], '0.5', [['open', 'refuted', true]]],
  ['the gate is not there', [row('`alerts.yml#api/Gone`', 'done')], '0.05', [['open', 'refuted', true]]],
  ['one of two gates is gone', [row(`${ALERT}, \`alerts.yml#api/Gone\``, 'done')], '0.05', [['open', 'refuted', true]]],
  ['one of two gates would have fired, nothing is known of the other', [row(`${ALERT}, ${LATENCY}`, 'done')], '0.05', [['verified', 'verified', false]]],
  ['work is left, though its gate is there', [row(ALERT, 'in-progress')], '0.05', [['in-progress', 'verified', false]]],
  ['work is left, and its gate is not there yet', [row('`alerts.yml#api/Gone`', 'open')], '0.05', [['open', 'refuted', false]]],
  ['dropped, with its gate', [row('`alerts.yml#api/Gone`', 'dropped: not worth it')], '0.05', [['dropped', 'refuted', false]]],
])('an item is what its gate shows: %s', async (_, rows, threshold, expected) => {
  expect(await stateIn(folderWith(rows, threshold))).toEqual(expected);
});

test('an item reopens when its gate goes: the list shows it, the reminder calls for it, its issue is opened again, and closed when the gate is back', async () => {
  const folder = folderWith([row(ALERT, 'open')]);
  const { env, issues } = await github.start();
  const path = join(folder, 'postmortems/orders.md');
  const sync = () => run(folder, ['sync'], env);
  await sync();
  writeFileSync(path, readFileSync(path, 'utf8').replace('| open |', '| done |'));
  await sync();
  expect(issues()).toMatchObject([{ status: 'done' }]);
  expect((await run(folder, [])).stdout).toMatch(/ verified +verified /);
  expect((await run(folder, ['due'])).stdout).toBe('');
  const closed = readFileSync(path, 'utf8');

  for (const goes of [() => writeFileSync(join(folder, 'alerts.yml'), alerts('0.5')), () => rmSync(join(folder, 'alerts.yml'))]) {
    goes();
    expect(await run(folder, [])).toMatchObject({ stdout: expect.stringMatching(/ open again +refuted /), stderr: expect.stringContaining('1 open again because a gate is gone or would not fire') });
    expect((await run(folder, ['due'])).stdout).toMatch(/^@mira: 1 due within 7 days\n {2}2026-11-21 {2}open again, a gate is gone or would not fire/);
    expect((await run(folder, ['due', '--format', 'slack'])).stdout).toContain('open again, a gate is gone or would not fire');
    expect((await sync()).stdout).toContain('push     orders#AI-1 (2)  status: done → open');
    expect(issues()).toMatchObject([{ status: 'open', text: expect.stringContaining('Open again: the document calls it finished') }]);
    expect((await sync()).stderr).toBe('1 unchanged\n');

    writeFileSync(join(folder, 'alerts.yml'), alerts('0.05'));
    await sync();
    expect(issues()).toMatchObject([{ status: 'done', text: expect.not.stringContaining('Open again') }]);
    expect((await sync()).stderr).toBe('1 unchanged\n');
  }
  // The document says what its authors wrote, whatever the gate does.
  expect(readFileSync(path, 'utf8')).toBe(closed);
});

test('a person who closes the issue does not close the item while its gate is gone', async () => {
  const folder = folderWith([row(ALERT, 'done')], '0.5');
  const { env, issues, change } = await github.start();
  await run(folder, ['sync'], env);
  expect(issues()).toMatchObject([{ status: 'open' }]);
  change('2', { status: 'done' });
  expect((await run(folder, ['sync'], env)).stdout).toContain("the document's is taken: its gate would not fire, so it is not done");
  expect(issues()).toMatchObject([{ status: 'open' }]);
});
