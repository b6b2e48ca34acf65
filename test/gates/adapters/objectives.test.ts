import { describe, expect, test } from 'vitest';
import { adapter as anchor } from '../../../src/gates/adapters/anchor.ts';
import { adapter as kayenta } from '../../../src/gates/adapters/kayenta.ts';
import { adapter as keptn } from '../../../src/gates/adapters/keptn.ts';
import { adapter as openslo } from '../../../src/gates/adapters/openslo.ts';
import { adapter as sloth } from '../../../src/gates/adapters/sloth.ts';
import { filesOf, lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

describe('OpenSLO', () => {
  const slo = (target: string, more = ''): string => `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: checkout }\nspec: { indicator: { spec: { ratioMetric: {} } }, timeWindow: [{ duration: 4w }], budgetingMethod: Occurrences, objectives: [{ target: ${target} }]${more} }\n`;
  const alert = (op: string, threshold: number): string => `apiVersion: openslo/v1\nkind: AlertCondition\nmetadata: { name: fast }\nspec: { severity: page, condition: { kind: burnrate, op: ${op}, threshold: ${threshold}, lookbackWindow: 1h, alertAfter: 5m } }\n`;
  const policy = (more = ''): string => `apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: { name: page }\nspec: { alertWhenNoData: true, ${more}conditions: [{ conditionRef: fast }], notificationTargets: [{ targetRef: oncall }] }\n`;
  const all = (texts: readonly string[]): Readonly<Record<string, string>> => ({ 'slo.yaml': texts.join('---\n') });

  test('an objective fires below its target and notifies through its policies', () => {
    expect(unitOf(openslo, all([slo('0.995', ', alertPolicies: [page]'), policy()]))).toMatchObject({ enforcement: 'notify', conditions: [{ comparator: 'lt', threshold: 0.995, unit: 'ratio' }], settings: { budgetWindow: 2_419_200 } });
    expect(unitOf(openslo, all([slo('0.995')])).enforcement).toBe('observe');
  });

  test('a condition is as good as the policy, the policy as the objective', () => {
    const texts = all([slo('0.995', ', alertPolicies: [page]'), policy(), alert('gt', 14.4)]);
    expect(unitsIn(openslo, texts).map((unit) => [unit.selector, unit.enforcement])).toEqual([['SLO/checkout', 'notify'], ['AlertPolicy/page', 'notify'], ['AlertCondition/fast', 'notify']]);
    expect(unitOf(openslo, texts, 'AlertCondition/fast').conditions).toMatchObject([{ metric: 'burn rate', comparator: 'gt', threshold: 14.4, windowSeconds: 3600, holdSeconds: 300 }]);
    expect(unitOf(openslo, all([alert('gt', 14.4)])).enforcement).toBe('dormant');
    expect(unitOf(openslo, all([policy('alertWhenBreaching: false, '), slo('0.9', ', alertPolicies: [page]')]), 'AlertPolicy/page').enforcement).toBe('observe');
  });

  test.each([
    ['a lower target', slo('0.995'), slo('0.99'), ['threshold-loosened']],
    ['a longer window', slo('0.995'), slo('0.995').replace('4w', '1Q'), ['hold-lengthened']],
    ['a higher burn rate', alert('gt', 14.4), alert('gt', 20), ['threshold-loosened']],
    ['the severity', alert('gt', 14.4), alert('gt', 14.4).replace('page', 'ticket'), ['consequence-downgraded']],
  ])('change: %s', (_, before, after, expected) => {
    expect(rulesBetween(openslo, all([before]), all([after]))).toEqual(expected);
  });

  test('lint: an inverted burn rate, a target that is no share', () => {
    expect(lintsIn(openslo, all([alert('lte', 2)]))).toContain('comparator-inverted');
    expect(lintsIn(openslo, all([slo('99.5')]))).toContain('threshold-outside-range');
  });
});

describe('Sloth', () => {
  const spec = (objective: number, alerting = '{ name: High, page_alert: { labels: { severity: page } } }'): Readonly<Record<string, string>> => ({
    'slo.yaml': `version: prometheus/v1\nservice: shop\nslos:\n  - name: availability\n    objective: ${objective}\n    sli: { events: { error_query: 'sum(rate(e[{{.window}}]))', total_query: 'sum(rate(t[{{.window}}]))' } }\n    alerting: ${alerting}\n`,
  });

  test('burn rates as thresholds on the error ratio', () => {
    expect(unitOf(sloth, spec(99.9), 'shop/availability/page').conditions).toMatchObject([{ threshold: 0.0144, windowSeconds: 3600 }, { threshold: 0.006, windowSeconds: 21_600 }]);
    expect(unitOf(sloth, spec(99.9), 'shop/availability/ticket').conditions).toMatchObject([{ threshold: 0.003 }, { threshold: 0.001 }]);
  });

  test('a disabled alert is dormant', () => {
    expect(rulesBetween(sloth, spec(99.9, '{ page_alert: {} }'), spec(99.9, '{ page_alert: { disable: true } }'))).toEqual(['gate-disarmed']);
  });

  test('a lower objective loosens every alert', () => {
    expect(rulesBetween(sloth, spec(99.9), spec(99))).toEqual(Array.from({ length: 4 }, () => 'threshold-loosened'));
  });

  test('lint: an objective so low that the fast alert cannot fire', () => {
    expect(lintsIn(sloth, spec(90))).toEqual(['threshold-outside-range']);
  });
});

describe('Kayenta', () => {
  const config = (canary: object, thresholds: object = { pass: 95, marginal: 75 }, weights: object = { latency: 100 }): Readonly<Record<string, string>> => ({
    'canary.json': JSON.stringify({ name: 'c', metrics: [{ name: 'p99', groups: ['latency'], query: { q: 'x' }, analysisConfigurations: { canary } }], classifier: { groupWeights: weights, scoreThresholds: thresholds } }),
  });

  test('what a metric is worth', () => {
    expect(unitOf(kayenta, config({ direction: 'increase', effectSize: { allowedIncrease: 1.2 } })).conditions).toMatchObject([{ name: 'allowedIncrease', comparator: 'gt', threshold: 1.2, opaque: expect.stringContaining('Mann-Whitney') }]);
    expect(unitOf(kayenta, config({ muted: true })).enforcement).toBe('observe');
    expect(unitOf(kayenta, config({}, undefined, { other: 100 })).enforcement).toBe('observe');
    expect(unitOf(kayenta, config({ critical: true }, undefined, { other: 100 })).enforcement).toBe('block');
    expect(unitOf(kayenta, config({}), 'c/scoreThresholds').conditions).toMatchObject([{ metric: 'canary score', comparator: 'lt', threshold: 95 }]);
  });

  test.each([
    ['critical no more', config({ critical: true }), config({ critical: false }), ['consequence-downgraded']],
    ['one side only', config({ direction: 'either' }), config({ direction: 'increase' }), ['condition-removed', 'condition-removed']],
    ['a wider effect', config({ direction: 'increase', effectSize: { allowedIncrease: 1.2 } }), config({ direction: 'increase', effectSize: { allowedIncrease: 2 } }), ['threshold-loosened']],
    ['missing data passes', config({ nanStrategy: 'remove' }), config({ nanStrategy: 'replace' }), ['nodata-permissive']],
    ['a lower score', config({}), config({}, { pass: 80, marginal: 75 }), ['threshold-loosened']],
  ])('change: %s', (_, before, after, expected) => {
    expect(rulesBetween(kayenta, before, after)).toEqual(expected);
  });

  test('a canary stage of a pipeline', () => {
    const stage = { type: 'kayentaCanary', name: 'watch', canaryConfig: { canaryConfigId: 'c', lifetimeDuration: 'PT1H30M', scoreThresholds: { pass: '90', marginal: '70' } } };
    expect(unitOf(kayenta, { 'pipeline.json': JSON.stringify({ stages: [stage] }) })).toMatchObject({ selector: 'stage/watch', enforcement: 'block', conditions: [{ threshold: 90 }], settings: { lifetime: 5400 } });
  });
});

describe('Keptn', () => {
  const slo = (pass: string, more = 'key_sli: true'): Readonly<Record<string, string>> => ({ 'slo.yaml': `spec_version: "1.0"\nobjectives:\n  - { sli: p95, pass: [${pass}], ${more} }\ntotal_score: { pass: "90%", warning: "75%" }\n` });

  test.each([
    ['{ criteria: ["<600"] }', ['p95 gte 600']],
    ['{ criteria: ["<=+10%", "<600"] }', ['change of p95 against the comparison gt 0.1', 'p95 gte 600']],
    ['{ criteria: ["<600"] }, { criteria: ["<=+10%"] }', ['p95 gte 600 all', 'change of p95 against the comparison gt 0.1 all']],
    ['', []],
  ])('%s', (pass, expected) => {
    expect(unitOf(keptn, slo(pass)).conditions.map((one) => [one.metric, one.comparator, one.threshold, ...(one.conjunct === undefined ? [] : [one.conjunct])].join(' '))).toEqual(expected);
  });

  test('without criteria it is for information', () => {
    expect(unitOf(keptn, slo('')).enforcement).toBe('observe');
    expect(rulesBetween(keptn, slo('{ criteria: ["<600"] }'), slo('{ criteria: ["<800"] }', 'key_sli: false')).toSorted()).toEqual(['consequence-downgraded', 'threshold-loosened']);
  });

  test('evaluations and approvals of a shipyard', () => {
    const shipyard = (pass: string): Readonly<Record<string, string>> => ({ 'shipyard.yaml': `apiVersion: spec.keptn.sh/0.2.2\nkind: Shipyard\nmetadata: { name: shop }\nspec: { stages: [{ name: prod, sequences: [{ name: delivery, tasks: [{ name: evaluation }, { name: approval, properties: { pass: ${pass} } }, { name: release }] }] }] }\n` });
    expect(unitsIn(keptn, shipyard('manual')).map((unit) => unit.enforcement)).toEqual(['block', 'halt']);
    expect(rulesBetween(keptn, shipyard('manual'), shipyard('automatic'))).toContain('gate-disarmed');
  });
});

describe('anchors', () => {
  const anchors = (fields: string): string => `apiVersion: gates/v1alpha1\nkind: AnchorSet\nanchors:\n  - { id: pool, ${fields} }\n`;
  const files = (fields: string, config = 'db:\n  pool: { timeout: 500ms }\n', code = 'const MAX_RETRIES = 3;\n'): Readonly<Record<string, string>> => ({ 'gates.yaml': anchors(fields), 'config/db.yaml': config, 'src/retry.ts': code });

  test.each([
    ['file: config/db.yaml, pointer: /db/pool/timeout, op: gt, enforcement: block', { key: 'config/db.yaml#anchor/pool', enforcement: 'block', conditions: [{ comparator: 'gt', threshold: 0.5, unit: 's' }] }],
    ['file: src/retry.ts, after: "MAX_RETRIES", direction: more-is-weaker', { key: 'src/retry.ts#anchor/pool', enforcement: 'unverified', conditions: [{ comparator: 'gt', threshold: 3 }] }],
    ['file: config/db.yaml, pointer: /db/pool/size, op: gt', { enforcement: 'absent' }],
    ['file: ../../etc/passwd, after: root, op: gt', { opaque: expect.stringContaining('cannot be read') }],
  ])('%s', (fields, expected) => {
    expect(unitOf(anchor, files(fields))).toMatchObject(expected);
  });

  test('the value stands where the unit points', () => {
    const texts = files('file: src/retry.ts, after: "MAX_RETRIES", op: gt');
    const { source } = unitOf(anchor, texts);
    expect(texts['src/retry.ts']?.slice(source.start, source.end)).toBe('3');
  });

  test('changes by the declared direction, words by their order', () => {
    const fields = 'file: src/retry.ts, after: "MAX_RETRIES", direction: more-is-weaker';
    expect(rulesBetween(anchor, files(fields), files(fields, undefined, 'const MAX_RETRIES = 5;\n'))).toEqual(['threshold-loosened']);
    const words = 'file: config/db.yaml, pointer: /mode, order: [off, warn, strict]';
    expect(rulesBetween(anchor, files(words, 'mode: strict\n'), files(words, 'mode: warn\n'))).toEqual(['consequence-downgraded']);
    expect(rulesBetween(anchor, files(fields), files(fields, undefined, '// gone\n'))).toContain('gate-disarmed');
  });

  test.each(['op: gt', 'file: a.yaml, pointer: /a', 'file: a.yaml, op: gt'])('a declaration that is not enough is a problem: %s', (fields) => {
    const texts = files(fields);
    expect(anchor.read({ path: 'gates.yaml', text: texts['gates.yaml'] ?? '' }, filesOf(texts)).problems).toHaveLength(1);
  });
});
