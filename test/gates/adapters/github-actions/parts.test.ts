import { expect, test } from 'vitest';
import { compareConjuncts, readCondition } from '../../../../src/gates/adapters/github-actions/expression.ts';
import { matrixLegs } from '../../../../src/gates/adapters/github-actions/matrix.ts';
import { compareFilters } from '../../../../src/gates/adapters/github-actions/settings.ts';
import { readYamlDocument } from '../../../../src/gates/formats/yaml-file.ts';

const legs = (text: string) => matrixLegs(readYamlDocument({ path: 'a.yml', text }).root);

// The cases of "Expanding or adding matrix configurations" and "Excluding" in GitHub's documentation, with other values.
test.each([
  ['os: [x, y]\nnode: [1, 2]\n', ['os=x, node=1', 'os=x, node=2', 'os=y, node=1', 'os=y, node=2']],
  ['os: [x, y]\nnode: [1, 2]\nexclude:\n  - {os: y, node: 1}\n', ['os=x, node=1', 'os=x, node=2', 'os=y, node=2']],
  ['os: [x, y]\nexclude:\n  - {os: y}\n', ['os=x']],
  ['os: [x]\ninclude:\n  - {extra: yes}\n', ['os=x, extra=yes']],
  ['os: [x, y]\ninclude:\n  - {os: y, extra: 1}\n', ['os=x', 'os=y, extra=1']],
  ['os: [x]\ninclude:\n  - {os: z}\n', ['os=x', 'os=z']],
  ['include:\n  - {a: 1}\n  - {a: 2}\n', ['a=1', 'a=2']],
])('%j', (text, expected) => {
  expect(legs(text)).toEqual({ legs: expected, opaque: null });
});

test.each(['os: ${{ fromJSON(needs.a.outputs.os) }}', '${{ inputs.matrix }}', `a: [${'x, '.repeat(20)}]\nb: [${'y, '.repeat(20)}]`])('%j is not known beforehand', (text) => {
  expect(legs(text).opaque).not.toBeNull();
});

test.each([
  ["github.event_name == 'push'", 'pull_request', false],
  ["github.event_name == 'pull_request'", 'pull_request', true],
  ["${{ github.event_name != 'pull_request' }}", 'pull_request', false],
  ["github.ref == 'refs/heads/main'", 'pull_request', false],
  ["startsWith(github.ref, 'refs/tags/')", 'pull_request', false],
  ["startsWith(github.ref, 'refs/tags/')", 'push', true],
  ["github.repository == 'a/b' && github.event_name == 'push'", 'pull_request', false],
  ["github.repository == 'a/b' || github.event_name == 'push'", 'pull_request', true],
  ["!(github.event_name == 'PUSH')", 'push', false],
  ['failure()', 'pull_request', false],
  ['always() && false', 'pull_request', false],
  ['this is no expression', 'pull_request', true],
])('%s on %s: %s', (text, event, expected) => {
  expect(readCondition(text.replace(/^\$\{\{\s*|\s*\}\}$/g, '')).mayRun(event)).toBe(expected);
});

test.each([
  ['always()', true], ['failure()', true], ['!cancelled()', true], ['success()', false], [null, false], ["github.actor == 'x'", false], ["always() && needs.a.result == 'success'", true],
])('%s runs after a failure: %s', (text, expected) => {
  expect(readCondition(text).afterFailure).toBe(expected);
});

const narrows = (before: string | null, after: string | null): string => compareConjuncts(readCondition(before).conjuncts, readCondition(after).conjuncts);
test.each([
  [null, "github.actor == 'x'", 'weaker'],
  ["github.actor == 'x'", null, 'stronger'],
  ["a.b == 'x'", "a.b == 'x' && c.d", 'incomparable'],
  ["github.actor == 'x'", "github.actor == 'x' && github.ref == 'y'", 'weaker'],
  ["github.actor == 'x'", "github.actor == 'x' || github.ref == 'y'", 'stronger'],
  ["github.actor=='x'", "(github.actor == 'x')", 'same'],
  [null, 'always()', 'same'],
  [null, 'success() && !cancelled()', 'same'],
  ["github.actor == 'x'", "github.actor == 'y'", 'incomparable'],
])('%s → %s: %s', (before, after, expected) => {
  expect(narrows(before, after)).toBe(expected);
});

test.each([
  [['every change'], ['branches: main'], 'weaker'],
  [['branches: main'], ['every change'], 'stronger'],
  [['branches: main', 'branches: next'], ['branches: main'], 'weaker'],
  [['paths-ignore: docs/**'], ['paths-ignore: docs/**', 'paths-ignore: src/**'], 'weaker'],
  [['branches: main'], ['branches: main', 'branches: !main-old'], 'weaker'],
  [['branches: main'], ['branches: next'], 'incomparable'],
  [['branches: main'], ['branches: main', 'paths: src/**'], 'weaker'],
  [[], ['branches: main'], 'same'],
])('%j → %j: %s', (before, after, expected) => {
  expect(compareFilters(before, after)).toBe(expected);
});
