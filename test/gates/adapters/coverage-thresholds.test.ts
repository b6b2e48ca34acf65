import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/coverage-thresholds.ts';
import { conditionsIn, unitOf } from './reading.ts';
import type { Texts } from './whole-repository.ts';

test.each<readonly [string, Texts, readonly string[]]>([
  ['vitest', { 'vitest.config.ts': "import { defineConfig } from 'vitest/config';\nexport default defineConfig({ test: { coverage: { thresholds: { lines: 80, branches: -10, 'src/core/**': { functions: 95 } } } } } satisfies Config);\n" }, ['coverage: coverage of lines lt 80', 'coverage: branches not covered gt 10', 'coverage/src/core/**: coverage of functions lt 95']],
  ['vitest, all', { 'vitest.config.mts': 'export default { test: { coverage: { thresholds: { 100: true } } } };' }, ['lines', 'branches', 'functions', 'statements'].map((part) => `coverage: coverage of ${part} lt 100`)],
  ['jest in a file', { 'jest.config.js': 'module.exports = { coverageThreshold: { global: { lines: 90 } } };' }, ['coverageThreshold/global: coverage of lines lt 90']],
  ['jest in package.json', { 'package.json': '{"jest": {"coverageThreshold": {"./src/": {"statements": 70}}}}' }, ['coverageThreshold/./src/: coverage of statements lt 70']],
  ['nyc', { '.nycrc.json': '{"check-coverage": true, "lines": 60}' }, ['check-coverage: coverage of lines lt 60']],
  ['coverage.py', { 'pyproject.toml': '[tool.coverage.report]\nfail_under = 88\n\n[tool.pytest.ini_options]\naddopts = "-q --cov-fail-under=85"\n' }, ['coverage.report/fail_under: coverage lt 88', 'pytest.ini_options/cov-fail-under: coverage lt 85']],
  ['.coveragerc', { '.coveragerc': '[report]\nfail_under = 77\n' }, ['report/fail_under: coverage lt 77']],
  ['a value that only running tells', { 'jest.config.js': 'module.exports = { coverageThreshold: { global: { lines: Number(process.env.MIN) } } };' }, ['coverageThreshold/global: coverage of lines lt only running Number() tells']],
])('%s', (_, texts, expected) => {
  expect(conditionsIn(adapter, texts)).toEqual(expected);
});
test('nyc looks at its thresholds only when told to', () => {
  expect(unitOf(adapter, { '.nycrc': '{"lines": 60}' }).enforcement).toBe('dormant');
});
