import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/record/errors.ts';
import { profileOf, severityRank } from '../../src/rules/profile.ts';
import { prepareRules, type RuleSettings } from '../../src/rules/settings.ts';
import type { RuleSetting } from '../../src/workspace/configuration/schema.ts';
import { SCALE } from './check.ts';

const settings = (rules: Readonly<Record<string, RuleSetting>>, only?: readonly string[]): RuleSettings => ({
  rules: new Map(Object.entries(rules).map(([id, setting]) => [id, { setting, layer: 'postmortem.config.yaml' }])),
  ...(only && { only }),
});

const severity = (rule: string, setting: RuleSetting, profile: Parameters<ReturnType<typeof prepareRules>[number]['severity']>[0]): string | undefined =>
  prepareRules(settings({ [rule]: setting })).find((one) => one.rule.id === rule)?.severity(profile);

describe('severity', () => {
  test.each([
    ['one for all states', 'warning', 'adopted', 'warning'],
    ['off', 'off', 'final', 'off'],
    ['a map changes the states it names', { severity: { final: 'info' } }, 'final', 'info'],
    ['and leaves the others', { severity: { final: 'info' } }, 'closed', 'error'],
    ['options alone change no severity', { options: {} }, 'adopted', 'info'],
  ] as const)('%s', (_name, setting, profile, expected) => {
    expect(severity('timeline/zone', setting, profile)).toBe(expected);
  });
});

describe('what does not exist is a user error that names the nearest', () => {
  test.each([
    ['a rule', settings({ 'timeline/ordr': 'off' }), 'there is no rule "timeline/ordr"', 'did you mean "timeline/order"?'],
    ['an option', settings({ 'sections/required': { options: { als: [] } } }), 'the rule sections/required has no option "als"', 'did you mean "also"?'],
    ['an option of a rule without any', settings({ 'timeline/order': { options: { strict: true } } }), 'the rule timeline/order has no option "strict"', 'it has no options'],
    ['a value', settings({ 'sections/required': { options: { also: ['lunch'] } } }), 'the option "also.0" of the rule sections/required is not valid: Invalid input', 'see postmortem explain sections/required'],
    ['an area', settings({}, ['timelin/*']), 'there is no rule "timelin/*"', 'did you mean "timeline/*"?'],
  ])('%s', (_name, given, message, hint) => {
    let thrown: unknown;
    try {
      prepareRules(given);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UserError);
    expect(thrown).toMatchObject({ message, hint });
  });
});

test('an area selects its rules', () => {
  const ids = prepareRules(settings({}, ['durations/*', 'timeline/order'])).map(({ rule }) => rule.id);
  expect(ids).toContain('durations/range');
  expect(ids.filter((id) => !id.startsWith('durations/'))).toEqual(['timeline/order']);
});

test.each([['SEV1', 0], ['sev-2', 1], ['Sev 3', 2], ['High', null], [null, null]])('the rank of %s is %s', (level, rank) => {
  expect(severityRank(level, SCALE)).toBe(rank);
});

test.each([[null, null, 'adopted'], [1, null, 'draft'], [1, 'final', 'final']] as const)('format %s with status %s is judged as %s', (format, status, profile) => {
  const source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
  expect(profileOf({ format, status: status && { value: status, source } })).toBe(profile);
});
