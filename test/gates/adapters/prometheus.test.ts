import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/prometheus.ts';
import { readAlertExpression } from '../../../src/gates/formats/promql/alert.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

const rules = (expression: string, more = ''): Readonly<Record<string, string>> => ({
  'alerts/api.yml': `groups:\n  - name: api\n    rules:\n      - alert: Broken\n        expr: |\n          ${expression}\n${more}`,
});
const FOR = '        for: 5m\n';

/** `metric sign threshold` of each condition, in short. */
const tests = (expression: string): readonly string[] =>
  readAlertExpression(expression, null).conditions.map((one) => `${one.metric} ${one.comparator} ${one.threshold ?? one.expression ?? ''}${one.conjunct === undefined ? '' : ` [${one.conjunct}]`}`);

describe('what an alerting expression tests', () => {
  test.each([
    ['errors > 0.5', ['errors gt 0.5']],
    ['0.5 < errors', ['errors gt 0.5']],
    ['backup_age_seconds > 15 * 60', ['backup_age_seconds gt 900']],
    ['errors > 1e-3', ['errors gt 0.001']],
    ['depth > -(2 ^ 3)', ['depth gt -8']],
    ['age > 5m', ['age gt 300']],
    ['# why\nerrors > 1 # and because', ['errors gt 1']],
    ['sum(rate(e{code=~"5.."}[5m])) by (job) / sum(rate(e[5m])) by (job) >= .02', ['sum by (job) (rate(e[5m])) / sum by (job) (rate(e[5m])) gte 0.02']],
    ['avg(latency > 3) by (route)', ['latency gt 3']],
    ['count(up == 0) > 3', ['count(up == 0) gt 3']],
    ['(free < bool 5) == 1', ['free lt 5']],
    ['used > 0.9 * limit', ['used / limit gt 0.9']],
    ['used > limit + 5', ['used - limit gt 5']],
    ['want != have', ['want ne have']],
    ['a > 1 and b < 2', ['a gt 1 [all]', 'b lt 2 [all]']],
    ['a > 1 or b < 2', ['a gt 1 ', 'b lt 2 '].map((one) => one.trim())],
    ['a > 1 unless on (job) b > 7', ['a gt 1 [all]', 'b lte 7 [all]']],
    ['1 < a < 10', ['a gt 1 [all]', 'a lt 10 [all]']],
    ['(a > 1 and b > 2) or (c > 3 and d > 4)', ['a gt 1 [all-1]', 'b gt 2 [all-1]', 'c gt 3 [all-2]', 'd gt 4 [all-2]']],
    ['absent(up{job="api"})', ['up{job="api"} absent ']],
    ['restarts - restarts offset 10m >= 1', ['restarts - restarts offset 10m gte 1']],
    ['max_over_time(load[1h:5m]) > 4', ['max_over_time(load[1h:5m]) gt 4']],
  ])('%s', (expression, expected) => {
    expect(tests(expression)).toEqual(expected);
  });

  test('the window is the longest range, and the offset of the whole is told apart', () => {
    const read = readAlertExpression('sum(rate(a[5m] offset 10m)) + sum(rate(b[1h] offset 10m)) > 1', 60);
    expect(read.conditions).toMatchObject([{ windowSeconds: 3600, holdSeconds: 60, metric: 'sum(rate(a[5m])) + sum(rate(b[1h]))' }]);
    expect(read.offsetSeconds).toBe(600);
  });

  test('a clause without a figure narrows and is no condition', () => {
    const read = readAlertExpression('a > 1 and on () (hour() > 8) unless on (job) maintenance', null);
    expect(read.conditions).toHaveLength(1);
    expect(read.narrowing).toEqual(['and on () hour() > 8', 'unless on (job) maintenance']);
  });

  test.each([
    ['a < 1', 'pass'],
    ['(sum(a) or vector(0)) < 1', 'fire'],
    ['(sum(a) or vector(0)) > 1', 'pass'],
    ['a < 1 or absent(a)', 'fire'],
  ])('%s without data: %s', (expression, expected) => {
    expect(readAlertExpression(expression, null).conditions[0]?.onNoData).toBe(expected);
  });

  test('labels that say where to look are told apart; those of a denominator stay in the query', () => {
    const read = readAlertExpression('sum(rate(e{env="prod",code="500"}[5m])) / sum(rate(e{env="prod"}[5m])) > 0.1', null);
    expect(read.matchers).toEqual(['e: code="500"', 'e: env="prod"']);
    expect(read.conditions[0]?.metric).toBe('sum(rate(e[5m])) / sum(rate(e{env="prod"}[5m]))');
    expect(readAlertExpression('avg(e{env="prod"}) > 1', null).matchers).toEqual([]);
    expect(readAlertExpression('sum(running{env="prod"}) < 1', null).matchers).toEqual([]);
  });

  test('what is no PromQL is opaque and says where', () => {
    expect(readAlertExpression('sum(rate(a[5m]) > 1', null).opaque).toMatch(/^not PromQL at character \d+$/);
    expect(readAlertExpression('('.repeat(5000), null).opaque).not.toBeNull();
  });
});

