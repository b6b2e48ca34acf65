import { expect, test } from 'vitest';
import { readShell } from '../../../src/gates/formats/shell/script.ts';
import { thresholdsOf } from '../../../src/gates/formats/shell/thresholds.ts';
import { positionsOf } from '../../../src/gates/formats/positions.ts';

const strict = { exitOnError: true, pipefail: true };
const canFail = (script: string, options = strict): boolean => readShell(script, options).canFail;

test.each([
  ['make test', true],
  ['make test || true', false],
  ['make test || :', false],
  ['make test || exit 0', false],
  ['make test || { echo failed; }', false],
  ['make test || make again', true],
  ['make build && make test || true', false],
  ['(make test) || true', false],
  ['make test &', false],
  ['make test & wait $!', true],
  ['for f in *; do check "$f" || true; done', false],
  ['for f in *; do check "$f"; done', true],
  ['while read -r l; do check "$l"; done < list', true],
  ['check() { make test; }\ncheck || true', true],
  ['if make test; then echo ok; fi', false],
  ['if make test; then echo ok; else exit 1; fi', true],
  ['case $x in a) make test || true;; esac', false],
  ['set +e\nmake test\nset -e\nmake lint', true],
  ['set +e\nmake test\necho done', false],
  ["cat <<'EOF'\nmake test || true\nEOF\nmake lint", true],
  ['npm test -- --exit-zero', false],
  ['echo "${{ github.event.title || true }}"\nmake test', true],
  ['echo only', true],
])('%j can fail: %s', (script, expected) => {
  expect(canFail(script)).toBe(expected);
});

test('a pipe hides a failure only without pipefail', () => {
  expect(canFail('make test | tee log')).toBe(true);
  expect(canFail('make test | tee log', { exitOnError: true, pipefail: false })).toBe(false);
  expect(canFail('make test | grep -q ok', { exitOnError: true, pipefail: false })).toBe(true);
});

test.each([
  ['pytest --cov-fail-under=80', ['coverage lt 80']],
  ['python -m pytest --cov-fail-under 80', ['coverage lt 80']],
  ['eslint . --max-warnings 0', ['warnings gt 0']],
  ['eslint . --max-warnings -1', []],
  ['diff-cover coverage.xml --fail-under=50', ['coverage of the change lt 50']],
  ['pylint --fail-under=8.5 src', ['pylint score lt 8.5']],
  ['other --fail-under=8.5 src', []],
  ['npx c8 --check-coverage --lines 90 npm test', ['coverage of lines lt 90']],
  ['pytest --cov-fail-under=$MIN', ['coverage lt $MIN']],
])('%s: %j', (script, expected) => {
  const source = positionsOf(script).source(0, 0);
  const conditions = readShell(script, strict).commands.flatMap((command) => thresholdsOf(command, { positions: positionsOf(script), scriptStart: 0, fallback: source }));
  expect(conditions.map((one) => `${one.metric} ${one.comparator} ${one.threshold ?? one.expression ?? ''}`)).toEqual(expected);
});
