import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { evaluateGates, type EvaluationInput, type Section } from '../../../src/gates/native/evaluate/evaluate.ts';
import { evaluationAnnotations, evaluationText } from '../../../src/gates/native/evaluate/report.ts';
import type { Results } from '../../../src/gates/native/evaluate/results.ts';
import { parseGateSet } from '../../../src/gates/native/parse.ts';
import { fakeHost } from '../../fake-host.ts';
import { temporaryFolder } from '../../temporary.ts';
import { gateSet } from './gate-set.ts';

const GOOD: Results = {
  promotion: { ndcg: { value: 0.42, sampleSize: 21_000, baseline: 0.421 }, p99: 150, rss: 5000, drift: 0.1 },
  canary: { measurements: [{ divergence: { top1: { value: 0.1, pairs: 100 } } }, { divergence: { top1: { value: 0.2, pairs: 90 } } }] },
  rollback: { signals: { err: { samples: [0.01, 0.01, 0.01], interval: '1m' }, empty: { samples: [0], interval: '1m' } } },
  rollout: { intended: 'v2', verifications: ['a', 'b', 'c', 'd'].map((target) => ({ target, version: 'v2', healthy: true })) },
  soak: { elapsed: '25h', requests: 5000 },
};

const evaluate = (results: Results, { text = gateSet(), sections = [], override = null, files = {} }: { readonly text?: string; readonly sections?: readonly Section[]; readonly override?: EvaluationInput['override']; readonly files?: Readonly<Record<string, string>> } = {}) => {
  const { set, problems } = parseGateSet({ path: 'gates.yaml', text });
  if (set === null) throw new Error(problems[0]?.message);
  const all: Readonly<Record<string, string>> = { 'targets.txt': '# all\na\nb\nc\nd\n', ...files };
  return evaluateGates({
    set, results, sections, override, now: Date.UTC(2026, 10, 21, 12),
    evidence: { load: (path) => all[path] ?? null, find: () => Object.keys(all).filter((path) => path.startsWith('verify/')) },
  });
};
const verdictOf = (results: Results, gate: string, options: Parameters<typeof evaluate>[1] = {}): string => {
  const found = evaluate(results, options).gates.find((one) => one.gate === gate);
  return found === undefined ? 'not evaluated' : `${found.verdict}: ${found.reason}`;
};

test('all gates pass', () => {
  const evaluation = evaluate(GOOD);
  expect(evaluation.verdict).toBe('passed');
  expect(evaluation.gates.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 10 }, () => 'passed'));
});

const promoted = (promotion: Results['promotion']): Results => ({ ...GOOD, promotion: { ...GOOD.promotion, ...promotion } });

const report = (value: unknown): Readonly<Record<string, string>> => ({ 'reports/eval.json': typeof value === 'string' ? value : JSON.stringify(value) });

