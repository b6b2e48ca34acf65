import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { git, temporaryFolder, temporaryRepository, writeFiles } from '../temporary.ts';

const run = async (root: string, ...argv: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
  const { host, stdout, stderr } = fakeHost(root, { env: { XDG_CACHE_HOME: join(root, '.git/cache') } });
  return { code: await main(host, ['gates', ...argv]), stdout: stdout(), stderr: stderr() };
};

const alerts = (threshold: string, extra = ''): string => `groups:
  - name: api
    rules:
      # gate: api-5xx
      - alert: Many5xx
        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > ${threshold}
        for: 1m
        labels: { severity: page }
${extra}`;

const record = (gate: string, { type = 'detect', status = 'done', incident = '0.3' } = {}): string => `---
postmortem: 1
id: 2026-04-24-endpoint-500s
title: Endpoints returned 500
status: final
links: { incident: INC-41 }
---

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| http_5xx_ratio | 0.001 | ${incident} | ratio | 2026-04-24 10:00 | 2026-04-24 11:00 | |

## Action items

| ID | Action | Type | Gate | Status |
|---|---|---|---|---|
| AI-1 | Alert on the 5xx ratio | ${type} | ${gate} | ${status} |
`;

const LINK = '`alerts.yml#api/Many5xx` replay: http_5xx_ratio';
const repository = (files: Readonly<Record<string, string | Uint8Array>> = {}): string => temporaryRepository({ 'alerts.yml': alerts('0.05'), 'postmortems/one.md': record(LINK), ...files });

const twoJobs = (on: string): string => `on: ${on}\njobs:\n${['unit', 'lint'].map((job) => `  ${job}:\n    runs-on: ubuntu-latest\n    steps:\n      - { name: run, run: make ${job} }\n      - { name: report, run: make report-${job} }\n`).join('')}`;

