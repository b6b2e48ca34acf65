import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/github-rulesets.ts';
import { rulesBetween, unitOf, unitsIn } from './reading.ts';
import type { Texts } from './whole-repository.ts';

interface Ruleset {
  readonly enforcement?: string;
  readonly approvals?: number;
  readonly strict?: boolean;
  readonly contexts?: readonly string[];
  readonly bypass?: readonly object[];
  readonly exclude?: readonly string[];
}

const ruleset = ({ enforcement = 'active', approvals = 2, strict = true, contexts = ['build', 'test'], bypass = [], exclude = [] }: Ruleset, exported = true): Texts => ({
  '.github/rulesets/main.json': JSON.stringify({
    ...(exported ? { id: 1, source: 'example/shop', source_type: 'Repository' } : {}),
    name: 'main', target: 'branch', enforcement, bypass_actors: bypass, conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude } },
    rules: [
      { type: 'deletion' },
      { type: 'pull_request', parameters: { required_approving_review_count: approvals, dismiss_stale_reviews_on_push: true, require_code_owner_review: false } },
      { type: 'required_status_checks', parameters: { strict_required_status_checks_policy: strict, required_status_checks: contexts.map((context) => ({ context })) } },
    ],
  }, null, 2),
});

const settings = (protection: string): Texts => ({ '.github/settings.yml': `branches:\n  - name: main\n    protection:${protection}` });

const tf = (body: string): Texts => ({ 'infra/github.tf': body });

test('a unit for each rule and each required check', () => {
  expect(unitsIn(adapter, ruleset({})).map(({ selector }) => selector)).toEqual(['main/deletion', 'main/pull_request', 'main/required_status_checks/build', 'main/required_status_checks/test']);
  expect(unitOf(adapter, ruleset({}), 'main/pull_request').conditions).toMatchObject([{ metric: 'approving reviews', comparator: 'lt', threshold: 2 }]);
});

test.each([
  ['active', true, 'block'],
  // What somebody wrote is not what GitHub applies.
  ['active', false, 'unverified'],
  ['evaluate', true, 'observe'],
  ['disabled', true, 'dormant'],
  ['${{ x }}', true, 'unverified'],
])('%s, exported %s: %s', (enforcement, exported, expected) => {
  expect(unitOf(adapter, ruleset({ enforcement }, exported)).enforcement).toBe(expected);
});

test.each<readonly [string, Ruleset, readonly string[]]>([
  ['a check is dropped', { contexts: ['build'] }, ['gate-removed']],
  ['fewer approvals', { approvals: 1 }, ['threshold-loosened']],
  ['more approvals', { approvals: 3 }, ['threshold-tightened']],
  ['only evaluated', { enforcement: 'evaluate' }, ['gate-disarmed']],
  ['stale branches pass', { strict: false }, ['bypass-added']],
  ['somebody may bypass it', { bypass: [{ actor_id: 5, actor_type: 'Team', bypass_mode: 'always' }] }, ['bypass-added']],
  ['a branch is left out', { exclude: ['refs/heads/hotfix'] }, ['scope-narrowed']],
])('%s', (_, after, expected) => {
  expect([...new Set(rulesBetween(adapter, ruleset({}), ruleset(after)))]).toEqual(expected);
});

describe('settings of the Settings app', () => {
  const on = '\n      required_status_checks:\n        strict: true\n        contexts: [build]\n        checks:\n          - {context: test, app_id: 15368}\n      enforce_admins: true\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n';
  test('checks and reviews', () => {
    expect(unitsIn(adapter, settings(on)).map(({ selector, enforcement }) => `${selector} ${enforcement}`)).toEqual([
      'branches/main/required_status_checks/build block', 'branches/main/required_status_checks/test block', 'branches/main/pull_request block',
    ]);
  });
  test('null switches the protection off', () => {
    expect(unitOf(adapter, settings(' null\n')).enforcement).toBe('dormant');
    expect(rulesBetween(adapter, settings(on), settings(' null\n'))).toContain('gate-removed');
  });
  test('administrators are let through', () => {
    expect(rulesBetween(adapter, settings(on), settings(on.replace('enforce_admins: true', 'enforce_admins: null')))).toContain('bypass-added');
  });
});

describe('Terraform', () => {
  test('branch protection', () => {
    const units = unitsIn(adapter, tf('resource "github_branch_protection" "main" {\n  pattern = "main"\n  enforce_admins = true\n  required_status_checks {\n    strict = true\n    contexts = ["build", "test"]\n  }\n  required_pull_request_reviews {\n    required_approving_review_count = 2\n  }\n}\n'));
    expect(units.map(({ selector, enforcement }) => `${selector} ${enforcement}`)).toEqual([
      'github_branch_protection.main/required_status_checks/build block', 'github_branch_protection.main/required_status_checks/test block', 'github_branch_protection.main/pull_request block',
    ]);
  });
  test('a ruleset that a variable decides in part', () => {
    const unit = unitOf(adapter, tf('resource "github_repository_ruleset" "main" {\n  name = "main"\n  enforcement = "evaluate"\n  rules {\n    required_status_checks {\n      required_check { context = "build" }\n      required_check { context = var.extra }\n    }\n  }\n}\n'));
    expect(unit).toMatchObject({ enforcement: 'observe', settings: { context: 'build' } });
    expect(unit.opaque).toContain('var.extra');
  });
});