describe('promotion', () => {
  test.each([
    ['below its threshold', { ndcg: { value: 0.4, sampleSize: 21_000, baseline: 0.4 } }, 'ndcg', 'failed: ndcg_at_10 is 0.4, and must be >= 0.412'],
    ['below the baseline', { ndcg: { value: 0.42, sampleSize: 21_000, baseline: 0.423 } }, 'ndcg', 'failed: ndcg_at_10 is 0.42 against 0.423 of incumbent, and must gain at least -0.002'],
    ['exactly at the baseline clause', { ndcg: { value: 0.42, sampleSize: 21_000, baseline: 0.422 } }, 'ndcg', 'passed: ndcg_at_10 is 0.42 against 0.422 of incumbent, >= 0.412'],
    ['too few samples', { ndcg: { value: 0.42, sampleSize: 100, baseline: 0.42 } }, 'ndcg', 'failed: no verdict, which fails: ndcg_at_10 is of 100 samples, and needs 20000'],
    ['samples not stated', { ndcg: 0.42 }, 'ndcg', 'failed: no verdict, which fails: ndcg_at_10 does not say of how many samples it is, and needs 20000'],
    ['baseline not stated', { ndcg: { value: 0.42, sampleSize: 21_000 } }, 'ndcg', 'failed: no verdict, which fails: the figure of incumbent is not stated'],
    ['no value', { p99: null }, 'p99', 'failed: no verdict, which fails: latency_p99 has no value'],
    ['latency', { p99: 181 }, 'p99', 'failed: latency_p99 is 181 ms, and must be <= 180 ms'],
    ['memory', { rss: 7000 }, 'rss', 'failed: peak_rss is 7000 MiB, and must be <= 6144 MiB'],
    ['drift at its bound', { drift: 0.2 }, 'drift', 'failed: psi_max is 0.2, and must be < 0.2'],
  ] as const)('%s', (_, promotion, gate, expected) => expect(verdictOf(promoted(promotion), `promotion/${gate}`)).toBe(expected));

  test('a value is read where the gate says, with its sample size and baseline beside it', () => {
    const { ndcg: _ndcg, ...rest } = GOOD.promotion ?? {};
    const results = { ...GOOD, promotion: rest };
    expect(verdictOf(results, 'promotion/ndcg', { files: report({ ndcg: 0.42, sampleSize: 21_000, baseline: 0.42 }) })).toMatch(/^passed/);
    expect(verdictOf(results, 'promotion/ndcg', { files: report({ ndcg: { value: 0.3, sampleSize: 21_000 } }) })).toMatch(/^failed: ndcg_at_10 is 0.3/);
    expect(verdictOf(results, 'promotion/ndcg', { files: report({ other: 1 }) })).toBe('failed: no verdict, which fails: reports/eval.json has nothing at /ndcg');
    expect(verdictOf(results, 'promotion/ndcg', { files: report('{ "ndcg": ') })).toBe('failed: no verdict, which fails: reports/eval.json is not JSON');
    expect(verdictOf(results, 'promotion/ndcg')).toBe('failed: no verdict, which fails: there is no reports/eval.json');
  });

  test('enforcement and onNoData are heeded', () => {
    expect(verdictOf(promoted({ p99: 300 }), 'promotion/p99', { text: gateSet(['threshold: 180 }', 'threshold: 180, enforcement: warn }']) })).toMatch(/^warned/);
    expect(verdictOf(promoted({ p99: 300 }), 'promotion/p99', { text: gateSet(['threshold: 180 }', 'threshold: 180, enforcement: dryrun }']) })).toMatch(/^recorded/);
    expect(verdictOf(promoted({ p99: null }), 'promotion/p99', { text: gateSet(['threshold: 180 }', 'threshold: 180, onNoData: pass }']) })).toMatch(/^passed: no verdict, which passes here/);
  });
});

const outputs = (answers: string, locale = 'en') => [...answers].map((answer, index) => ({ request_id: `${locale}${index}`, locale, outputs: { top1: answer } }));

const lines = (answers: string): string => outputs(answers).map((one) => JSON.stringify(one)).join('\n');

const measured = (candidate: string): Results => ({ ...GOOD, canary: { measurements: [{ incumbent: 'old.jsonl', candidate }, { incumbent: 'old.jsonl', candidate }] } });

describe('canary', () => {
  const pairs = (incumbent: string, candidate: string): Results => {
    const measurement = { incumbent: outputs(incumbent), candidate: outputs(candidate) };
    return { ...GOOD, canary: { measurements: [measurement, measurement] } };
  };

  test.each([
    ['the same answers', pairs('abcd', 'abcd'), 'passed: top1_disagreement_rate was at worst 0, <= 0.25, in 2 measurements'],
    ['one of four differs', pairs('abcd', 'abcx'), 'passed: top1_disagreement_rate was at worst 0.25, <= 0.25, in 2 measurements'],
    ['two of four differ', pairs('abcd', 'abxx'), 'failed: top1_disagreement_rate was not <= 0.25 in 2 of 2 measurements, and 0 are tolerated'],
    ['too few overlap', pairs('abcd', 'ab'), 'failed: no verdict, which fails: 2 measurements in a row gave nothing, and 0 are tolerated'],
    ['too few measurements', { ...GOOD, canary: { measurements: [{ divergence: { top1: { value: 0, pairs: 9 } } }] } }, 'failed: no verdict, which fails: 1 of 2 measurements were made'],
    ['a measurement failed', { ...GOOD, canary: { measurements: [null, { divergence: { top1: { value: 0, pairs: 9 } } }] } }, 'failed: no verdict, which fails: 1 measurements in a row gave nothing, and 0 are tolerated'],
    ['nothing measured', { ...GOOD, canary: { measurements: [] } }, 'failed: no verdict, which fails: 0 of 2 measurements were made'],
  ] satisfies readonly (readonly [string, Results, string])[])('%s', (_, results, expected) => expect(verdictOf(results, 'canary/top1')).toBe(expected));

  test('a slice that diverges fails although the whole does not', () => {
    const measurement = { incumbent: [...outputs('aaaaaaaa'), ...outputs('bb', 'de')], candidate: [...outputs('aaaaaaaa'), ...outputs('xx', 'de')] };
    const results = { ...GOOD, canary: { measurements: [measurement, measurement] } };
    const found = evaluate(results).gates.find(({ gate }) => gate === 'canary/top1');
    expect(found?.verdict).toBe('failed');
    expect(found?.details).toContain('measurement 1: 1 in locale=de (2 pairs)');
  });

  test('an input that one version saw twice joins nothing', () => {
    const twice = { incumbent: [...outputs('abcd'), ...outputs('a')], candidate: outputs('abcd') };
    expect(evaluate({ ...GOOD, canary: { measurements: [twice, twice] } }).gates.find(({ gate }) => gate === 'canary/top1')?.details).toContain('measurement 1: 3 joined pairs, and 4 are needed');
  });

  test('outputs are read from JSON Lines', () => {
    const files = { 'old.jsonl': lines('abcd'), 'new.jsonl': lines('abxx'), 'bad.jsonl': '{"outputs":{}}\nnot json\n' };
    expect(verdictOf(measured('new.jsonl'), 'canary/top1', { files })).toMatch(/^failed: top1_disagreement_rate was not/);
    expect(evaluate(measured('bad.jsonl'), { files }).gates.find(({ gate }) => gate === 'canary/top1')?.details).toContain('measurement 1: bad.jsonl:2 is not JSON');
  });
});