test('list: what each gate fires on, what it stops and who paid', async () => {
  const root = repository();
  const { code, stdout, stderr } = await run(root, 'list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^alerts\.yml\n {2}api\/Many5xx {2}notify .*\(api-5xx\) {2}← INC-41\n$/);
  expect(stderr).toBe('1 gate in 1 file\n');
  const { units } = JSON.parse((await run(root, 'list', 'alerts.yml', '--json')).stdout);
  expect(units).toMatchObject([{ key: 'alerts.yml#api/Many5xx', mark: 'api-5xx', enforcement: 'notify', incidents: ['INC-41'], conditions: [{ comparator: 'gt', threshold: 0.05, holdSeconds: 60 }] }]);
  expect((await run(root, 'list', '../elsewhere')).code).toBe(2);
});

test('replay: fires, silent with the figure that would settle it, quiet and noisy, dangling', async () => {
  const root = repository();
  expect(await run(root, 'replay')).toMatchObject({ code: 0, stdout: expect.stringMatching(/fires: 0\.3 is > 0\.05 and held for 1m\n {4}quiet on the normal figure .*\n {4}notify; verified\n$/) });
  writeFiles(root, { 'postmortems/one.md': record(LINK, { incident: '0.052' }), 'alerts.yml': alerts('0.5') });
  const silent = await run(root, 'replay');
  expect(silent.code).toBe(1);
  expect(silent.stdout).toContain('SILENT: 0.052 is not > 0.5');
  expect(silent.stdout).toContain('to settle it, record the value of `sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))` over 5m during the incident');
  writeFiles(root, { 'alerts.yml': alerts('0.0001') });
  expect((await run(root, 'replay')).stdout).toContain('NOISY: it fires on the normal figure as well');
  writeFiles(root, { 'postmortems/one.md': record('`alerts.yml#api/Many500s` replay: http_5xx_ratio') });
  expect(await run(root, 'replay')).toMatchObject({ code: 1, stdout: expect.stringContaining('DANGLING: alerts.yml has no gate "api/Many500s"') });
});

test('why: the incident of a line, for the engineer about to delete it', async () => {
  const root = repository();
  expect((await run(root, 'why', 'alerts.yml:7')).stdout).toBe(
    'alerts.yml#api/Many5xx  (line 5, notify)\n  sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05 for 1m\n' +
      '  paid for by INC-41: Endpoints returned 500 (2026-04-24-endpoint-500s#AI-1), postmortems/one.md\n  on its figures: fires (INC-41: 0.3 is > 0.05 and held for 1m)\n',
  );
  expect(await run(root, 'why', 'nothing.yml:7')).toMatchObject({ code: 2, stderr: expect.stringContaining('no gate is found in nothing.yml') });
  expect(await run(root, 'why')).toMatchObject({ code: 2 });
});

test('suggest: gates for the items that have none', async () => {
  const root = repository({ 'postmortems/two.md': record('') });
  expect((await run(root, 'suggest', 'postmortems/two.md')).stdout).toContain('`alerts.yml#api/Many5xx`  notify');
  expect(await run(root, 'suggest', 'postmortems/one.md')).toMatchObject({ code: 0, stdout: '', stderr: 'every action item has a gate\n' });
});

const weakened = (): string => {
  const root = repository();
  writeFiles(root, { 'alerts.yml': alerts('0.5') });
  return root;
};

describe('diff', () => {
  test('names the gate, before, after, the incident that paid and whether it still fires', async () => {
    const { code, stdout } = await run(weakened(), 'diff', '--against', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ERR {3}alerts\.yml#api\/Many5xx {2}threshold-loosened\n/);
    for (const words of ['> 0.05 → > 0.5', 'paid for by INC-41 (2026-04-24-endpoint-500s#AI-1)', 'would NOT fire: INC-41: 0.3 is not > 0.5', 'postmortem gates accept']) expect(stdout).toContain(words);
  });

  test('as a comment, as annotations, as SARIF', async () => {
    const root = weakened();
    const markdown = (await run(root, 'diff', '--against', 'HEAD', '--format', 'markdown')).stdout;
    expect(markdown).toContain('### Gates: 1 ERR');
    expect(markdown).toMatch(/\| ❌ \| alerts\.yml#&#8203;api\/Many5xx \| threshold of .* is loosened \(threshold-loosened\) \| &gt; 0\.05 \| &gt; 0\.5 \| INC-41: Endpoints returned 500 \(AI-1\) \| \*\*no\*\*: /);
    expect(markdown).toContain('**Incidents paid for 1 gate that changes here; 1 would no longer fire, or cannot be shown to.**');
    expect(markdown).toMatch(/- alerts\.yml#&#8203;api\/Many5xx: `postmortem gates accept [0-9a-f]{12} /);
    expect((await run(root, 'diff', '--against', 'HEAD', '--format', 'github')).stdout).toMatch(/^::error file=alerts\.yml,line=5,/);
    const { runs } = JSON.parse((await run(root, 'diff', '--against', 'HEAD', '--format', 'sarif')).stdout);
    expect(runs[0].results).toMatchObject([{ ruleId: 'gates/threshold-loosened', level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'alerts.yml' }, region: { startLine: 5 } } }] }]);
  });

  test('against the default branch and the lock, each change once', async () => {
    const root = repository();
    await run(root, 'lock');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'lock');
    git(root, 'checkout', '-q', '-b', 'topic');
    writeFiles(root, { 'alerts.yml': alerts('0.2') });
    const { code, stdout, stderr } = await run(root, 'diff');
    expect([code, stderr, stdout.match(/threshold-loosened/g)?.length]).toEqual([0, '1 WARN against main and the lock\n', 1]);
    expect((await run(root, 'diff', '--fail-on', 'WARN')).code).toBe(1);
    expect(await run(root, 'diff', '--against', 'no-such-branch')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such-branch') });
    expect((await run(root, 'diff', '--against', '--output=x')).code).toBe(2);
  });

  test('a gate whose items moved to a successor that still fires is replaced, not lost', async () => {
    const root = repository();
    writeFiles(root, { 'alerts.yml': alerts('0.05').replace('Many5xx', 'BurnRate').replace('# gate: api-5xx', '# a budget').replace('sum(rate', 'max(rate'), 'postmortems/one.md': record(LINK.replace('Many5xx', 'BurnRate')) });
    const { code, stdout } = await run(root, 'diff', '--against', 'HEAD');
    expect(stdout).toContain('WARN  alerts.yml#api/BurnRate  gate-superseded');
    expect(code).toBe(0);
    writeFiles(root, { 'alerts.yml': readFileSync(join(root, 'alerts.yml'), 'utf8').replace('> 0.05', '> 0.5') });
    expect((await run(root, 'diff', '--against', 'HEAD')).code).toBe(1);
  });

  test('a trigger that a workflow lost is told once for its jobs and steps, and by name of what an incident paid for', async () => {
    const ci = '.github/workflows/ci.yml';
    const root = repository({ [ci]: twoJobs('[pull_request, push]'), 'postmortems/two.md': record(`\`${ci}#lint\``, { type: 'prevent', incident: '0.3' }).replaceAll('INC-41', 'INC-42') });
    writeFiles(root, { [ci]: twoJobs('[push]') });
    const { changes } = JSON.parse((await run(root, 'diff', '--against', 'HEAD', '--json')).stdout);
    const narrowed = changes.filter(({ rule }: { rule: string }) => rule === 'scope-narrowed');
    expect(narrowed.map(({ level, unit, covers, paidFor }: { level: string; unit: string; covers: readonly string[]; paidFor: readonly unknown[] }) => [level, unit, covers.length, paidFor.length])).toEqual([
      ['ERR', `${ci}#lint`, 0, 1],
      ['ERR', `${ci}#unit`, 2, 0],
    ]);
    expect((await run(root, 'diff', '--against', 'HEAD')).stdout).toContain('      and 2 more units of the file: ');
    expect((await run(root, 'diff', '--against', 'HEAD', '--format', 'markdown')).stdout).toContain('and 2 more units');
    await run(root, 'accept', narrowed[1].fingerprint, '--reason', 'r', '--by', '@a', '--until', '2099-01-01', '--against', 'HEAD');
    const { changes: later } = JSON.parse((await run(root, 'diff', '--against', 'HEAD', '--json')).stdout);
    expect(later.filter(({ rule }: { rule: string }) => rule === 'scope-narrowed').map(({ level, covers }: { level: string; covers: readonly string[] }) => [level, covers.length])).toEqual([['ERR', 0], ['WARN', 2]]);
  });

  test('an unchanged tree has no change, and the cache changes nothing', async () => {
    const root = repository();
    expect(await run(root, 'diff', '--against', 'HEAD')).toEqual({ code: 0, stdout: '', stderr: 'no gate changed against HEAD\n' });
    const first = await run(root, 'list');
    expect(await run(root, 'list')).toEqual(first);
    writeFiles(root, { 'alerts.yml': alerts('0.07') });
    expect((await run(root, 'list')).stdout).toContain('> 0.07');
  });

  test('below a folder of the repository', async () => {
    const root = repository({ 'team/postmortem.config.yaml': 'documents: ["**/*.md"]\n', 'team/alerts.yml': alerts('0.05'), 'team/one.md': record(LINK) });
    writeFiles(root, { 'team/alerts.yml': alerts('0.5') });
    const { stdout } = await run(join(root, 'team'), 'diff', '--against', 'HEAD', '--json');
    expect(JSON.parse(stdout).changes).toMatchObject([{ unit: 'alerts.yml#api/Many5xx', level: 'ERR', paidFor: [{ incident: 'INC-41' }] }]);
  });
});

