import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder, temporaryRepository, writeFiles } from '../temporary.ts';

const run = async (root: string, ...argv: readonly string[]) => {
  const { host, stdout, stderr } = fakeHost(root, { env: { XDG_CACHE_HOME: temporaryFolder() } });
  return { code: await main(host, ['gates', ...argv]), stdout: stdout(), stderr: stderr() };
};

const formats = async (root: string, ...places: readonly string[]): Promise<readonly string[]> => {
  const { files } = JSON.parse((await run(root, 'list', '--json', ...places)).stdout);
  return files.map((one: { readonly path: string; readonly format: string }) => `${one.path}: ${one.format}`);
};

const WORKFLOW = 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';

/** One file of each format that is bound to a place, under a name that says nothing. */
const COPIES: Readonly<Record<string, readonly [format: string, text: string]>> = {
  'a.yml': ['github-actions', WORKFLOW],
  'b.yml': ['gitlab-ci', 'stages: [test]\nunit:\n  stage: test\n  script: [make test]\n'],
  'c.yml': ['circleci', 'version: 2.1\njobs:\n  build:\n    docker: [{ image: node }]\n    steps: [checkout, { run: npm test }]\nworkflows:\n  main: { jobs: [build] }\n'],
  'd.yml': ['codecov', 'coverage:\n  status:\n    project: { default: { target: 80% } }\n'],
  'e.yaml': ['pre-commit', 'repos:\n  - repo: https://example.org/hooks\n    rev: v1\n    hooks: [{ id: lint }]\n'],
  'f.yml': ['mergify', 'queue_rules:\n  - name: main\n    queue_conditions: [check-success=test]\n'],
  'g.yml': ['dependency-updates', 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: daily }\n'],
  'h.json': ['dependency-updates', '{ "$schema": "https://docs.renovatebot.com/renovate-schema.json", "automerge": true }'],
  'i.json': ['lighthouse-ci', '{ "ci": { "assert": { "assertions": { "speed-index": ["error", { "minScore": 0.9 }] } } } }'],
  'j.ts': ['coverage-thresholds', 'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: { coverage: { thresholds: { lines: 80 } } } });\n'],
  'k.json': ['coverage-thresholds', '{ "coverageThreshold": { "global": { "lines": 80 } } }'],
  'l.js': ['k6', 'import http from "k6/http";\nexport const options = { thresholds: { http_req_duration: ["p(95)<500"] } };\nexport default () => http.get("http://a.test");\n'],
  'm.yml': ['promptfoo', 'prompts: [hello]\nproviders: [echo]\ntests:\n  - assert: [{ type: contains, value: hello }]\n'],
  'n.yml': ['github-rulesets', 'branches:\n  - name: main\n    protection: { required_status_checks: { strict: true, contexts: [test] } }\n'],
  'o.py': ['deepeval', 'from deepeval.metrics import BiasMetric\nmetric = BiasMetric(threshold=0.5)\n'],
  'p.yml': ['native', 'apiVersion: gates/v1alpha1\nkind: GateSet\nmetadata: { name: ranker }\nspec:\n  promotion:\n    - { id: ndcg, metric: ndcg_at_10, op: gte, threshold: 0.4 }\n'],
};
const copies = Object.fromEntries(Object.entries(COPIES).map(([name, [, text]]) => [`copies/${name}`, text]));
const expected = Object.entries(COPIES).map(([name, [format]]) => `copies/${name}: ${format}`);

test('a repository lists what its tools read; a place that is named, what its content tells', async () => {
  const root = temporaryRepository({ ...copies, '.github/workflows/ci.yml': WORKFLOW });
  expect(await formats(root)).toEqual(['.github/workflows/ci.yml: github-actions']);
  expect(await formats(root, 'copies')).toEqual(expected);
  expect(await formats(root, '.')).toEqual(['.github/workflows/ci.yml: github-actions', ...expected]);
  // What one run read by its content is no gate of the next.
  expect(await formats(root)).toEqual(['.github/workflows/ci.yml: github-actions']);
});

test.each(Object.entries(COPIES))('%s by itself', async (name, [format]) => {
  const { code, stdout } = await run(temporaryRepository(copies), 'list', '--json', `copies/${name}`);
  const { files, units } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(files).toEqual([{ path: `copies/${name}`, format, none: null }]);
  expect(units).not.toEqual([]);
});