const signal = (samples: readonly (number | null)[]): Results => ({ ...GOOD, rollback: { signals: { ...GOOD.rollback?.signals, err: { samples: [...samples], interval: '1m' } } } });

describe('rollback', () => {
  test('a signal that holds calls for a rollback', () => expect(verdictOf(signal([0.05, 0.05, 0.05, 0.05]), 'rollback/err')).toMatch(/^failed: error_rate: .* roll back to last-verified$/));
  test('a short one does not', () => expect(verdictOf(signal([0.05, 0.01, 0.01, 0.01, 0.01]), 'rollback/err')).toMatch(/^failed: .*measure more often|^passed/));
  test('no data rolls back', () => expect(verdictOf(signal([null]), 'rollback/err')).toBe('failed: error_rate gave no data: roll back to last-verified'));
  test('no data halts, where the signal says so', () => expect(verdictOf({ ...GOOD, rollback: { signals: { err: { samples: [0], interval: '1m' } } } }, 'rollback/empty')).toBe('failed: the results have no "rollback.signals.empty": halt and look'));
  test.each([
    ['measured too slow', ['measuredRecoveryTime: 3m40s', 'measuredRecoveryTime: 5m'], 'failed: the rollback is unproven: recovery took 5m, and must be under 5m'],
    ['rehearsed too long ago', ['lastRehearsed: 2026-11-02', 'lastRehearsed: 2026-09-02'], 'failed: the rollback is unproven: the rollback was last rehearsed on 2026-09-02, 80 days ago, and is due every 30d'],
    ['a person must act', ['automatic: true', 'automatic: false'], 'failed: the rollback is unproven: the rollback waits for a person'],
  ] as const)('%s', (_, replacement, expected) => expect(verdictOf(GOOD, 'rollback/recovery', { text: gateSet(replacement) })).toBe(expected));
  test('the recovery that just happened counts', () => expect(verdictOf({ ...GOOD, rollback: { ...GOOD.rollback, recoveryTime: '7m' } }, 'rollback/recovery')).toContain('recovery took 7m'));
});

const dated = (version: string, at: string) => ({ target: 'b', version, healthy: true, at });

const record = (target: string): string => JSON.stringify({ target, version: 'v2', healthy: true });