const workflow = (extra: string): string => `name: policy\non: [pull_request]\njobs:\n  policy:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Run the policy\n        run: conftest test --policy policy manifests\n${extra}`;

const policy = (rule: string): string => `package main\n\n${rule}[msg] {\n  input.kind == "Pod"\n  msg := "no pods"\n}\n`;

test('a policy set to enforce whose step is made to continue on error in the same commit is disarmed, not strengthened', async () => {
  const root = temporaryRepository({ '.github/workflows/policy.yml': workflow(''), 'policy/pods.rego': policy('warn') });
  writeFiles(root, { '.github/workflows/policy.yml': workflow('        continue-on-error: true\n'), 'policy/pods.rego': policy('deny') });
  const { changes } = JSON.parse((await run(root, 'diff', '--against', 'HEAD', '--json')).stdout);
  expect(changes[0]).toMatchObject({ rule: 'gate-disarmed', level: 'ERR', unit: '.github/workflows/policy.yml#policy/Run the policy' });
  expect(changes.filter(({ unit, rule }: { readonly unit: string; readonly rule: string }) => unit.startsWith('policy/') && rule === 'gate-armed')).toEqual([]);
});

const namedJob = (name: string): string => `name: ci\non: [pull_request]\njobs:\n  test:\n    name: ${name}\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n`;

