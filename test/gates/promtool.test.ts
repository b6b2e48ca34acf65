import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

const version = spawnSync('promtool', ['--version'], { encoding: 'utf8' });
const missing = version.error !== undefined || version.status !== 0;
if (missing) process.stderr.write('promtool is not installed (Debian package prometheus): its tests are skipped\n');

const rules = (alerts: string): string => `groups:\n  - name: api\n    rules:\n${alerts}`;
const alert = (name: string, expression: string, hold = '5m'): string => `      - alert: ${name}\n        expr: ${expression}\n        for: ${hold}\n        labels: { severity: page }\n        annotations: { summary: "{{ $value }} is too much" }\n`;

const record = (rows: readonly (readonly [metric: string, normal: string, incident: string])[], links: readonly (readonly [selector: string, metric: string])[]): string => `---
postmortem: 1
id: 2026-04-24-endpoint-500s
status: final
---

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
${rows.map(([metric, normal, incident]) => `| ${metric} | ${normal} | ${incident} | | 2026-04-24 10:00 | 2026-04-24 11:00 | |`).join('\n')}

## Action items

| ID | Action | Type | Gate | Status |
|---|---|---|---|---|
${links.map(([selector, metric], index) => `| AI-${index + 1} | Alert | detect | \`alerts.yml#${selector}\` replay: ${metric} | done |`).join('\n')}
`;

const write = async (files: Readonly<Record<string, string>>): Promise<{ readonly root: string; readonly said: string; readonly text: string }> => {
  const root = temporaryFolder(files);
  const { host, stderr } = fakeHost(root);
  await main(host, ['gates', 'replay', '--promtool', 'tests/incidents.yml', 'postmortem.md']);
  return { root, said: stderr(), text: readFileSync(join(root, 'tests/incidents.yml'), 'utf8') };
};
const promtool = (root: string): { readonly status: number | null; readonly output: string } => {
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'incidents.yml'], { cwd: join(root, 'tests'), encoding: 'utf8' });
  return { status, output: stdout + stderr };
};

describe.skipIf(missing)('the real promtool agrees with the replay', () => {
  test.each([
    ['a gauge', 'queue_depth > 100', '10', '250'],
    ['a gauge that must not fall', 'free_bytes{disk="a"} < 1e9', '5e9', '5e8'],
    ['a rate', 'sum(rate(errors_total[5m])) > 2', '0.1', '7'],
    ['a share of itself', 'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.5', '0.001', '0.97'],
    ['a share that is the whole', 'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.5', '0', '1'],
    ['the reference case: silent', 'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m])) > 0.5', '0.001', '0.052'],
    ['a share of another metric', '1 - (sum(rate(good_total[5m])) / sum(rate(all_total[5m]))) > 0.01', '0.001', '0.2'],
    ['percent', '100 * sum by (job) (rate(failed_total{job="x"}[1m])) / sum by (job) (rate(done_total{job="x"}[1m])) >= 5', '1', '12'],
    ['a quantile', 'histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket{path!~"/health|/ready"}[5m]))) > 2', '0.4', '8'],
    ['an increase', 'increase(restarts_total[10m]) > 3', '0', '12'],
    ['an average over time', 'avg_over_time(load[10m]) / 4 > 0.9', '0.2', '1.5'],
    ['a time that lies too far back', 'time() - last_success_timestamp_seconds{job="backup"} > 86400', '3600', '200000'],
    ['the latest of several times', 'time() - max by (job) (last_success_timestamp_seconds) > 3600', '60', '7200'],
    ['days until a time', '(certificate_expiry_timestamp_seconds - time()) / 86400 < 14', '60', '3'],
    ['a subquery', 'max_over_time(queue_depth[1h:5m]) > 100', '10', '250'],
    ['a subquery of a rate', 'avg_over_time(rate(errors_total[5m])[30m:1m]) > 2', '0.1', '7'],
    ['a slope', 'deriv(disk_used_bytes[30m]) > 1000', '10', '5000'],
    ['a change', 'delta(queue_depth[10m]) > 60', '0', '600'],
    ['a change the other way', 'delta(free_bytes[10m]) < -60', '0', '-600'],
    ['a constant on the left', '0.05 < errors_ratio', '0.001', '0.3'],
  ])('%s', async (_, expression, normal, incident) => {
    const { root, said } = await write({ 'alerts.yml': rules(alert('Broken', JSON.stringify(expression))), 'postmortem.md': record([['figure', normal, incident]], [['api/Broken', 'figure']]) });
    expect(said).toBe('');
    expect(promtool(root)).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
  });

  test('and disagrees when the rule no longer does what was replayed', async () => {
    const { root } = await write({ 'alerts.yml': rules(alert('Broken', 'queue_depth > 100')), 'postmortem.md': record([['figure', '10', '250']], [['api/Broken', 'figure']]) });
    writeFileSync(join(root, 'alerts.yml'), rules(alert('Broken', 'queue_depth > 300')));
    expect(promtool(root).status).not.toBe(0);
  });

  test('samples of a gauge, one at a time', async () => {
    const { root, said } = await write({ 'alerts.yml': rules(alert('Broken', 'queue_depth > 100', '20m')), 'postmortem.md': record([['figure', '10', '50, 150, 150, 150, 150, 50']], [['api/Broken', 'figure']]) });
    expect(said).toBe('');
    expect(promtool(root)).toEqual({ status: 0, output: expect.stringContaining('SUCCESS') });
  });
});

test('a link for which no test can be written is told, with the reason', async () => {
  const { said, text } = await write({
    'alerts.yml': rules(alert('Two', '"a > 1 and b > 2"') + alert('Times', '"time() - a * 2 > 1"')),
    'postmortem.md': record([['figure', '0', '9']], [['api/Two', 'figure as a'], ['api/Times', 'figure']]),
  });
  expect(said).toContain('no test for alerts.yml#api/Two: its expression has several conditions');
  expect(said).toContain('no test for alerts.yml#api/Times: time() is compared with more than a series');
  expect(text).toContain('tests: []');
});