describe('roll-out coverage', () => {
  const targets = (states: Readonly<Record<string, string>>, toolSucceeded = true): Results => ({
    ...GOOD, rollout: { intended: 'v2', toolSucceeded, verifications: Object.entries(states).map(([target, state]) => ({ target, version: state === 'sick' ? 'v2' : state, healthy: state !== 'sick' })) },
  });
  const coverage = 'rollout/coverage';

  test('a straggler within the tolerated number passes, loudly and by name', () => {
    const evaluation = evaluate(targets({ a: 'v2', b: 'v2', c: 'v1', d: 'v2' }));
    expect(evaluation.verdict).toBe('passed-with-stragglers');
    expect(evaluation.stragglers).toEqual(['c']);
    const text = evaluationText(evaluation);
    expect(text).toContain('PASS WITH STRAGGLERS  rollout/coverage  3 of 4 targets verified (75 %); WITH 1 STRAGGLERS of 1 tolerated');
    expect(text).toContain('straggler: c shows v1 instead of v2');
    expect(text).toContain('the tool reported success');
    expect(text).toMatch(/PASSED WITH 1 STRAGGLERS\n$/);
    expect(evaluationAnnotations(evaluation, 'gates.yaml')).toContain('::warning file=gates.yaml,title=rollout/coverage::');
  });

  test.each([
    ['one too many', targets({ a: 'v2', b: 'v2', c: 'v1', d: 'sick' }), 'failed: 2 of 4 targets verified (50 %); 2 stragglers, and 1 are tolerated'],
    ['the canary is fatal, although one straggler is tolerated', targets({ a: 'v1', b: 'v2', c: 'v2', d: 'v2' }), 'failed: 3 of 4 targets verified (75 %); the canary is not verified, which is fatal: a'],
    ['nothing is known of a target', targets({ a: 'v2', b: 'v2', c: 'v2' }), 'passed-with-stragglers: 3 of 4 targets verified (75 %); WITH 1 STRAGGLERS of 1 tolerated'],
    ['an undeclared target that is not verified', targets({ a: 'v2', b: 'v2', c: 'v2', d: 'v2', z: 'v1' }), 'passed-with-stragglers: 4 of 4 targets verified (100 %); WITH 1 STRAGGLERS of 1 tolerated'],
    ['no roll-out in the results', { ...GOOD, rollout: undefined }, 'failed: no verdict, which fails: the results have no "rollout"'],
  ] as const)('%s', (_, results, expected) => {
    const { rollout, ...rest } = results;
    expect(verdictOf(rollout === undefined ? rest : { ...rest, rollout }, coverage)).toBe(expected);
  });

  test('only the latest record of a target counts; undated ones all do', () => {
    const others = ['a', 'c', 'd'].map((target) => ({ target, version: 'v2', healthy: true }));
    const results = (records: readonly object[]): Results => ({ ...GOOD, rollout: { intended: 'v2', verifications: [...others, ...records.map((one) => ({ target: 'b', version: 'v2', healthy: true, ...one }))] } });
    expect(verdictOf(results([dated('v1', '2026-11-01T10:00:00Z'), dated('v2', '2026-11-01T11:00:00Z')]), coverage)).toMatch(/^passed:/);
    expect(verdictOf(results([dated('v2', '2026-11-01T10:00:00Z'), dated('v1', '2026-11-01T11:00:00Z')]), coverage)).toMatch(/^passed-with-stragglers/);
    expect(verdictOf(results([{ version: 'v2' }, { version: 'v1' }]), coverage)).toMatch(/^passed-with-stragglers/);
  });

  test('records are read from files, and bad ones fail with the reason', () => {
    const results: Results = { ...GOOD, rollout: { intended: 'v2' } };
    expect(verdictOf(results, coverage, { files: { 'verify/1.json': `[${record('a')},${record('b')}]`, 'verify/2.json': `[${record('c')},${record('d')}]` } })).toMatch(/^passed:/);
    expect(verdictOf(results, coverage, { files: { 'verify/1.json': '[' } })).toContain('verify/1.json is not JSON');
    expect(verdictOf(results, coverage, { files: { 'verify/1.json': '{"target":"a"}' } })).toContain('verify/1.json is no verification');
    expect(verdictOf(results, coverage)).toContain('no file matches verify/*.json');
    expect(verdictOf(GOOD, coverage, { files: { 'targets.txt': '\n' } })).toContain('declares no target');
  });

  test("the tool's own success is never believed", () => {
    expect(verdictOf(GOOD, coverage, { text: gateSet(['declared: targets.txt', 'declared: targets.txt, from: tool-exit-status']) })).toBe("failed: coverage is taken from the tool's own success, which proves nothing");
  });
});

test.each([
  ['too short', { elapsed: '3h', requests: 5000 }, 'failed: soaked for 3h, and must for 1d'],
  ['too little', { elapsed: '25h', requests: 10 }, 'failed: 10 requests, and 1000 are needed'],
] as const)('soak: %s', (_, soak, expected) => expect(verdictOf({ ...GOOD, soak }, 'soak')).toBe(expected));

