import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/gitlab-ci.ts';
import { rulesBetween, unitOf } from './reading.ts';
import type { Texts } from './whole-repository.ts';

const PATH = '.gitlab-ci.yml';
const job = (body: string): Texts => ({ [PATH]: `check:\n  script: [make check]\n${body}` });
test.each([
  ['a plain job', '', 'block'],
  ['allow_failure', '  allow_failure: true\n', 'observe'],
  ['allow_failure for some exit codes', '  allow_failure:\n    exit_codes: [137]\n', 'block'],
  ['manual by itself may fail', '  when: manual\n', 'observe'],
  ['manual that may not fail', '  when: manual\n  allow_failure: false\n', 'halt'],
  ['manual inside rules may not fail', '  rules:\n    - when: manual\n', 'halt'],
  ['never', '  rules:\n    - when: never\n', 'dormant'],
  ['on failure', '  when: on_failure\n', 'observe'],
  ['elsewhere may fail, here not', "  rules:\n    - if: $CI_PIPELINE_SOURCE == 'push'\n      allow_failure: true\n    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'\n", 'block'],
  ['here may fail', "  rules:\n    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'\n      allow_failure: true\n    - when: always\n", 'observe'],
  ['a pattern', '  rules:\n    - if: $CI_PIPELINE_SOURCE =~ /^merge_request/\n      allow_failure: true\n', 'observe'],
  ['on the default branch only', '  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n', 'notify'],
  ['only tags', '  only: [tags]\n', 'notify'],
  ['only merge requests', '  only: [merge_requests]\n', 'block'],
])('%s', (_, body, expected) => {
  expect(unitOf(adapter, job(body), 'check').chain.find(({ name }) => name === 'job')?.enforcement).toBe(expected);
});

test('what a failing job stops', () => {
  expect(unitOf(adapter, job(''), 'check').enforcement).toBe('unverified');
  expect(unitOf(adapter, job('  only: [tags]\n'), 'check').enforcement).toBe('notify');
  expect(unitOf(adapter, job('ship:\n  stage: deploy\n  environment: production\n  script: [./ship]\n'), 'check').enforcement).toBe('block');
  expect(unitOf(adapter, { [PATH]: 'check:\n  script: [make check || true]\n' }).enforcement).toBe('observe');
});

test('templates, defaults, references and local includes are resolved', () => {
  const texts = {
    [PATH]: 'include:\n  - local: /ci/base.gitlab-ci.yml\ncheck:\n  extends: [.soft, .scripted]\nother:\n  script:\n    - !reference [.scripted, script]\n    - make more\nlost:\n  extends: .elsewhere\n',
    'ci/base.gitlab-ci.yml': '.soft:\n  allow_failure: true\n.scripted:\n  script:\n    - pytest --cov-fail-under=80\n',
  };
  expect(unitOf(adapter, texts, 'check')).toMatchObject({ enforcement: 'observe', conditions: [{ metric: 'coverage', threshold: 80 }] });
  expect(unitOf(adapter, texts, 'other').body).toContain('pytest --cov-fail-under=80\nmake more');
  expect(unitOf(adapter, texts, 'lost').opaque).toContain('.elsewhere');
});

test('a child pipeline that nobody waits for', () => {
  expect(unitOf(adapter, { [PATH]: 'child:\n  trigger:\n    include: child.yml\n' }).enforcement).toBe('observe');
  expect(unitOf(adapter, { [PATH]: 'child:\n  trigger:\n    include: child.yml\n    strategy: depend\n' }).enforcement).toBe('unverified');
});

const rules = '  rules:\n    - if: $A\n    - if: $B\n';
test.each([
  ['may fail now', job(''), job('  allow_failure: true\n'), ['gate-disarmed']],
  ['more exit codes pass', job('  allow_failure: {exit_codes: [1]}\n'), job('  allow_failure: {exit_codes: [1, 2]}\n'), ['tolerance-raised']],
  ['a rule above the others takes it out', job(rules), job(rules.replace('    - if: $A', '    - if: $C\n      when: never\n    - if: $A')), ['scope-narrowed']],
  ['rules that cannot be ranked', job(rules), job(rules.replace('$A', '$D')), ['setting-changed']],
  ['fewer branches', job('  only: [merge_requests, tags]\n'), job('  only: [merge_requests]\n'), ['scope-narrowed']],
  ['more attempts', job('  retry: 1\n'), job('  retry: 2\n'), ['tolerance-raised']],
])('%s', (_, before, after, expected) => {
  expect(rulesBetween(adapter, before, after)).toEqual(expected);
});
