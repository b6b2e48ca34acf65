import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/pre-commit.ts';
import { rulesBetween, unitOf } from './reading.ts';
import { unitAt, type Texts } from './whole-repository.ts';

const PATH = '.pre-commit-config.yaml';
const hooks = (options: string, more = ''): Texts => ({ [PATH]: `${more}repos:\n  - repo: https://github.com/example/checks\n    rev: v1\n    hooks:\n      - id: secrets\n${options}` });

test('a hook that nobody runs but its author only observes', async () => {
  expect(unitOf(adapter, hooks(''), 'checks/secrets').enforcement).toBe('observe');
  const run = 'on: pull_request\njobs:\n  hooks:\n    steps:\n      - uses: pre-commit/action@v3.0.1\n';
  expect((await unitAt({ ...hooks(''), '.github/workflows/hooks.yml': run }, `${PATH}#checks/secrets`)).enforcement).toBe('unverified');
  expect((await unitAt({ ...hooks(''), '.github/workflows/hooks.yml': `${run}        continue-on-error: true\n` }, `${PATH}#checks/secrets`)).enforcement).toBe('observe');
  expect(unitOf(adapter, hooks('', 'ci:\n  autofix_prs: false\n')).enforcement).toBe('unverified');
  expect(unitOf(adapter, hooks('', 'ci:\n  skip: [secrets]\n')).enforcement).toBe('observe');
});

test.each([
  ['files are left out', '', '        exclude: ^vendor/\n', ['scope-narrowed']],
  ['more files are left out', '        exclude: ^(vendor/|gen/)\n', '        exclude: ^(vendor/|gen/|src/)\n', ['scope-narrowed']],
  ['fewer types', '        types: [text]\n', '        types: [text, python]\n', ['scope-narrowed']],
  ['only when asked for', '', '        stages: [manual]\n', ['consequence-downgraded', 'scope-narrowed']],
  ['other arguments', '        args: [--strict]\n', '        args: [--lax]\n', ['command-changed']],
])('%s', (_, before, after, expected) => {
  expect(rulesBetween(adapter, hooks(before), hooks(after)).toSorted()).toEqual(expected);
});