describe('break-glass', () => {
  const bad: Results = { ...GOOD, promotion: { ...GOOD.promotion, p99: 300 } };
  const request = { gate: 'promotion/p99', who: '@dan', when: '2026-11-21T10:00:00Z', reason: 'the site is down', approvers: ['@ada', '@ben'] };

  test('passes one failed gate, and says so', () => {
    const evaluation = evaluate(bad, { override: request });
    expect(evaluation.verdict).toBe('passed');
    expect(evaluationText(evaluation)).toContain('overridden by @dan at 2026-11-21T10:00:00Z, approved by @ada, @ben: the site is down');
  });

  test.each([
    ['one approver only', { approvers: ['@ada'] }, 'the override is refused: 1 of 2 approvers'],
    ['an approver who may not', { approvers: ['@ada', '@eve'] }, 'the override is refused: 1 of 2 approvers'],
    ['approving oneself', { who: '@ada' }, 'the override is refused: 1 of 2 approvers'],
    ['expired', { when: '2026-11-21T07:00:00Z' }, 'the override is refused: it expired 4h after 2026-11-21T07:00:00Z'],
    ['from the future', { when: '2026-11-21T13:00:00Z' }, 'the override is refused: it lies in the future'],
    ['no reason', { reason: ' ' }, 'the override is refused: it does not say reason'],
    ['another gate', { gate: 'promotion/rss' }, 'there is no failed gate "promotion/rss" to override'],
  ] satisfies readonly (readonly [string, Partial<typeof request>, string])[])('%s', (_, facts, reason) => {
    const evaluation = evaluate(bad, { override: { ...request, ...facts } });
    expect(evaluation.verdict).toBe('failed');
    expect(evaluation.gates.at(-1)).toMatchObject({ gate: 'override', reason });
  });
});

const run = async (root: string, ...argv: readonly string[]) => {
  const { host, stdout, stderr } = fakeHost(root);
  return { code: await main(host, ['gates', 'evaluate', ...argv]), stdout: stdout(), stderr: stderr() };
};

describe('the command', () => {
  const files = { 'gates.yaml': gateSet(), 'targets.txt': 'a\nb\nc\nd\n', 'results.json': JSON.stringify(GOOD) };

  test('exit code 0 and 1, text, JSON and annotations', async () => {
    const root = temporaryFolder({ ...files, 'bad.json': JSON.stringify({ promotion: { p99: 300 } }) });
    expect(await run(root, 'gates.yaml', '--results', 'results.json')).toMatchObject({ code: 0, stderr: '' });
    const failed = await run(root, 'gates.yaml', '--results', 'results.json', '--results', 'bad.json');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('FAIL  promotion/p99  latency_p99 is 300 ms, and must be <= 180 ms');
    expect(JSON.parse((await run(root, 'gates.yaml', '--results', 'bad.json', '--section', 'soak', '--json')).stdout)).toMatchObject({ verdict: 'failed', gates: [{ gate: 'soak' }] });
    expect((await run(root, 'gates.yaml', '--results', 'bad.json', '--section', 'promotion', '--format', 'github')).stdout).toContain('::error file=gates.yaml,title=promotion/p99::latency_p99 is 300 ms');
  });

  test.each([
    ['no gate file', [], 'which gate file?'],
    ['a gate file that is not there', ['none.yaml'], 'no such file'],
    ['a gate file that is not valid', ['broken.yaml', '--results', 'results.json'], 'broken.yaml:'],
    ['results that are not there', ['gates.yaml', '--results', 'none.json'], 'no such file'],
    ['results that do not parse', ['gates.yaml', '--results', 'torn.json'], 'cannot be parsed'],
    ['results of another form', ['gates.yaml', '--results', 'other.json'], 'unknown key "promotions"'],
  ] as const)('%s: exit code 2', async (_, argv, message) => {
    const root = temporaryFolder({ ...files, 'broken.yaml': gateSet(['bakeTime: 24h', 'bakeTime: soon']), 'torn.json': '{ "promotion": ', 'other.json': '{ "promotions": {} }' });
    const { code, stderr } = await run(root, ...argv);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('an override is written to the audit log, used or refused', async () => {
    const request = { gate: 'promotion/p99', who: '@dan', when: '2026-11-21T10:00:00Z', reason: 'the site is down', approvers: ['@ada', '@ben'] };
    const root = temporaryFolder({ ...files, 'bad.json': JSON.stringify({ promotion: { p99: 300 } }), 'yes.json': JSON.stringify(request), 'no.json': JSON.stringify({ ...request, approvers: [] }) });
    expect((await run(root, 'gates.yaml', '--results', 'results.json', '--results', 'bad.json', '--override', 'yes.json')).code).toBe(0);
    expect((await run(root, 'gates.yaml', '--results', 'results.json', '--results', 'bad.json', '--override', 'no.json')).code).toBe(1);
    const log = readFileSync(join(root, 'overrides.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { outcome: string }).outcome);
    expect(log).toEqual(['used', 'refused']);
  });
});