describe('alerts as units', () => {
  test('a plain file and a PrometheusRule give the same unit', () => {
    const plain = unitOf(adapter, rules('errors > 0.5', `${FOR}        labels: { severity: page }\n`));
    const manifest = unitOf(adapter, {
      'alerts/api.yml': 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api }\nspec:\n  groups:\n    - name: api\n      rules:\n        - { alert: Broken, expr: errors > 0.5, for: 5m, labels: { severity: page } }\n',
    });
    expect(plain).toMatchObject({ key: 'alerts/api.yml#api/Broken', enforcement: 'notify', settings: { severity: 'page' }, conditions: [{ holdSeconds: 300 }] });
    expect({ ...plain, source: null, chain: null, conditions: null }).toEqual({ ...manifest, source: null, chain: null, conditions: null });
  });

  test('repeated alerts each have a key, and a comment names one', () => {
    const units = unitsIn(adapter, { 'a.yml': 'groups:\n  - name: g\n    rules:\n      - { alert: A, expr: x > 1 }\n      # gate: second\n      - alert: A\n        expr: x > 2\n      - { record: r, expr: sum(x) }\n' });
    expect(units.map((unit) => [unit.selector, unit.mark])).toEqual([['g/A', null], ['g/A@2', 'second']]);
  });

  test('a template is opaque and still listed', () => {
    const unit = unitOf(adapter, { 'chart/templates/rules.yml': 'groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: errors > {{ .Values.limit }}\n' });
    expect(unit.opaque).toContain('{{ .Values.limit }}');
  });

  test('placeholders that Prometheus itself fills in make nothing opaque', () => {
    const unit = unitOf(adapter, rules('errors > 1', '        annotations:\n          summary: "{{ $labels.job }} fails"\n'));
    expect(unit.opaque).toBeNull();
  });
});

describe('changes', () => {
  test.each([
    ['errors > 0.5', 'errors > 0.9', ['threshold-loosened']],
    ['errors > 0.5', 'errors >= 0.5', ['comparator-tightened']],
    ['free < 100', 'free < 50', ['threshold-loosened']],
    ['errors > 0.5', 'errors < 0.5', ['comparator-flipped']],
    ['errors > 15 * 60', 'errors > 900', ['reworded']],
    ['rate(e[5m]) * 60 > 6', 'rate(e[5m]) > 0.1', ['reworded']],
    ['rate(e[5m]) * 60 > 6', 'rate(e[5m]) * 300 > 15', ['threshold-tightened']],
    ['sum(increase(e[5m])) > 30', 'sum(rate(e[5m])) > 0.2', ['threshold-loosened']],
    ['100 - free > 90', 'free < 5', ['threshold-loosened']],
    ['max(-x) > 1', 'max(x) > 1', ['query-changed']],
    ['a > 1', 'a > 1 and b > 2', ['scope-narrowed']],
    ['a > 1', 'a > 1 or b > 2', ['condition-added']],
    ['a > 1', 'a > 1 unless on () maintenance', ['scope-narrowed']],
    ['a > 1', 'a > 1 and on () hour() > 8', ['scope-narrowed']],
    ['a{env="prod"} > 1', 'a > 1', ['scope-widened']],
    ['a > 1', 'a{env="prod"} > 1', ['scope-narrowed']],
    ['a{code=~"500|503"} > 1', 'a{code="503"} > 1', ['scope-narrowed']],
    ['a{code!~"404|429"} > 1', 'a{code!="404"} > 1', ['scope-widened']],
    ['a > 1', 'a offset 10m > 1', ['hold-lengthened']],
    ['used > 0.9 * limit', 'used > 0.95 * limit', ['threshold-loosened']],
  ])('%s → %s', (before, after, expected) => {
    expect(rulesBetween(adapter, rules(before), rules(after))).toEqual(expected);
  });

  test.each([
    [FOR, '        for: 15m\n', ['hold-lengthened']],
    [FOR, '', ['hold-shortened']],
    ['        labels: { severity: page }\n', '        labels: { severity: warning }\n', ['consequence-downgraded']],
    ['        labels: { severity: team-a }\n', '        labels: { severity: team-b }\n', ['setting-changed']],
    ['        keep_firing_for: 10m\n', '', ['consequence-downgraded']],
  ])('%j → %j', (before, after, expected) => {
    expect(rulesBetween(adapter, rules('a > 1', before), rules('a > 1', after))).toEqual(expected);
  });

  test('another group is a rename, another file a move', () => {
    expect(rulesBetween(adapter, rules('a > 1'), { 'alerts/api.yml': rules('a > 1')['alerts/api.yml']?.replace('name: api', 'name: edge') ?? '' })).toEqual(['gate-renamed']);
    expect(rulesBetween(adapter, rules('a > 1'), { 'alerts/edge.yml': rules('a > 1')['alerts/api.yml'] ?? '' })).toEqual(['gate-moved']);
  });
});

describe('lint', () => {
  test.each([
    ['sum(rate(e{code="500"}[5m])) / sum(rate(e[5m])) > 5', 'threshold-outside-range'],
    ['100 * sum(e{code="500"}) / sum(e) > 5', null],
    ['up > 1', 'threshold-outside-range'],
    ['a > bool 5', 'always-fires'],
    ['vector(1)', 'no-condition'],
    ['a > 5 and a < 3', 'cannot-fail'],
    ['running < 1', 'no-data-passes'],
    ['running < 1 or absent(running)', null],
    ['errors > 5', null],
  ])('%s: %s', (expression, expected) => {
    expect(lintsIn(adapter, rules(expression))).toEqual(expected === null ? [] : [expected]);
  });
});
