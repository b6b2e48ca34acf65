import { describe, expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/argo-rollouts.ts';
import { type AnalysisMetric, evaluateMeasurements } from '../../../src/gates/adapters/argo-rollouts/evaluate.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

const metric = (given: Partial<AnalysisMetric>): AnalysisMetric => ({
  successCondition: null, failureCondition: null, failureLimit: 0, inconclusiveLimit: 0, consecutiveErrorLimit: 4, consecutiveSuccessLimit: null, count: null, ...given,
});

describe('what the controller makes of measurements', () => {
  test.each([
    ['success only: otherwise failed', metric({ successCondition: 'result < 0.02', count: 1 }), [0.05], 'Failed'],
    ['success only: it holds', metric({ successCondition: 'result < 0.02', count: 1 }), [0.01], 'Successful'],
    ['failure only: otherwise successful', metric({ failureCondition: 'result >= 0.02', count: 1 }), [0.01], 'Successful'],
    ['both: failure wins', metric({ successCondition: 'result < 0.1', failureCondition: 'result > 0.02', count: 1 }), [0.05], 'Failed'],
    ['both, neither holds: inconclusive', metric({ successCondition: 'result < 0.02', failureCondition: 'result > 0.1', count: 1 }), [0.05], 'Inconclusive'],
    ['no condition: successful whatever comes', metric({ count: 1 }), [99], 'Successful'],
    ['one failure within the limit', metric({ successCondition: 'result < 1', failureLimit: 1, count: 3 }), [2, 0, 0], 'Successful'],
    ['failures add up, not only in a row', metric({ successCondition: 'result < 1', failureLimit: 1, count: 9 }), [2, 0, 2], 'Failed'],
    ['a limit as high as the count never fails', metric({ successCondition: 'result < 1', failureLimit: 3, count: 3 }), [2, 2, 2], 'Successful'],
    ['an inconclusive measurement is tolerated up to its limit', metric({ successCondition: 'result < 1', failureCondition: 'result > 5', inconclusiveLimit: 1, count: 2 }), [2, 0], 'Successful'],
    ['an empty result is an error, and four in a row are tolerated', metric({ successCondition: 'result[0] < 1', count: 1 }), [[], [], [], [], [0]], 'Successful'],
    ['five errors in a row end it', metric({ successCondition: 'result[0] < 1', count: 1 }), [[], [], [], [], []], 'Error'],
    ['a good measurement starts the count of errors anew', metric({ successCondition: 'result[0] < 1', count: 3, consecutiveErrorLimit: 1 }), [[], [0], [], [0], [0]], 'Successful'],
    ['an empty result may be caught', metric({ successCondition: 'len(result) > 0 && result[0] < 1', count: 1 }), [[]], 'Failed'],
    ['or let through', metric({ successCondition: 'len(result) == 0 || result[0] < 1', count: 1 }), [[]], 'Successful'],
    ['without a count it goes on', metric({ successCondition: 'result < 1', failureLimit: 3 }), [2, 2, 2], 'Running'],
    ['successes in a row end it well', metric({ successCondition: 'result < 1', failureLimit: -1, consecutiveSuccessLimit: 2 }), [2, 2, 0, 2, 0, 0], 'Successful'],
    ['and the count without them is inconclusive', metric({ successCondition: 'result < 1', failureLimit: -1, consecutiveSuccessLimit: 2, count: 3 }), [0, 2, 0], 'Inconclusive'],
    ['NaN is below nothing', metric({ successCondition: 'result[0] >= 0.95', count: 1 }), [[Number.NaN]], 'Failed'],
  ] as const)('%s', (_, given, samples, phase) => {
    expect(evaluateMeasurements(given, samples).phase).toBe(phase);
  });

  test('what is not evaluated here is said', () => {
    expect(evaluateMeasurements(metric({ successCondition: 'result matches "^a"', count: 1 }), ['a']).undecidable).toContain('matches');
  });
});

interface TemplateFacts {
  readonly success?: string;
  readonly more?: string;
  readonly spec?: string;
}

const template = ({ success = 'result[0] < 0.02', more = '      count: 10\n      interval: 30s\n      failureLimit: 1\n', spec = '' }: TemplateFacts = {}): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: errors }\nspec:\n${spec}  metrics:\n    - name: ratio\n${success === '' ? '' : `      successCondition: ${JSON.stringify(success)}\n`}${more}      provider: { prometheus: { query: 'sum(rate(e{code="500"}[2m])) / sum(rate(e[2m]))' } }\n`;

const rollout = (steps: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec:\n  strategy:\n    canary:\n${more}      steps:\n${steps.split('\n').map((line) => `        ${line}\n`).join('')}`;
const STEPS = '- setWeight: 5\n- pause: { duration: 10m }\n- analysis: { templates: [{ templateName: errors }] }\n- setWeight: 50';

