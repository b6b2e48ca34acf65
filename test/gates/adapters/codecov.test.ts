import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/codecov.ts';
import { conditionsIn, rulesBetween, unitOf } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const yml = (project: string, more = ''): Texts => ({ 'codecov.yml': `coverage:\n  status:\n    project:\n      default:\n${project}    patch: off\n${more}` });
test('targets less the drop that is let pass', () => {
  expect(conditionsIn(adapter, yml('        target: 80%\n        threshold: 2%\n'))).toEqual(['project/default: coverage of the project lt 78']);
  expect(unitOf(adapter, yml('        target: auto\n        threshold: 1\n')).conditions).toMatchObject([{ metric: 'coverage of the project against the base', threshold: -1 }]);
});
test.each([
  ['        target: 80%\n', '        target: 75%\n', ['threshold-loosened']],
  ['        target: 80%\n', '        target: 80%\n        threshold: 5%\n', ['threshold-loosened']],
  ['        target: 80%\n', '        target: 80%\n        informational: true\n', ['gate-disarmed']],
  ['        target: 80%\n        only_pulls: false\n', '        target: 80%\n        only_pulls: true\n', ['scope-narrowed']],
])('%j → %j', (before, after, expected) => {
  expect(rulesBetween(adapter, yml(before), yml(after))).toEqual(expected);
});
test('more files are left out', () => {
  expect(rulesBetween(adapter, yml('        target: 80%\n', 'ignore: [gen]\n'), yml('        target: 80%\n', 'ignore: [gen, src]\n'))).toContain('scope-narrowed');
});
