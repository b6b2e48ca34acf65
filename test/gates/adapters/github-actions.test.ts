import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/github-actions.ts';
import { unitOf, unitsIn, rulesBetween } from './reading.ts';
import { changesBetween, findingsIn, type Texts, unitAt } from './whole-repository.ts';

const PATH = '.github/workflows/ci.yml';

const workflow = `name: CI
on:
  pull_request:
    branches: [main, 'release/**']
  push:
    branches: [main]
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npx eslint --max-warnings 10 .
  # gate: orders-tests
  test:
    name: Tests
    needs: lint
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [20, 22]
    steps:
      - uses: actions/checkout@v4
      - name: Unit
        run: |
          npm ci
          npx pytest --cov --cov-fail-under=85
      - name: Scan
        uses: example/scan-action@0123456789abcdef0123456789abcdef01234567
        with:
          fail-on-severity: high
  deploy:
    needs: [test]
    if: github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: ./deploy.sh
`;

const texts = (text: string): Texts => ({ [PATH]: text });
const edited = (from: string, to: string): Texts => {
  if (!workflow.includes(from)) throw new Error(`nothing to edit: ${from}`);
  return texts(workflow.replace(from, to));
};
const enforcement = (text: string, selector: string): string => unitOf(adapter, texts(text), selector).enforcement;

const stepOf = (body: string): string => `on: pull_request\njobs:\n  a:\n    steps:\n      - name: s\n${body.split('\n').map((line) => `        ${line}`).join('\n')}\n`;

const jobOf = (on: string, body: string, more = ''): string => `on: ${on}\njobs:\n  a:\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n    steps:\n      - run: npm test\n${more}`;

const callerOf = (more: string): string => `on: pull_request\njobs:\n  all:\n    uses: ./.github/workflows/called.yml\n${more}`;

const rulesetOf = (contexts: readonly string[], more = ''): string => JSON.stringify({
  id: 7, name: 'main', source: 'example/shop', target: 'branch', enforcement: 'active',
  conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
  rules: [{ type: 'required_status_checks', parameters: { required_status_checks: contexts.map((context) => ({ context, integration_id: 15368 })) } }],
}) + more;

test('a unit for each job and each step that checks something', () => {
  const units = unitsIn(adapter, texts(workflow));
  expect(units.map(({ selector }) => selector)).toEqual(['lint', 'lint/npx eslint', 'test', 'test/Unit', 'test/Scan', 'deploy']);
  // A job that does something rather than check it says so; what it runs is no gate.
  expect(units.flatMap(({ selector, acts }) => (acts === true ? [selector] : []))).toEqual(['deploy']);
  expect(units.find(({ selector }) => selector === 'test')).toMatchObject({ title: 'CI / Tests', mark: 'orders-tests', scope: ['pull_request', 'push'] });
});

test('steps of one name are told apart by an ordinal', () => {
  const units = unitsIn(adapter, texts('on: pull_request\njobs:\n  a:\n    steps:\n      - run: make test\n      - run: make test\n'));
  expect(units.map(({ selector }) => selector)).toEqual(['a', 'a/make test', 'a/make test@2']);
});

test('thresholds among the arguments of commands are conditions', () => {
  const conditions = unitsIn(adapter, texts(workflow)).flatMap((unit) => unit.conditions.map((one) => `${unit.selector}: ${one.metric} ${one.comparator} ${one.threshold ?? ''}`));
  expect(conditions).toEqual(['lint/npx eslint: warnings gt 10', 'test/Unit: coverage lt 85']);
});