const repository = (templateText: string, rolloutText = rollout(STEPS)): Readonly<Record<string, string>> => ({ 'deploy/template.yaml': templateText, 'deploy/rollout.yaml': rolloutText });

const blueGreen = (fields: string): string => `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec: { strategy: { blueGreen: { ${fields} } } }\n`;
const blueGreenUnit = (fields: string) => unitOf(adapter, { 'a.yaml': blueGreen(fields) });

describe('units', () => {
  test('a metric fires when its success does not hold, and the rollout that runs it reverts', () => {
    const unit = unitOf(adapter, repository(template()), 'AnalysisTemplate/errors/ratio');
    expect(unit).toMatchObject({
      enforcement: 'revert',
      conditions: [{ name: null, metric: 'ratio', comparator: 'gte', threshold: 0.02, windowSeconds: 120, tolerance: 1, count: 10, onNoData: 'hold' }],
    });
    expect(unit.chain.map((one) => one.name)).toEqual(['metric', 'rollout']);
  });

  test.each([
    ['result[0] >= 0.95 and result[1] < 3', ['ratio lt 0.95', 'ratio: result[1] gte 3']],
    ['not (result > 5)', ['ratio gt 5']],
    ['all(result, {# < 5})', ['ratio: any of result: # gte 5']],
    ['result[0] < 5 || result[0] > 9', ['ratio gte 5 all', 'ratio lte 9 all']],
    ['asFloat(result.data) < 5', ['ratio: asFloat(result.data) gte 5']],
  ])('%s', (success, expected) => {
    const unit = unitOf(adapter, repository(template({ success })), 'AnalysisTemplate/errors/ratio');
    expect(unit.conditions.map((one) => [one.metric, one.comparator, one.threshold, ...(one.conjunct === undefined ? [] : [one.conjunct])].join(' '))).toEqual(expected);
  });

  test('an argument is filled in from the template, or from the rollout that gives it', () => {
    const success = 'result[0] < {{args.limit}}';
    const withDefault = template({ success, spec: '  args: [{ name: limit, value: "0.1" }]\n' });
    expect(unitOf(adapter, repository(withDefault), 'AnalysisTemplate/errors/ratio').conditions).toMatchObject([{ threshold: 0.1 }]);
    const given = rollout('- analysis: { templates: [{ templateName: errors }], args: [{ name: limit, value: "0.3" }] }');
    expect(unitOf(adapter, repository(template({ success, spec: '  args: [{ name: limit }]\n' }), given), 'AnalysisTemplate/errors/ratio').conditions).toMatchObject([{ threshold: 0.3, opaque: null }]);
    expect(unitOf(adapter, repository(template({ success })), 'AnalysisTemplate/errors/ratio').conditions[0]?.opaque).toContain('{{args.limit}}');
  });

  test('a template that nothing runs is dormant, a dry run observes', () => {
    expect(unitOf(adapter, { 'a.yaml': template() }).enforcement).toBe('dormant');
    expect(unitOf(adapter, repository(template({ spec: '  dryRun: [{ metricName: "*" }]\n' })), 'AnalysisTemplate/errors/ratio').enforcement).toBe('observe');
  });

  test('a template that runs through another is no orphan', () => {
    const outer = 'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: all }\nspec: { templates: [{ templateName: errors }] }\n';
    const texts = { ...repository(template(), rollout('- analysis: { templates: [{ templateName: all }] }')), 'deploy/all.yaml': outer };
    expect(unitsIn(adapter, texts).map((unit) => [unit.selector, unit.enforcement])).toEqual([['AnalysisTemplate/all', 'revert'], ['Rollout/shop/canary', 'revert'], ['AnalysisTemplate/errors/ratio', 'revert']]);
    expect(unitOf(adapter, { 'a.yaml': template(), 'b.yaml': outer.replace('name: errors', 'name: all').replace('templateName: errors', 'templateName: all') }, 'AnalysisTemplate/all').enforcement).toBe('dormant');
  });

  test.each([
    [STEPS, 'revert'],
    ['- setWeight: 5\n- pause: {}', 'halt'],
    ['- setWeight: 5\n- pause: { duration: 1h }', 'observe'],
  ])('a strategy with %j: %s', (steps, enforcement) => {
    expect(unitOf(adapter, repository(template(), rollout(steps)), 'Rollout/shop/canary').enforcement).toBe(enforcement);
  });

  test('blue-green: analysis before the traffic moves, after it, or a person', () => {
    expect(blueGreenUnit('prePromotionAnalysis: { templates: [{ templateName: errors }] }').enforcement).toBe('revert');
    expect(blueGreenUnit('postPromotionAnalysis: { templates: [{ templateName: errors }] }').chain[0]?.reason).toContain('after all traffic has moved');
    expect(blueGreenUnit('autoPromotionEnabled: false').enforcement).toBe('halt');
    expect(blueGreenUnit('activeService: a').enforcement).toBe('observe');
  });
});

