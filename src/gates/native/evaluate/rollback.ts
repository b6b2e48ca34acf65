import { replayCondition } from '../../replay/condition.ts';
import { condition } from '../../formats/gate-unit.ts';
import { durationSeconds, printSeconds } from '../../values/duration.ts';
import type { Rollback, RollbackSignal } from '../schema.ts';
import type { Results } from './results.ts';
import { failed, passed, type GateResult } from './verdict.ts';

const DAY_MS = 86_400_000;
const NOWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };

/** Judges the rollback: whether a signal calls for it, and whether it can keep its promise, which a rehearsal must have shown. */
export const evaluateRollback = (rollback: Rollback, results: Results, today: string): readonly GateResult[] => [
  ...rollback.signals.map((signal) => judgeSignal(signal, rollback, results)),
  judgeRecovery(rollback, results, today),
];

const judgeSignal = (signal: RollbackSignal, rollback: Rollback, results: Results): GateResult => {
  const name = `rollback/${signal.id}`;
  const action = rollback.automatic ? `roll back to ${rollback.target}` : `a person must roll back to ${rollback.target}`;
  const given = results.rollback?.signals?.[signal.id];
  if (given === undefined || given.samples.length === 0 || given.samples.every((sample) => sample === null)) {
    const reason = given === undefined ? `the results have no "rollback.signals.${signal.id}"` : `${signal.metric} gave no data`;
    if (signal.onNoData === 'ignore') return passed(name, `${reason}, which is ignored here`);
    return failed(name, 'deny', signal.onNoData === 'rollback' ? `${reason}: ${action}` : `${reason}: halt and look`);
  }
  const interval = durationSeconds(given.interval) ?? 0;
  const verdict = replayCondition(
    condition({ metric: signal.metric, comparator: signal.op, threshold: signal.threshold, holdSeconds: durationSeconds(signal.for), onNoData: signal.onNoData === 'rollback' ? 'fire' : 'pass', source: NOWHERE }),
    { samples: given.samples, intervalSeconds: interval, durationSeconds: interval * given.samples.length },
  );
  switch (verdict.verdict) {
    case 'silent':
      return passed(name, `${signal.metric}: ${verdict.reason}`);
    case 'fires':
      return failed(name, 'deny', `${signal.metric}: ${verdict.reason}: ${action}`);
    case 'undecidable':
      return failed(name, 'deny', `${signal.metric}: ${verdict.reason}: measure more often than the hold of ${signal.for}`);
  }
};

const judgeRecovery = (rollback: Rollback, results: Results, today: string): GateResult => {
  const name = 'rollback/recovery';
  const limit = durationSeconds(rollback.maxRecoveryTime) ?? 0;
  const { rehearsal } = rollback;
  const problems: string[] = [];
  const measured = results.rollback?.recoveryTime ?? rehearsal?.measuredRecoveryTime;
  const seconds = measured === undefined ? null : durationSeconds(measured);
  if (seconds === null) problems.push('no recovery was ever measured');
  else if (seconds >= limit) problems.push(`recovery took ${printSeconds(seconds)}, and must be under ${printSeconds(limit)}`);
  if (!rollback.automatic) problems.push('the rollback waits for a person');
  const last = rehearsal?.lastRehearsed;
  if (rehearsal === undefined || last === undefined) problems.push('the rollback was never rehearsed');
  else {
    const age = (Date.parse(today) - Date.parse(last)) / DAY_MS;
    if (age * 86_400 > (durationSeconds(rehearsal.cadence) ?? 0)) problems.push(`the rollback was last rehearsed on ${last}, ${age} days ago, and is due every ${rehearsal.cadence}`);
  }
  return problems.length > 0 ? failed(name, 'deny', `the rollback is unproven: ${problems.join('; ')}`) : passed(name, `rehearsed on ${last ?? ''}, recovery took ${measured ?? ''}, under ${rollback.maxRecoveryTime}`);
};
