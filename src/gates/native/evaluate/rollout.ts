import { printNumber } from '../../compare/print.ts';
import { describeIssue } from '../../issue.ts';
import type { Rollout } from '../schema.ts';
import type { LoadText } from './promotion.ts';
import { verificationSchema, type Results, type Verification } from './results.ts';
import { failed, passed, type GateResult } from './verdict.ts';

/** Where roll-out evidence comes from. */
export interface RolloutEvidence {
  readonly load: LoadText;
  /** Paths that match the glob of verification records. */
  readonly find: (glob: string) => readonly string[];
}

export interface RolloutJudgement {
  readonly results: readonly GateResult[];
  /** Targets that never reached the verified new state, by name. */
  readonly stragglers: readonly string[];
}

/**
 * Recomputes coverage from what each target shows: verified are the declared targets whose observed version is the intended one and
 * that are healthy. The tool's own success is never believed. A canary that is not verified is fatal whatever is tolerated; a target
 * about which nothing is known, or that nobody declared and that is not verified, is a straggler.
 */
export const evaluateRollout = (rollout: Rollout, results: Results, evidence: RolloutEvidence): RolloutJudgement => {
  const name = 'rollout/coverage';
  const { coverage, maxStragglers } = rollout;
  const broken = (reason: string, details: readonly string[] = []): RolloutJudgement => ({ results: [failed(name, 'deny', reason, details)], stragglers: [] });
  if (coverage.from !== 'per-target-verification') return broken("coverage is taken from the tool's own success, which proves nothing");
  const declared = readTargets(evidence.load(coverage.declared));
  if (declared === null) return broken(`no verdict, which fails: there is no ${coverage.declared}`);
  if (declared.length === 0) return broken(`no verdict, which fails: ${coverage.declared} declares no target`);
  if (results.rollout === undefined) return broken('no verdict, which fails: the results have no "rollout"');
  const read = readVerifications(rollout, results.rollout.verifications, evidence);
  if (typeof read === 'string') return broken(`no verdict, which fails: ${read}`);
  const { intended, toolSucceeded } = results.rollout;
  const states = statesOf(read);
  const isVerified = (target: string): boolean => states.get(target)?.every(({ version, healthy }) => version === intended && healthy) ?? false;
  const undeclared = [...states.keys()].filter((target) => !declared.includes(target));
  const stragglers = [...declared, ...undeclared].filter((target) => !isVerified(target));
  const share = declared.filter(isVerified).length / declared.length;
  const canaries = canaryTargets(rollout, declared).filter((target) => !isVerified(target));
  const details = [
    ...stragglers.map((target) => `straggler: ${target} ${describe(target, states, intended, declared.includes(target))}`),
    ...undeclared.filter(isVerified).map((target) => `undeclared target: ${target}`),
    ...(toolSucceeded === true && stragglers.length > 0 ? ['the tool reported success'] : []),
  ];
  const covered = `${declared.filter(isVerified).length} of ${declared.length} targets verified (${printNumber(Number((share * 100).toPrecision(4)))} %)`;
  const verdict = (): GateResult => {
    if (canaries.length > 0) return failed(name, 'deny', `${covered}; the canary is not verified, which is fatal: ${canaries.join(', ')}`, details);
    if (stragglers.length > maxStragglers) return failed(name, 'deny', `${covered}; ${stragglers.length} stragglers, and ${maxStragglers} are tolerated`, details);
    if (share < coverage.require) return failed(name, 'deny', `${covered}; ${printNumber(coverage.require * 100)} % are required`, details);
    if (stragglers.length > 0) return { gate: name, verdict: 'passed-with-stragglers', reason: `${covered}; WITH ${stragglers.length} STRAGGLERS of ${maxStragglers} tolerated`, details };
    return passed(name, covered, details);
  };
  return { results: [verdict()], stragglers };
};

const readTargets = (text: string | null): readonly string[] | null =>
  text === null ? null : [...new Set(text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')))];

/** The targets of the canary batch: batches take the declared targets in order, `rest` takes what is left. */
const canaryTargets = ({ batches, canaryBatch }: Rollout, declared: readonly string[]): readonly string[] => {
  const size = (batch: number | 'rest'): number => (batch === 'rest' ? declared.length : batch);
  const start = batches.slice(0, canaryBatch).reduce<number>((sum, batch) => sum + size(batch), 0);
  return declared.slice(start, start + size(batches[canaryBatch] ?? 0));
};

const readVerifications = (rollout: Rollout, stated: readonly Verification[] | undefined, { load, find }: RolloutEvidence): readonly Verification[] | string => {
  if (stated !== undefined) return stated;
  const found: Verification[] = [];
  const paths = find(rollout.coverage.records);
  if (paths.length === 0) return `no file matches ${rollout.coverage.records}`;
  for (const path of paths) {
    let value: unknown;
    try {
      value = JSON.parse(load(path) ?? '');
    } catch {
      return `${path} is not JSON`;
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      const result = verificationSchema.safeParse(one);
      if (!result.success) return `${path} is no verification: ${result.error.issues.slice(0, 1).map(describeIssue).join('')}`;
      found.push(result.data);
    }
  }
  return found;
};

/** The records of each target; where all of a target's records are dated, only the latest. */
const statesOf = (verifications: readonly Verification[]): ReadonlyMap<string, readonly Verification[]> => {
  const states = new Map<string, Verification[]>();
  for (const one of verifications) states.set(one.target, [...(states.get(one.target) ?? []), one]);
  for (const [target, records] of states) {
    const dated = records.filter(({ at }) => at !== undefined && !Number.isNaN(Date.parse(at)));
    const latest = dated.toSorted((one, other) => Date.parse(other.at ?? '') - Date.parse(one.at ?? ''))[0];
    if (latest !== undefined && dated.length === records.length) states.set(target, [latest]);
  }
  return states;
};

const describe = (target: string, states: ReadonlyMap<string, readonly Verification[]>, intended: string, declared: boolean): string => {
  const state = states.get(target)?.find(({ version, healthy }) => version !== intended || !healthy);
  const whose = declared ? '' : ' (not declared)';
  if (state === undefined) return `has no verification${whose}`;
  return state.version === intended ? `is not healthy${whose}` : `shows ${state.version ?? 'no version'} instead of ${intended}${whose}`;
};
