import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/dependency-updates.ts';
import { conditionsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const dependabot = (more: string): Texts => ({ '.github/dependabot.yml': `version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: {interval: daily}\n${more}` });
const renovate = (config: string): Texts => ({ 'renovate.json': config });

test('the age that a release must have', () => {
  expect(conditionsIn(adapter, dependabot('    cooldown:\n      default-days: 7\n      semver-major-days: 30\n'))).toEqual(['npm /: age of the release lt 7', 'npm /: age of the release lt 30']);
  expect(conditionsIn(adapter, renovate('{"minimumReleaseAge": "2 weeks"} // soak'))).toEqual(['updates: age of the release lt 14']);
});

test('what merges without a person', () => {
  const units = unitsIn(adapter, renovate('{"packageRules": [{"matchUpdateTypes": ["patch"], "automerge": true}, {"matchPackageNames": ["left"], "enabled": false}]}'));
  expect(units.map(({ selector, enforcement }) => `${selector} ${enforcement}`)).toEqual(['updates halt', 'packageRules/patch unverified', 'packageRules/left dormant']);
  expect(unitOf(adapter, dependabot('    open-pull-requests-limit: 0\n')).enforcement).toBe('dormant');
});

test.each<readonly [string, Texts, Texts, readonly string[]]>([
  ['a shorter wait', dependabot('    cooldown: {default-days: 7}\n'), dependabot('    cooldown: {default-days: 2}\n'), ['threshold-loosened']],
  ['no wait', dependabot('    cooldown: {default-days: 7}\n'), dependabot(''), ['condition-removed']],
  ['more is ignored', dependabot('    ignore: [{dependency-name: a}]\n'), dependabot('    ignore: [{dependency-name: a}, {dependency-name: b}]\n'), ['scope-narrowed']],
  ['looked for less often', dependabot(''), { '.github/dependabot.yml': (dependabot('')['.github/dependabot.yml'] ?? '').replace('daily', 'monthly') }, ['sampling-reduced']],
  ['a shorter soak', renovate('{"minimumReleaseAge": "14 days"}'), renovate('{"minimumReleaseAge": "3 days"}'), ['threshold-loosened']],
])('%s', (_, before, after, expected) => {
  expect(rulesBetween(adapter, before, after)).toEqual(expected);
});
