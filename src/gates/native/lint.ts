import type { GateFiles, GateLint } from '../adapter.ts';
import { at, type ConfigNode } from '../formats/node.ts';
import { durationSeconds, printSeconds } from '../values/duration.ts';
import { parseGateSet } from './parse.ts';
import type { GateSet, Rollback } from './schema.ts';

const DAY_MS = 86_400_000;

type Finding = (id: string, level: GateLint['level'], unit: string, message: string, suggestion: string, ...place: readonly string[]) => GateLint;

/** What a gate file promises and does not keep: an unproven rollback, a canary that compares nothing, an override nobody audits. */
export const lintGateSet = (path: string, files: GateFiles, today: string): readonly GateLint[] => {
  const text = files.text(path);
  const read = text === null ? null : parseGateSet({ path, text });
  if (read === null || read.set === null || read.root === null) return [];
  const root: ConfigNode = read.root;
  const { set } = read;
  const finding: Finding = (id, level, unit, message, suggestion, ...place) => ({ id, level, unit: `${path}#${unit}`, message, suggestion, path, source: at(root, 'spec', ...place)?.source ?? root.source });
  return [
    ...lintCanary(set, finding),
    ...(set.spec.rollback === undefined ? [] : lintRollback(set.spec.rollback, files, today, finding)),
    ...lintRollout(set, files, finding),
    ...lintOverride(set, finding),
    ...lintPaidFor(set, finding),
  ];
};

const lintCanary = ({ spec: { canary } }: GateSet, finding: Finding): readonly GateLint[] => {
  if (canary === undefined) return [];
  const { compare } = canary;
  const found: GateLint[] = [];
  if (compare.inputs === 'none' || compare.divergence.length === 0) {
    found.push(finding('compares-nothing', 'error', 'canary/analysis', 'the canary compares nothing with the version that runs today', 'Let both versions see the same inputs, and bound how far their outputs may differ', 'canary', 'compare'));
  } else if (compare.minOverlap === 0) {
    found.push(finding('compares-nothing', 'warning', 'canary/analysis', 'the canary passes on no joined pair at all: minOverlap is 0', 'State the least number of pairs a verdict needs', 'canary', 'compare'));
  }
  if (compare.inputs !== 'none' && compare.joinKey === undefined) found.push(finding('no-join-key', 'warning', 'canary/analysis', 'nothing says which outputs belong to one input', 'Name the joinKey', 'canary', 'compare'));
  return found;
};

const lintRollback = (rollback: Rollback, files: GateFiles, today: string, finding: Finding): readonly GateLint[] => {
  const found: GateLint[] = [];
  const unproven = (id: string, message: string, suggestion: string): number => found.push(finding(id, 'error', 'rollback/recovery', message, suggestion, 'rollback', 'rehearsal'));
  if (!rollback.automatic) found.push(finding('rollback-needs-a-person', 'warning', 'rollback/recovery', 'the rollback waits for a person', 'Roll back automatically on the signals: people need longer than the recovery time', 'rollback', 'automatic'));
  if (rollback.signals.length === 0) found.push(finding('no-condition', 'error', 'rollback/recovery', 'no signal starts the rollback', 'Name the signals and their thresholds', 'rollback'));
  const { rehearsal } = rollback;
  const limit = durationSeconds(rollback.maxRecoveryTime) ?? 0;
  if (rehearsal?.lastRehearsed === undefined) {
    unproven('never-rehearsed', 'the rollback was never rehearsed: it is unproven', 'Rehearse it, and record lastRehearsed and measuredRecoveryTime');
    return found;
  }
  const age = (Date.parse(today) - Date.parse(rehearsal.lastRehearsed)) / DAY_MS;
  const cadence = (durationSeconds(rehearsal.cadence) ?? 0) / 86_400;
  if (age > cadence) unproven('rehearsal-stale', `the rollback was last rehearsed ${age} days ago, and its cadence is ${rehearsal.cadence}: it is unproven`, 'Rehearse it');
  const measured = rehearsal.measuredRecoveryTime === undefined ? null : durationSeconds(rehearsal.measuredRecoveryTime);
  if (measured === null) unproven('recovery-not-measured', 'the rehearsal records no recovery time', 'Record measuredRecoveryTime');
  else if (measured >= limit) unproven('recovery-too-slow', `the rehearsed recovery took ${printSeconds(measured)}, and must be under ${printSeconds(limit)}`, 'Make it faster: the limit is the promise');
  if (rehearsal.evidence !== undefined && !/^https?:\/\//.test(rehearsal.evidence) && files.text(rehearsal.evidence) === null) {
    found.push(finding('evidence-missing', 'warning', 'rollback/recovery', `the evidence of the rehearsal is not there: ${rehearsal.evidence}`, 'Commit it, or correct the path', 'rollback', 'rehearsal', 'evidence'));
  }
  return found;
};

