import { describe, expect, test } from 'vitest';
import { replayCondition, settlingFigure } from '../../src/gates/replay/condition.ts';
import { recordedFigure, wallSeconds } from '../../src/gates/replay/figure.ts';
import { replayUnit, type Feed } from '../../src/gates/replay/unit.ts';
import type { Figure } from '../../src/record/signal.ts';
import { errors, gate, point, SOMEWHERE } from './units.ts';

describe('a condition on the figures of an incident', () => {
  test.each([
    ['fires above', {}, point([9]), 'fires', '9 is > 5'],
    ['silent below', {}, point([3]), 'silent', '3 is not > 5'],
    ['held long enough', { holdSeconds: 300 }, point([9], { durationSeconds: 600 }), 'fires', '9 is > 5 and held for 5m'],
    ['not held long enough', { holdSeconds: 300 }, point([9], { durationSeconds: 120 }), 'silent', '9 is > 5, but lasted 2m and must hold for 5m'],
    ['nobody recorded how long', { holdSeconds: 300 }, point([9]), 'undecidable', '9 is > 5, but must hold for 5m, and the record does not say from when to when it lasted'],
    ['below, however long', { holdSeconds: 300 }, point([3]), 'silent', '3 is not > 5'],
    ['a dip resets the hold', { holdSeconds: 180 }, point([9, 9, 1, 9, 9], { intervalSeconds: 60, durationSeconds: 300 }), 'undecidable', null],
    ['a short peak', { holdSeconds: 300 }, point([1, 9, 1, 1, 1], { intervalSeconds: 60, durationSeconds: 300 }), 'silent', null],
    ['tolerates as many as are made', { tolerance: 3, count: 3 }, point([9, 9, 9]), 'silent', '9, 9, 9 is > 5, but it tolerates 3 violations in 3 measurements'],
    ['tolerates fewer than there were', { tolerance: 1 }, point([9, 1, 9]), 'fires', '9, 1, 9 is > 5'],
    ['tolerates more than there were', { tolerance: 2 }, point([9, 1, 9]), 'silent', '9, 1, 9 is > 5: 2 of 3 measurements, and it tolerates 2'],
    ['one figure does not say how often', { tolerance: 2 }, point([9]), 'undecidable', null],
    ['no data passes', { onNoData: 'pass' }, point([null]), 'silent', 'there was no data, and without data it passes'],
    ['no data fires', { onNoData: 'fire' }, point([null]), 'fires', 'no data'],
    ['no data, nobody knows', { onNoData: 'unknown' }, point([null]), 'undecidable', null],
    ['absence is the condition', { comparator: 'absent', threshold: null }, point([null]), 'fires', 'no data'],
    ['present', { comparator: 'absent', threshold: null }, point([4]), 'silent', null],
    ['no figure', {}, point([]), 'undecidable', 'the record states no figure for it'],
    ['a threshold that is none', { threshold: null, expression: 'limit * 2' }, point([9]), 'undecidable', 'its threshold is no number: limit * 2'],
    ['opaque', { opaque: 'templated' }, point([9]), 'undecidable', 'templated'],
  ] as const)('%s', (_, facts, at, verdict, reason) => {
    expect(replayCondition(errors(facts), at)).toMatchObject({ verdict, ...(reason !== null && { reason }) });
  });
});

const feed = (value: number, unit: string | null = null, condition: string | null = null): Feed => ({ condition, figure: { metric: 'http_5xx_ratio', unit, incident: point([value]), normal: point([0]) } });