test('other configuration of the same language is no gate', async () => {
  const root = temporaryRepository({
    'compose.yml': 'services:\n  web: { image: nginx, build: { context: ., args: [] } }\n',
    'pipelines.yml': 'pipelines:\n  default:\n    - step:\n        script: [make]\n',
    'openapi.json': '{ "openapi": "3.1.0", "components": { "schemas": { "ci": {} } } }',
    'app.js': 'export const options = { thresholds: [1, 2] };\n',
    'values.yaml': 'hooks: {}\nrepos: []\ncoverage: 80\n',
  });
  expect(await formats(root, '.')).toEqual([]);
});

test('a place outside the repository is taken for itself; lint reads it alike', async () => {
  const outside = temporaryFolder();
  writeFiles(outside, { 'copies/a.yml': WORKFLOW.replace('npm test', 'npm test || true') });
  const root = temporaryRepository({ 'a.txt': '' });
  expect(await formats(root, join(outside, 'copies'))).toEqual(['a.yml: github-actions']);
  expect(await run(root, 'lint', join(outside, 'copies/a.yml'))).toMatchObject({ stdout: expect.stringContaining('cannot fail') });
  expect(await run(root, 'list', 'a.txt', outside)).toMatchObject({ code: 2, stderr: expect.stringContaining('one repository at a time') });
  expect(await run(root, 'list', 'nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no "nowhere"') });
});

test('a file that git ignores is read where it is named', async () => {
  const root = temporaryRepository({ '.gitignore': 'out/\n', 'out/rendered/ci.yml': WORKFLOW });
  expect(await formats(root, 'out')).toEqual(['out/rendered/ci.yml: github-actions']);
  expect(await formats(root, 'out/rendered/ci.yml')).toEqual(['out/rendered/ci.yml: github-actions']);
});

test('a file of a known format without a gate says why', async () => {
  const root = temporaryRepository({ 'slo/service.yaml': 'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: web }\nspec: {}\n' });
  expect(await run(root, 'list', 'slo')).toEqual({
    code: 0,
    stdout: 'slo/service.yaml\n  no gate (openslo): it holds no objective, indicator, alert policy or alert condition: it declares Service (openslo/v1)\n',
    stderr: '0 gates in 0 files; 1 more file of a known format without a gate\n',
  });
});

test('two files are compared by their content, whatever they are called', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'old.yml': WORKFLOW, 'new.yml': WORKFLOW.replace('npm test', 'npm test || true'), 'same.yml': WORKFLOW });
  const { code, stdout } = await run(root, 'diff', 'old.yml', 'new.yml', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ against: ['old.yml'], changes: [{ level: 'ERR', rule: 'gate-disarmed', path: 'new.yml', unit: 'new.yml#test/npm test' }, { rule: 'bypass-added' }] });
  expect(await run(root, 'diff', 'old.yml', 'same.yml')).toEqual({ code: 0, stdout: '', stderr: 'no gate changed against old.yml\n' });
});

test('two folders are compared path by path', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'old/.github/workflows/ci.yml': WORKFLOW, 'new/.github/workflows/checks.yml': WORKFLOW, 'new/a.txt': '' });
  const { code, stdout } = await run(root, 'diff', 'old', 'new');
  expect(code).toBe(0);
  expect(stdout).toContain('gate-moved');
});

test('what cannot be compared is said', async () => {
  const root = temporaryFolder();
  writeFiles(root, { 'a.yml': WORKFLOW, 'b.yml': Buffer.from([0x6f, 0x6e, 0xff]) });
  mkdirSync(join(root, 'folder'));
  expect(await run(root, 'diff', 'a.yml')).toMatchObject({ code: 2, stderr: expect.stringContaining('OLD NEW') });
  expect(await run(root, 'diff', 'a.yml', 'folder')).toMatchObject({ code: 2, stderr: expect.stringContaining('not one of each') });
  expect(await run(root, 'diff', 'a.yml', 'c.yml')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no "c.yml"') });
  expect(await run(root, 'diff', 'a.yml', 'a.yml', '--against', 'HEAD')).toMatchObject({ code: 2, stderr: expect.stringContaining('--against') });
  expect((await run(root, 'diff', 'a.yml', 'b.yml')).stderr).toContain('is not UTF-8 text');
});