describe('how much a step decides', () => {
  test.each([
    ['a plain command', 'run: npm test', 'unverified'],
    ['continue-on-error', 'run: npm test\ncontinue-on-error: true', 'observe'],
    ['continue-on-error switched off', 'run: npm test\ncontinue-on-error: false', 'unverified'],
    ['continue-on-error by an expression', "run: npm test\ncontinue-on-error: ${{ matrix.experimental }}", 'unverified'],
    ['a check whose verdict nobody hears, after a preparation that can fail', 'run: |\n  npm ci\n  npm test || true', 'observe'],
    ['a status that is collected and then dropped', 'run: |\n  for one in a b; do conftest test $one || status=$?; done\n  exit 0', 'observe'],
    ['if: false', 'run: npm test\nif: false', 'dormant'],
    ['if: ${{ false }}', 'run: npm test\nif: ${{ false }}', 'dormant'],
    ['if: failure()', 'run: ./page.sh\nif: failure()', 'observe'],
    ['if: always()', 'run: npm test\nif: always()', 'unverified'],
    ['|| true', 'run: npm test || true', 'observe'],
    ['|| echo', 'run: npm test || echo "tests failed"', 'observe'],
    ['|| exit 1', 'run: npm test || exit 1', 'unverified'],
    ['|| { echo; exit 1; }', 'run: npm test || { echo no; exit 1; }', 'unverified'],
    ['set +e', 'run: |\n  set +e\n  npm test\n  echo done', 'observe'],
    ['set +e with the status kept', 'run: |\n  set +e\n  npm test\n  status=$?\n  exit $status', 'unverified'],
    ['set +e, the last command counts', 'run: |\n  set +e\n  npm test', 'unverified'],
    ['a pipe that loses the status', 'run: npm test | tee log', 'observe'],
    ['a pipe in a shell with pipefail', 'run: npm test | tee log\nshell: bash', 'unverified'],
    ['set -o pipefail', 'run: |\n  set -o pipefail\n  npm test | tee log', 'unverified'],
    ['--exit-zero', 'run: ruff check --exit-zero .', 'observe'],
    ['--exit-code 0', 'run: trivy fs --exit-code 0 .', 'observe'],
    ['one command of two hidden', 'run: |\n  npm test\n  npm run lint || true', 'unverified'],
    ['an action told to succeed', 'uses: example/scan@v1\nwith:\n  soft_fail: true', 'observe'],
    ['an uploader that does not fail', 'uses: codecov/codecov-action@v4', 'observe'],
    ['an uploader that fails', 'uses: codecov/codecov-action@v4\nwith:\n  fail_ci_if_error: true', 'unverified'],
    ['another shell', 'run: npm test || true\nshell: pwsh', 'unverified'],
    ['a result that is looked at and dropped', 'run: if npm test; then echo yes; else echo no; fi', 'observe'],
    ['a result that is looked at and used', 'run: if ! npm test; then exit 1; fi', 'unverified'],
  ])('%s: %s', (_, body, expected) => {
    expect(enforcement(stepOf(body), 'a/s')).toBe(expected);
  });
});

describe('how much a job decides', () => {
  test.each([
    ['on pull requests nobody can see from here', jobOf('pull_request', 'runs-on: x'), 'unverified'],
    ['on pushes to any branch', jobOf('push', 'runs-on: x'), 'unverified'],
    ['after the merge only', jobOf('{push: {branches: [main]}}', 'runs-on: x'), 'notify'],
    ['on tags only', jobOf('{push: {tags: [v*]}}', 'runs-on: x'), 'notify'],
    ['by the clock only', jobOf('{schedule: [{cron: 0 3 * * *}]}', 'runs-on: x'), 'notify'],
    ['by hand only', jobOf('workflow_dispatch', 'runs-on: x'), 'notify'],
    ['continue-on-error on the job', jobOf('pull_request', 'continue-on-error: true'), 'observe'],
    ['if: false', jobOf('pull_request', 'if: false'), 'dormant'],
    ['a condition that no event meets', jobOf('pull_request', "if: github.event_name == 'push'"), 'dormant'],
    ['skipped on pull requests', jobOf('[pull_request, push]', "if: github.event_name == 'schedule' || github.ref == 'refs/heads/main' && github.event_name == 'push'"), 'unverified'],
    ['skipped before the merge', jobOf('{pull_request: {}, push: {branches: [main]}}', "if: github.event_name != 'pull_request'"), 'notify'],
    ['a condition only the run tells', jobOf('pull_request', "if: contains(github.event.pull_request.labels.*.name, 'full')"), 'unverified'],
    ['a release that waits for it', jobOf('{push: {tags: [v*]}}', 'runs-on: x', '  publish:\n    needs: a\n    steps:\n      - run: npm publish\n'), 'block'],
    ['a release that does not care', jobOf('{push: {tags: [v*]}}', 'runs-on: x', '  publish:\n    needs: a\n    if: always()\n    steps:\n      - run: npm publish\n'), 'notify'],
    ['a deployment that waits for it', jobOf('pull_request', 'runs-on: x', '  ship:\n    needs: a\n    environment: production\n    steps:\n      - run: ./ship\n'), 'block'],
  ])('%s', (_, text, expected) => {
    expect(enforcement(text, 'a')).toBe(expected);
  });

  test('a called workflow decides as much as its caller', () => {
    const called = 'on: workflow_call\njobs:\n  unit:\n    steps:\n      - run: npm test\n';
    const at = (more: string) => unitOf(adapter, { '.github/workflows/called.yml': called, '.github/workflows/caller.yml': callerOf(more) }, 'unit');
    expect(at('').enforcement).toBe('unverified');
    expect(at('    continue-on-error: true\n').enforcement).toBe('observe');
    expect(at('').chain.at(-1)?.reason).toContain('called by .github/workflows/caller.yml#all');
  });
});