describe('a unit', () => {
  test('the reference case: > 0.5 is silent at 0.052, and the figure that would settle it is named', () => {
    const ratio = errors({ metric: 'sum(rate(http_5xx[5m])) / sum(rate(http_all[5m]))', threshold: 0.5, windowSeconds: 300, holdSeconds: 60 });
    const replay = replayUnit(gate({ conditions: [ratio] }), [feed(0.052)], undefined);
    expect(replay.verdict).toBe('silent');
    expect(replay.reason).toBe('0.052 is not > 0.5');
    expect(replay.settledBy).toBe('the value of `sum(rate(http_5xx[5m])) / sum(rate(http_all[5m]))` over 5m during the incident, with the times from and to (it must hold for 1m)');
    expect(settlingFigure(ratio)).toBe(replay.settledBy);
  });

  test('the figure is taken in the unit of the gate', () => {
    expect(replayUnit(gate({ conditions: [errors({ threshold: 0.5, unit: 's' })] }), [feed(600, 'ms')], undefined).reason).toBe('0.6 is > 0.5 s');
    expect(replayUnit(gate({ conditions: [errors({ unit: 's' })] }), [feed(600, '%')], undefined).verdict).toBe('undecidable');
  });

  test('with several conditions the link must say which; a name is never guessed', () => {
    const two = gate({ conditions: [errors({ name: 'errors' }), errors({ name: 'slow', metric: 'latency' })] });
    expect(replayUnit(two, [feed(9)], undefined)).toMatchObject({ verdict: 'undecidable', reason: 'it has 2 conditions (errors, slow): the link must say which one the figure feeds' });
    expect(replayUnit(two, [feed(9, null, 'slow')], undefined).verdict).toBe('fires');
    expect(replayUnit(two, [feed(9, null, 'http_5xx_ratio')], undefined).reason).toBe('it has no condition "http_5xx_ratio" (it has errors, slow)');
  });

  test('conditions that fire together need a figure each', () => {
    const both = gate({ conditions: [errors({ name: 'errors', conjunct: 'a' }), errors({ name: 'slow', metric: 'latency', conjunct: 'a' })] });
    expect(replayUnit(both, [feed(9, null, 'errors')], undefined).verdict).toBe('undecidable');
    expect(replayUnit(both, [feed(3, null, 'errors')], undefined).verdict).toBe('silent');
    expect(replayUnit(both, [feed(9, null, 'errors'), feed(9, null, 'slow')], undefined).verdict).toBe('fires');
  });

  test('the two bounds of one metric take one figure', () => {
    const range = gate({ conditions: [errors({ name: 'max', threshold: 9 }), errors({ name: 'min', comparator: 'lt', threshold: 1 })] });
    expect(replayUnit(range, [feed(10)], undefined).verdict).toBe('fires');
    expect(replayUnit(range, [feed(5)], undefined).verdict).toBe('silent');
  });

  test('a command has no figure; an opaque unit says why', () => {
    expect(replayUnit(gate({ conditions: [] }), [feed(9)], undefined).verdict).toBe('undecidable');
    expect(replayUnit(gate({ opaque: 'templated' }), [feed(9)], undefined).reason).toBe('templated');
  });
});

test.each([
  ['2026-04-24T23:50', '2026-04-25T00:48', 3480], ['T23:50', 'T00:48', 3480], ['2026-04-24T23:50', '2026-04-24T23:40', null], ['2026-04-24', '2026-04-25', null], [null, 'T00:48', null],
] as const)('from %s to %s are %s seconds', (from, to, seconds) => expect(wallSeconds(from, to)).toBe(seconds));

const figure = (samples: readonly number[], noData = false): Figure => ({ written: samples.join(', '), number: samples[0] ?? null, samples, noData, source: SOMEWHERE });

test('a row of Signals with samples and times', () => {
  const recorded = recordedFigure({ metric: 'm', unit: null, normal: figure([], true), incident: figure([1, 2, 3]), from: 'T10:00', to: 'T10:03', evidence: [], source: SOMEWHERE });
  expect(recorded.incident).toEqual({ samples: [1, 2, 3], intervalSeconds: 60, durationSeconds: 180 });
  expect(recorded.normal.samples).toEqual([null]);
});

const numbers = (written: string): readonly number[] => written.split(',').map((word) => Number.parseFloat(word.replace('~', '')));
const cell = (written: string): Figure => ({ written, number: numbers(written).length === 1 ? (numbers(written)[0] ?? null) : null, samples: numbers(written), noData: false, source: SOMEWHERE });

test.each([
  ['percent in the cell of a ratio', 'ratio', '0.1%', '5.2%', { unit: 'ratio', incident: [0.052], normal: [0.001] }],
  ['percent in the column', '%', '0.1', '5.2', { unit: '%', incident: [5.2], normal: [0.1] }],
  ['percent in both', '%', '0.1%', '5.2 %', { unit: '%', incident: [5.2], normal: [0.1] }],
  ['durations without a column', null, '120ms', '1.5s', { unit: 's', incident: [1.5], normal: [0.12] }],
  ['durations in another unit', 'ms', '120', '1.5s', { unit: 'ms', incident: [1500], normal: [120] }],
  ['about', null, '3', '~ 12', { unit: null, incident: [12], normal: [3] }],
  ['samples', '%', '1', '5%, 6%', { unit: '%', incident: [5, 6], normal: [1] }],
] as const)('a row of Signals: %s', (_, unit, normal, incident, expected) => {
  const recorded = recordedFigure({ metric: 'm', unit, normal: cell(normal), incident: cell(incident), from: null, to: null, evidence: [], source: SOMEWHERE });
  expect({ unit: recorded.unit, incident: recorded.incident.samples, normal: recorded.normal.samples }).toEqual(expected);
});
