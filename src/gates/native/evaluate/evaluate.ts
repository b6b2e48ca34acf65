import { durationSeconds, printSeconds } from '../../values/duration.ts';
import type { GateSet, Override, Soak } from '../schema.ts';
import { evaluateCanary } from './canary.ts';
import { evaluatePromotion } from './promotion.ts';
import type { OverrideRequest, Results } from './results.ts';
import { evaluateRollback } from './rollback.ts';
import { evaluateRollout, type RolloutEvidence } from './rollout.ts';
import { failed, GATE_VERDICTS, passed, type GateResult } from './verdict.ts';

export const SECTIONS = ['promotion', 'canary', 'rollback', 'rollout', 'soak'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Evaluation {
  readonly name: string;
  readonly environment: string | null;
  readonly verdict: 'passed' | 'passed-with-stragglers' | 'failed';
  readonly gates: readonly GateResult[];
  readonly stragglers: readonly string[];
}

export interface EvaluationInput {
  readonly set: GateSet;
  readonly results: Results;
  readonly evidence: RolloutEvidence;
  /** Sections to run; all that the file has where empty. */
  readonly sections: readonly Section[];
  readonly override: OverrideRequest | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Runs the gates of a gate file on results. Missing or bad data fails, with the reason, unless a gate says otherwise. */
export const evaluateGates = ({ set, results, evidence, sections, override, now }: EvaluationInput): Evaluation => {
  const { spec, metadata } = set;
  const wants = (section: Section): boolean => sections.length === 0 || sections.includes(section);
  const today = new Date(now).toISOString().slice(0, 10);
  const rollout = spec.rollout !== undefined && wants('rollout') ? evaluateRollout(spec.rollout, results, evidence) : { results: [], stragglers: [] };
  const judged = [
    ...(wants('promotion') ? spec.promotion.map((gate) => evaluatePromotion(gate, results, evidence.load)) : []),
    ...(spec.canary !== undefined && wants('canary') ? evaluateCanary(spec.canary, results, evidence.load) : []),
    ...(spec.rollback !== undefined && wants('rollback') ? evaluateRollback(spec.rollback, results, today) : []),
    ...rollout.results,
    ...(spec.soak !== undefined && wants('soak') ? [evaluateSoak(spec.soak, results)] : []),
  ];
  const gates = judged.length === 0 ? [failed('spec', 'deny', 'no gate was evaluated: the file has none of the sections asked for')] : override === null ? judged : overridden(judged, override, spec.override, now);
  const worst = GATE_VERDICTS.find((verdict) => gates.some((gate) => gate.verdict === verdict));
  return {
    name: metadata.name,
    environment: metadata.environment ?? null,
    verdict: worst === 'failed' ? 'failed' : gates.some(({ verdict }) => verdict === 'passed-with-stragglers') ? 'passed-with-stragglers' : 'passed',
    gates,
    stragglers: rollout.stragglers,
  };
};

const evaluateSoak = (soak: Soak, results: Results): GateResult => {
  if (results.soak === undefined) return failed('soak', 'deny', 'no verdict, which fails: the results have no "soak"');
  const elapsed = durationSeconds(results.soak.elapsed) ?? 0;
  const wanted = durationSeconds(soak.bakeTime) ?? 0;
  if (elapsed < wanted) return failed('soak', 'deny', `soaked for ${printSeconds(elapsed)}, and must for ${printSeconds(wanted)}`);
  if (results.soak.requests < soak.minRequests) return failed('soak', 'deny', `${results.soak.requests} requests, and ${soak.minRequests} are needed`);
  return passed('soak', `soaked for ${printSeconds(elapsed)} with ${results.soak.requests} requests`);
};

/** The results with one failed gate passed by break-glass, or with the reason why it is not. */
const overridden = (gates: readonly GateResult[], request: OverrideRequest, override: Override, now: number): readonly GateResult[] => {
  const refusal = refusalOf(request, override, now);
  if (refusal !== null || !gates.some(({ gate, verdict }) => gate === request.gate && verdict === 'failed')) {
    return [...gates, failed('override', 'deny', refusal ?? `there is no failed gate "${request.gate}" to override`)];
  }
  return gates.map((gate) =>
    gate.gate === request.gate && gate.verdict === 'failed'
      ? { ...gate, verdict: 'overridden', details: [...gate.details, `overridden by ${request.who} at ${request.when}, approved by ${request.approvers.join(', ')}: ${request.reason}`] }
      : gate,
  );
};

const refusalOf = (request: OverrideRequest, override: Override, now: number): string | null => {
  if (override.policy === 'none') return 'the override is refused: policy: none lets nobody pass';
  const facts: Readonly<Record<string, string>> = { ...request, approvers: request.approvers.join(', ') };
  const missing = (override.audit?.require ?? []).filter((fact) => (facts[fact] ?? '').trim() === '');
  if (missing.length > 0) return `the override is refused: it does not say ${missing.join(', ')}`;
  if (request.reason.trim() === '') return 'the override is refused: it gives no reason';
  const approvers = new Set(request.approvers.filter((approver) => override.approvers.includes(approver) && approver !== request.who));
  if (approvers.size < override.minApprovers) return `the override is refused: ${approvers.size} of ${override.minApprovers} approvers`;
  const asked = Date.parse(request.when);
  const lasts = override.expiresAfter === undefined ? null : (durationSeconds(override.expiresAfter) ?? 0) * 1000;
  if (asked > now) return 'the override is refused: it lies in the future';
  if (lasts !== null && asked + lasts < now) return `the override is refused: it expired ${override.expiresAfter} after ${request.when}`;
  return null;
};
