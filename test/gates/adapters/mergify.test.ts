import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/mergify.ts';
import { conditionsIn, rulesBetween, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const rules = (conditions: string, actions = 'queue: {name: default}'): Texts => ({
  '.mergify.yml': `pull_request_rules:\n  - name: merge\n    conditions: [${conditions}]\n    actions: {${actions}}\nmerge_protections:\n  - name: reviews\n    success_conditions: ['#approved-reviews-by>=2']\n`,
});

test('rules that merge, protect or only tell', () => {
  expect(unitsIn(adapter, rules('base=main')).map(({ selector, enforcement }) => `${selector} ${enforcement}`)).toEqual(['pull_request_rules/merge unverified', 'merge_protections/reviews block']);
  expect(unitsIn(adapter, rules('base=main', 'comment: {message: hi}'))[0]?.enforcement).toBe('notify');
  expect(conditionsIn(adapter, rules('base=main'))).toEqual(['merge_protections/reviews: approved reviews by lt 2']);
});

test('a condition of a merge goes', () => {
  expect(rulesBetween(adapter, rules('base=main, status-success=build'), rules('base=main'))).toEqual(['scope-narrowed']);
  expect(rulesBetween(adapter, rules("base=main, '#approved-reviews-by>=2'"), rules("base=main, '#approved-reviews-by>=1'"))).toEqual(['threshold-loosened']);
});