describe('changes', () => {
  test.each<readonly [string, Texts, readonly string[]]>([
    ['a trigger goes', edited("  pull_request:\n    branches: [main, 'release/**']\n", ''), ['scope-narrowed']],
    ['branches are narrowed', edited("[main, 'release/**']", '[main]'), ['scope-narrowed']],
    ['branches are widened', edited("    branches: [main, 'release/**']\n", ''), ['scope-widened']],
    ['paths are added', edited("    branches: [main, 'release/**']\n", "    branches: [main, 'release/**']\n    paths: [src/**]\n"), ['scope-narrowed']],
    ['a leg of the matrix goes', edited('[20, 22]', '[22]'), ['scope-narrowed']],
    ['the matrix gets a dimension', edited('        node: [20, 22]\n', '        node: [20, 22]\n        os: [ubuntu]\n'), []],
    ['the deployment no longer waits', edited('    needs: [test]\n', ''), ['bypass-added', 'opaque-became']],
    ['a job gets a condition', edited('    name: Tests\n', "    name: Tests\n    if: github.actor != 'bot'\n"), ['scope-narrowed']],
    ['a job no longer waits for the result of another', edited("    runs-on: ubuntu-latest\n    strategy", "    runs-on: ubuntu-latest\n    if: always()\n    strategy"), ['bypass-added', 'opaque-became']],
    ['a step may fail', edited('      - name: Unit\n', '      - name: Unit\n        continue-on-error: true\n'), ['gate-disarmed']],
    ['a threshold drops', edited('--cov-fail-under=85', '--cov-fail-under=70'), ['threshold-loosened']],
    ['warnings are let in', edited('--max-warnings 10', '--max-warnings 50'), ['threshold-loosened']],
    ['an action is unpinned', edited('@0123456789abcdef0123456789abcdef01234567', '@v3'), ['exposure-increased']],
    ['a severity is let through', edited('fail-on-severity: high', 'fail-on-severity: critical'), ['threshold-loosened']],
    ['another command', edited('npm ci\n', 'npm install\n'), ['command-changed']],
    ['a step goes', edited(workflow.slice(workflow.indexOf('      - name: Scan'), workflow.indexOf('  deploy:')), ''), ['gate-removed']],
    ['a job loses its name', edited('    name: Tests\n', ''), ['setting-changed', 'reworded']],
    ['one command of two is hidden', edited('npm ci\n', 'npm ci || true\n'), ['bypass-added']],
    ['comments and layout', edited('  deploy:\n', '  # ships\n\n  deploy:\n'), []],
  ])('%s', async (_, after, expected) => {
    const rules = (await changesBetween(texts(workflow), after)).map((one) => one.split(' ').at(-1));
    expect(new Set(rules)).toEqual(new Set([...expected, ...rules.filter((rule) => expected.length > 0 && rule === 'command-changed')]));
  });

  test('every weakening read backwards is a strengthening', async () => {
    expect(await changesBetween(edited('--cov-fail-under=85', '--cov-fail-under=70'), texts(workflow))).toContain('test/Unit threshold-tightened');
    expect(await changesBetween(edited('[20, 22]', '[22]'), texts(workflow))).toContain('test scope-widened');
  });
});

const policyWorkflow = (more: string): string => `on: pull_request\njobs:\n  policy:\n    steps:\n      - name: Policies\n        run: conftest test deploy/\n${more}`;

const policy = (rule: string): string => `package main\n\n${rule}[msg] {\n  input.kind == "Pod"\n  msg := "no pods"\n}\n`;