describe('changes', () => {
  test.each([
    ['a looser threshold', template(), template({ success: 'result[0] < 0.05' }), ['threshold-loosened']],
    ['a way out', template(), template({ success: 'result[0] < 0.02 || len(result) == 0' }), ['nodata-permissive']],
    ['more failures tolerated', template(), template({ more: '      count: 10\n      interval: 30s\n      failureLimit: 3\n' }), ['tolerance-raised']],
    ['fewer looks', template(), template({ more: '      count: 5\n      interval: 30s\n      failureLimit: 1\n' }), ['sampling-reduced']],
    ['run dry', template(), template({ spec: '  dryRun: [{ metricName: ratio }]\n' }), ['gate-disarmed']],
    ['layout only', template(), template({ success: 'result[0]<0.02' }), ['reworded']],
  ])('%s', (_, before, after, expected) => {
    expect(rulesBetween(adapter, repository(before), repository(after))).toEqual(expected);
  });

  test.each([
    ['a bigger first step', STEPS.replace('setWeight: 5\n', 'setWeight: 20\n'), ['exposure-increased', 'exposure-increased']],
    ['a shorter pause', STEPS.replace('10m', '1m'), ['bake-shortened']],
    ['the analysis after the bigger step', '- setWeight: 5\n- pause: { duration: 10m }\n- setWeight: 50\n- analysis: { templates: [{ templateName: errors }] }', ['exposure-increased']],
  ])('%s', (_, steps, expected) => {
    expect(rulesBetween(adapter, repository(template()), repository(template(), rollout(steps)))).toEqual(expected);
  });

  test('dropping the analysis disarms the strategy and its metric', () => {
    const rules = rulesBetween(adapter, repository(template()), repository(template(), rollout('- setWeight: 5\n- pause: { duration: 10m }\n- setWeight: 50')));
    expect(rules.filter((one) => one === 'gate-disarmed')).toHaveLength(2);
    expect(rules).toContain('condition-removed');
  });
});

const replay = (success: string, samples: readonly (number | null)[], more?: string, durationSeconds: number | null = null) => {
  const unit = unitOf(adapter, repository(template(more === undefined ? { success } : { success, more })), 'AnalysisTemplate/errors/ratio');
  const [condition] = unit.conditions;
  return condition === undefined ? null : adapter.replay?.(unit, condition, { samples, intervalSeconds: null, durationSeconds });
};

describe('replay', () => {

  test.each([
    ['result[0] < 0.02', [0.052], 'fires'],
    ['result[0] < 0.5', [0.052], 'silent'],
    ['result[0] < 0.02', [0.01, 0.05, 0.01], 'silent'],
    ['result[0] < 0.02', [0.05, 0.01, 0.05], 'fires'],
    ['result[0] < 0.02', [null], 'fires'],
    ['len(result) == 0 || result[0] < 0.02', [null], 'silent'],
    ['result[0] matches "x"', [1], 'undecidable'],
  ] as const)('%s at %j: %s', (success, samples, verdict) => {
    expect(replay(success, samples)?.verdict ?? 'undecidable').toBe(verdict);
  });

  test('a limit as high as the count stays silent, and a state too short for the limit too', () => {
    expect(replay('result[0] < 0.02', [0.5], '      count: 1\n      failureLimit: 1\n')?.verdict).toBe('silent');
    expect(replay('result[0] < 0.02', [0.5], undefined, 20)?.verdict).toBe('silent');
    expect(replay('result[0] < 0.02', [0.5], undefined, 30)?.verdict).toBe('fires');
  });
});

describe('lint', () => {
  test.each([
    [template({ success: '' }), ['no-condition']],
    [template({ more: '      count: 3\n      failureLimit: 3\n' }), ['cannot-fail']],
    [template({ more: '      count: 3\n      failureLimit: -1\n' }), ['cannot-fail']],
    [template({ success: 'len(result) == 0 || result[0] < 0.02' }), ['no-data-passes']],
    [template({ success: 'result[0] < 20' }), ['threshold-outside-range']],
    [template().replace('e{code="500"}', 'e'), ['tautology']],
    [template(), []],
  ])('%#', (text, expected) => {
    expect(lintsIn(adapter, repository(text))).toEqual(expected);
  });

  test('a template that nothing runs, a rollout that compares nothing', () => {
    expect(lintsIn(adapter, { 'a.yaml': template() })).toEqual(['unreferenced']);
    expect(lintsIn(adapter, { 'a.yaml': rollout('- setWeight: 5') })).toEqual(['no-analysis']);
  });
});

test('a template without metrics is listed as one', () => {
  expect(unitsIn(adapter, { 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: x }\n' })).toMatchObject([{ enforcement: 'dormant' }]);
});