test('a job renamed out of its required check is an error, and so is the check that no job reports', async () => {
  const rules = JSON.stringify({ name: 'main', target: 'branch', enforcement: 'active', conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } }, rules: [{ type: 'required_status_checks', parameters: { strict_required_status_checks_policy: true, required_status_checks: [{ context: 'unit tests' }] } }] });
  const root = temporaryRepository({ '.github/workflows/ci.yml': namedJob('unit tests'), '.github/rulesets/main.json': rules });
  writeFiles(root, { '.github/workflows/ci.yml': namedJob('tests') });
  expect((await run(root, 'diff', '--against', 'HEAD')).code).toBe(1);
  // Another app may report it, so that lint only warns.
  expect((await run(root, 'lint', '--fail-on', 'warning'))).toMatchObject({ code: 1, stdout: expect.stringContaining('dangling-required-check') });
});

test('a canary template that cannot fail is linted', async () => {
  const root = temporaryRepository({ 'canary.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: errors }\nspec:\n  metrics:\n    - name: ratio\n      count: 1\n      failureLimit: 1\n      successCondition: result[0] < 0.01\n      provider: { prometheus: { address: http://prometheus, query: errors } }\n' });
  expect(await run(root, 'lint')).toMatchObject({ code: 1, stdout: expect.stringContaining('cannot-fail') });
});

describe('another repository, by its configured name', () => {
  test('is linked, replayed and listed; what is not configured is refused', async () => {
    const infra = temporaryFolder({ 'alerts.yml': alerts('0.05') });
    const root = temporaryRepository({ 'postmortem.config.yaml': `repositories: { infra: ${JSON.stringify(infra)} }\n`, 'postmortems/one.md': record('`infra:alerts.yml#api/Many5xx` replay: http_5xx_ratio') });
    expect(await run(root, 'replay')).toMatchObject({ code: 0, stdout: expect.stringContaining('infra:alerts.yml#api/Many5xx  fires') });
    expect((await run(root, 'list')).stdout).toContain('infra:alerts.yml\n');
    writeFiles(root, { 'postmortems/one.md': record('`../alerts.yml#api/Many5xx` replay: http_5xx_ratio') });
    expect(await run(root, 'replay')).toMatchObject({ code: 1, stdout: expect.stringContaining('leads out of the repository') });
  });
});