describe('required checks', () => {
  const RULES = '.github/rulesets/main.json';
  const plain = 'on: pull_request\njobs:\n  build:\n    name: Build\n    steps:\n      - run: make\n  docs:\n    steps:\n      - run: make docs\n';

  test('a required job blocks, another only tells', async () => {
    const repository = { [PATH]: plain, [RULES]: rulesetOf(['Build']) };
    expect((await unitAt(repository, `${PATH}#build/make`)).enforcement).toBe('block');
    expect((await unitAt(repository, `${PATH}#docs`)).enforcement).toBe('notify');
    expect((await unitAt(repository, `${PATH}#build`)).chain.map(({ name }) => name)).toEqual(['job', 'required check']);
  });

  test('a job renamed out of its required check loses it', async () => {
    const before = { [PATH]: plain, [RULES]: rulesetOf(['Build']) };
    const after = { ...before, [PATH]: plain.replace('name: Build', 'name: Compile') };
    expect(await changesBetween(before, after)).toContain('build required-context-dropped');
    expect(await findingsIn(after)).toContain('error dangling-required-check main/required_status_checks/Build');
  });

  test('a job whose id changes loses the check that its id named', async () => {
    const named = plain.replace('    name: Build\n', '');
    const before = { [PATH]: named, [RULES]: rulesetOf(['build']) };
    expect(await changesBetween(before, { ...before, [PATH]: named.replace('  build:', '  compile:') })).toContain('compile required-context-dropped');
  });

  test('a check that no job reports is an error, unless another app may', async () => {
    expect(await findingsIn({ [PATH]: plain, [RULES]: rulesetOf(['Build', 'e2e']) })).toContain('error dangling-required-check main/required_status_checks/e2e');
    const other = rulesetOf(['e2e']).replace('15368', '4711');
    expect((await findingsIn({ [PATH]: plain, [RULES]: other })).filter((one) => one.includes('dangling'))).toEqual([]);
  });

  test('a check that another format of the repository reports is not missing', async () => {
    const rules = rulesetOf(['Build', 'codecov/project']).replaceAll(',"integration_id":15368', '');
    const dangling = async (more: Texts): Promise<number> => (await findingsIn({ [PATH]: plain, [RULES]: rules, ...more })).filter((one) => one.includes('dangling')).length;
    expect(await dangling({})).toBe(1);
    expect(await dangling({ 'codecov.yml': 'coverage:\n  status:\n    project: true\n' })).toBe(0);
  });

  test.each([
    ['Tests (20)', 'yes'], ['Tests (22)', 'yes'], ['Tests (18)', 'no'], ['Tests', 'no'],
  ])('the matrix reports %s: %s', async (context, reported) => {
    const findings = await findingsIn({ [PATH]: workflow, [RULES]: rulesetOf([context]) });
    expect(findings.some((one) => one.includes('dangling'))).toBe(reported === 'no');
  });

  const collector = (body: string): string => `${plain}  all:\n    needs: [build, docs]\n${body}`;
  test.each([
    ['tests the results', "    if: always()\n    steps:\n      - if: contains(needs.*.result, 'failure')\n        run: exit 1\n", 'block', []],
    ['is skipped when one fails', '    steps:\n      - run: make report\n', 'notify', ['warning skipped-passes all']],
    ['looks at nothing', '    if: always()\n    steps:\n      - run: make report\n', 'notify', ['error cannot-fail all']],
  ])('a job that collects and %s', async (_, body, expected, findings) => {
    const repository = { [PATH]: collector(body), [RULES]: rulesetOf(['all']) };
    expect((await unitAt(repository, `${PATH}#docs`)).enforcement).toBe(expected);
    expect((await findingsIn(repository)).filter((one) => one.endsWith(' all'))).toEqual(findings);
  });

  test('a policy set to enforce whose CI step may fail is disarmed', async () => {
    const before = { [PATH]: policyWorkflow(''), [RULES]: rulesetOf(['policy']), 'policy/pods.rego': policy('warn') };
    const after = { ...before, [PATH]: policyWorkflow('        continue-on-error: true\n'), 'policy/pods.rego': policy('deny') };
    expect((await unitAt(after, 'policy/pods.rego#main/deny')).enforcement).toBe('observe');
    const changes = await changesBetween(before, after);
    expect(changes).toContain('policy/Policies gate-disarmed');
    expect(changes.filter((one) => one.endsWith('gate-armed'))).toEqual([]);
  });
});

