import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/circleci.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const PATH = '.circleci/config.yml';
const config = (jobs: string, command = 'make test'): Texts => ({
  [PATH]: `version: 2.1\norbs: {node: circleci/node@5}\ncommands:\n  check:\n    steps:\n      - run: {name: Tests, command: ${JSON.stringify(command)}}\njobs:\n  test:\n    docker: [{image: cimg/node:20.0}]\n    steps:\n      - checkout\n      - check\n  idle:\n    steps: [check]\n  ship:\n    steps:\n      - run: ./ship\nworkflows:\n  main:\n    jobs:\n${jobs}`,
});
test('jobs of workflows, their commands, and jobs that nobody runs', () => {
  const units = unitsIn(adapter, config('      - test\n      - hold: {type: approval, requires: [test]}\n      - node/audit\n'));
  expect(units.map(({ selector, enforcement }) => `${selector} ${enforcement}`)).toEqual([
    'main/test block', 'main/test/Tests block', 'main/hold unverified', 'main/node/audit unverified', 'jobs/idle dormant', 'jobs/idle/Tests dormant', 'jobs/ship dormant', 'jobs/ship/./ship dormant',
  ]);
  expect(units.find(({ selector }) => selector === 'main/node/audit')?.opaque).toContain('orb');
});
test('hidden failures', () => {
  expect(unitOf(adapter, config('      - test\n', 'make test || true'), 'main/test/Tests').enforcement).toBe('observe');
  expect(lintsIn(adapter, config('      - test\n', 'make test || true'))).toContain('cannot-fail');
});
test('a deployment that no longer waits', () => {
  const ship = '      - test\n      - ship:\n          requires: [test]\n          filters: {branches: {only: main}}\n';
  expect(rulesBetween(adapter, config(ship), config(ship.replace('          requires: [test]\n', '')))).toContain('bypass-added');
});