describe('bad input', () => {
  test('templates, several documents, anchors, other encodings, large files and links out of the root: said, never silent, nothing lost', async () => {
    const outside = temporaryFolder({ 'secret.yml': alerts('0.9') });
    const root = repository({
      'templated.yml': alerts('{{ .Values.threshold }}'),
      'many.yml': `${alerts('0.1')}---\nkind: ConfigMap\napiVersion: v1\n---\n${alerts('0.2').replace('Many5xx', 'Second')}`,
      'anchors.yml': 'x: &hold 5m\ngroups:\n  - name: a\n    rules:\n      - { alert: Anchored, expr: up == 0, for: *hold }\n',
      'latin.yml': Buffer.concat([Buffer.from(alerts('0.1')), Buffer.from([0xff, 0xfe, 0xe9])]),
      'large.yml': `${alerts('0.1')}# ${'x'.repeat(10_000_000)}\n`,
      'torn.yml': 'groups:\n  - name: a\n    rules:\n      - alert: Torn\n        expr: [up\n',
    });
    symlinkSync(join(outside, 'secret.yml'), join(root, 'link.yml'));
    const { code, stdout, stderr } = await run(root, 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/templated\.yml\n.*opaque: /);
    expect(stdout).toContain('api/Second');
    expect(stdout).toMatch(/a\/Anchored .* for 5m/);
    expect(stdout).not.toContain('secret');
    for (const words of ['latin.yml: is not UTF-8 text', 'large.yml: is too large', 'link.yml: is a symbolic link that leads out of the repository', 'torn.yml:']) expect(stderr).toContain(words);
    expect((await run(root, 'diff', '--against', 'HEAD')).code).toBe(0);
  });

  test('git history with bytes that are no text does not shift what is read after them', async () => {
    const root = repository({ 'a-latin.yml': Buffer.concat([Buffer.from(alerts('0.1')), Buffer.from([0xff, 0xe9])]), 'z-alerts.yml': alerts('0.05').replace('Many5xx', 'Last').replace('# gate: api-5xx', '# last') });
    writeFiles(root, { 'a-latin.yml': alerts('0.1').replace('Many5xx', 'First').replace('# gate: api-5xx', '# first'), 'z-alerts.yml': alerts('0.5').replace('Many5xx', 'Last').replace('# gate: api-5xx', '# last') });
    const { changes } = JSON.parse((await run(root, 'diff', '--against', 'HEAD', '--json')).stdout);
    expect(changes.map(({ unit, rule }: { readonly unit: string; readonly rule: string }) => `${rule} ${unit}`)).toContain('threshold-loosened z-alerts.yml#api/Last');
  });
});

test('git diff shows what a change does to gates, by the driver', async () => {
  const root = repository({ '.gitattributes': '*.yml diff=gates\n' });
  writeFiles(root, { 'alerts.yml': alerts('0.5') });
  const { code, stdout } = await run(root, 'diff-driver', 'alerts.yml', join(root, 'alerts.yml'), 'a', '100644', '/dev/null', '.', '.');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^gates alerts\.yml\nERR {3}alerts\.yml#api\/Many5xx {2}gate-removed\n/)]);
  expect((await run(root, 'diff-driver')).code).toBe(2);
});

test('the examples are sound', async () => {
  const root = temporaryFolder();
  cpSync(resolve(import.meta.dirname, '../../examples'), root, { recursive: true });
  git(root, 'init', '-q', '-b', 'main');
  execFileSync('git', ['-C', root, 'add', '.']);
  expect(await run(root, 'lint')).toMatchObject({ code: 0 });
  const { replays } = JSON.parse((await run(root, 'replay', '--json')).stdout);
  expect(replays.filter(({ unit }: { readonly unit: string | null }) => unit === null)).toEqual([]);
});

const proposing = (threshold: string): string => `# Endpoints returned 500, 2026-04-24\n\n## Timeline (UTC)\n\n- 23:58 Pager fires, Envoy 5xx ratio = 0.052\n\n## Action items\n\n- Add an alert:\n\n\`\`\`yaml\ngroups:\n- name: api\n  rules:\n  - alert: Many5xx\n    expr: job:http_5xx:ratio > ${threshold}\n\`\`\`\n`;

test('replay: a gate that a post-mortem only writes out is tried on what the post-mortem records', async () => {
  const root = temporaryRepository({ 'one.md': proposing('0.5'), 'two.md': proposing('0.05') });
  const { code, stdout } = await run(root, 'replay', 'one.md');
  // Nobody said that the figure is the alert's own: it is told, and fails nothing.
  expect(code).toBe(0);
  expect(stdout).toBe('one.md  proposed: Many5xx  SILENT: it fires at > 0.5, and the document records "Envoy 5xx ratio": 0.052\n    if it measures something else, record what settles it: the value of `job:http_5xx:ratio` during the incident\n');
  expect(JSON.parse((await run(root, 'replay', 'two.md', '--json')).stdout)).toMatchObject({ replays: [], proposed: [] });
});