const started = (on: string, job = 'test', run = 'npm test'): Readonly<Record<string, string>> => texts(`on: ${on}\njobs:\n  ${job}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`);

test.each([
  ['after the merge only', started('[push, pull_request]'), started('[push]'), ['scope-narrowed']],
  ['before the merge in place of after it', started('[push]'), started('[pull_request]'), ['scope-widened']],
  ['on the code of the change in place of that of the base', started('[pull_request_target]'), started('[pull_request]'), ['scope-widened']],
  ['no longer by hand', started('[pull_request, workflow_dispatch]'), started('[pull_request]'), []],
  ['no longer by a name that GitHub does not know', started('[pull_request, pull-request]'), started('[pull_request]'), []],
  ['a workflow that publishes', started('[push, release]', 'publish', 'npm publish'), started('[release]', 'publish', 'npm publish'), []],
  ['a job that publishes by its name', started('[push, schedule]', 'publish', 'make it'), started('[schedule]', 'publish', 'make it'), []],
  ['a job of that name that tests', started('[push, schedule]', 'publish', 'pytest'), started('[schedule]', 'publish', 'pytest'), ['consequence-unranked', 'scope-narrowed']],
  ['a check of what was published', started('[push, schedule]', 'publish-e2e', 'make it'), started('[schedule]', 'publish-e2e', 'make it'), ['consequence-unranked', 'scope-narrowed']],
])('started %s', (_, before, after, expected) => {
  expect([...new Set(rulesBetween(adapter, before, after))].toSorted()).toEqual(expected);
});

test('nothing starts a workflow whose only event GitHub does not know', () => {
  expect(unitOf(adapter, started('[pull-request]'), 'test').chain.map(({ reason }) => reason).join()).toContain('no event "pull-request"');
});

test('a workflow that others call now is started by what starts them', () => {
  const base = '.github/workflows/base.yml';
  const job = 'jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
  const before = { [base]: `on: [push, pull_request]\n${job}` };
  const after = { [base]: `on: workflow_call\n${job}`, '.github/workflows/ci.yml': 'on: [push, pull_request]\njobs:\n  base:\n    uses: ./.github/workflows/base.yml\n' };
  expect(rulesBetween(adapter, before, after).filter((rule) => rule.startsWith('scope'))).toEqual([]);
  expect(rulesBetween(adapter, before, { [base]: `on: workflow_call\n${job}` })).toContain('scope-narrowed');
});

const onLegs = (condition: string): Readonly<Record<string, string>> => texts(`on: pull_request\njobs:\n  test:\n    strategy: { matrix: { os: [linux, macos, windows] } }\n    steps:\n      - run: npm test\n${condition === '' ? '' : `        if: ${condition}\n`}`);

test.each([
  ['', "matrix.os == 'linux'", ['scope-narrowed']],
  ["matrix.os == 'linux'", "matrix.os != 'windows'", ['scope-widened']],
  ["matrix.os != 'windows'", "matrix.os == 'linux' || matrix.os == 'macos'", []],
])('legs of the matrix on which a step runs: "%s" becomes "%s"', (before, after, expected) => {
  expect(rulesBetween(adapter, onLegs(before), onLegs(after))).toEqual(expected);
});

const job = (more: string) => texts(`on: pull_request\njobs:\n  test:\n${more}    steps:\n      - run: npm test\n`);

test('a failure that is ignored on some legs is a bypass, on all of them disarms', () => {
  expect(new Set(rulesBetween(adapter, job(''), job('    continue-on-error: ${{ matrix.experimental }}\n')))).toEqual(new Set(['bypass-added']));
  expect(new Set(rulesBetween(adapter, job(''), job('    continue-on-error: true\n')))).toEqual(new Set(['gate-disarmed']));
});

test('the severity from which a scanner fails is compared', () => {
  expect(rulesBetween(adapter, started('pull_request', 'scan', 'grype dir:. --fail-on high'), started('pull_request', 'scan', 'grype dir:. --fail-on critical'))).toEqual(['threshold-loosened']);
  expect(rulesBetween(adapter, started('pull_request', 'scan', 'trivy fs . --exit-code 1 --severity HIGH,CRITICAL'), started('pull_request', 'scan', 'trivy fs . --exit-code 1 --severity CRITICAL'))).toEqual(['scope-narrowed']);
});