const lintRollout = ({ spec: { rollout } }: GateSet, files: GateFiles, finding: Finding): readonly GateLint[] => {
  if (rollout === undefined) return [];
  const { coverage, maxStragglers, batches, canaryBatch } = rollout;
  const found: GateLint[] = [];
  if (coverage.from === 'tool-exit-status') found.push(finding('trusts-the-tool', 'error', 'rollout/coverage', "coverage is taken from the tool's own success", 'Verify each target: a tool that exits 0 has not looked', 'rollout', 'coverage', 'from'));
  if (batches.slice(0, -1).includes('rest')) found.push(finding('batches-after-rest', 'error', 'rollout/batches', 'nothing is left after "rest"', 'Put "rest" last', 'rollout', 'batches'));
  if (canaryBatch >= batches.length) found.push(finding('no-canary', 'error', 'rollout/batches', `there is no batch ${canaryBatch}, so there is no canary`, 'Count batches from 0', 'rollout', 'canaryBatch'));
  const declared = files.text(coverage.declared)?.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')).length;
  if (coverage.require < 1 && maxStragglers === 0) found.push(finding('coverage-disagrees', 'warning', 'rollout/coverage', `require: ${coverage.require} allows stragglers, and maxStragglers: 0 allows none`, 'Say it once: leave require at 1 and count stragglers', 'rollout', 'coverage', 'require'));
  if (coverage.require === 1 && maxStragglers > 0) found.push(finding('coverage-disagrees', 'warning', 'rollout/coverage', `maxStragglers: ${maxStragglers} allows stragglers, and require: 1 allows none`, 'Lower require to what the stragglers leave', 'rollout', 'coverage', 'require'));
  if (declared === 0) found.push(finding('no-targets', 'error', 'rollout/coverage', `${coverage.declared} declares no target`, 'List the targets, one a line', 'rollout', 'coverage', 'declared'));
  return found;
};

const lintOverride = ({ spec: { override } }: GateSet, finding: Finding): readonly GateLint[] => {
  if (override.policy === 'none') return [];
  const found: GateLint[] = [];
  const missing = ['who', 'when', 'reason', 'gate'].filter((fact) => !(override.audit?.require ?? []).includes(fact));
  if (override.audit === undefined) found.push(finding('override-without-audit', 'error', 'override', 'an override leaves no trace', 'Name an audit log', 'override'));
  else if (missing.length > 0) found.push(finding('override-without-audit', 'warning', 'override', `the audit does not require ${missing.join(', ')}`, 'Require who, when, reason and gate', 'override', 'audit'));
  if (override.approvers.length === 0) found.push(finding('override-by-anybody', 'error', 'override', 'anybody may override', 'Name the approvers', 'override'));
  if (override.expiresAfter === undefined) found.push(finding('override-for-ever', 'error', 'override', 'an override never expires', 'Let it expire after some hours', 'override'));
  return found;
};

const lintPaidFor = (set: GateSet, finding: Finding): readonly GateLint[] => {
  const { spec } = set;
  const known = new Set([
    ...spec.promotion.map(({ id }) => `promotion/${id}`),
    ...(spec.canary?.compare.divergence ?? []).map(({ id }) => `canary/${id}`),
    ...(spec.rollback?.signals ?? []).map(({ id }) => `rollback/${id}`),
    'canary/analysis', 'rollback/recovery', 'rollout/coverage', 'rollout/batches', 'soak', 'override',
  ]);
  return set.paidFor
    .filter(({ unit }) => !known.has(unit))
    .map(({ incident, unit }) => finding('dangling', 'error', unit, `${incident} paid for "${unit}", which is not in the file`, 'Restore the gate, or correct its name'));
};
