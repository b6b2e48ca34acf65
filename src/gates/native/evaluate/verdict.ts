import type { PromotionGate } from '../schema.ts';

/** What became of a gate. `warned` and `recorded` are failures that its enforcement lets through. */
export const GATE_VERDICTS = ['failed', 'overridden', 'passed-with-stragglers', 'warned', 'recorded', 'passed'] as const;
export type GateVerdict = (typeof GATE_VERDICTS)[number];

export interface GateResult {
  /** `promotion/ndcg`. */
  readonly gate: string;
  readonly verdict: GateVerdict;
  /** Why, with the figures in it. */
  readonly reason: string;
  /** What a reader must see beside the reason: slices, stragglers by name. */
  readonly details: readonly string[];
}

type Enforcement = PromotionGate['enforcement'];
type OnNoData = PromotionGate['onNoData'];

const LET_THROUGH: Readonly<Record<Enforcement, GateVerdict>> = { deny: 'failed', warn: 'warned', dryrun: 'recorded' };

export const passed = (gate: string, reason: string, details: readonly string[] = []): GateResult => ({ gate, verdict: 'passed', reason, details });

/** A failure, as far as the gate's enforcement makes it one. */
export const failed = (gate: string, enforcement: Enforcement, reason: string, details: readonly string[] = []): GateResult => ({
  gate, verdict: LET_THROUGH[enforcement], reason, details,
});

/** Missing or bad data, as the gate wants it judged: by default a failure. */
export const withoutData = (gate: string, enforcement: Enforcement, onNoData: OnNoData, reason: string): GateResult => {
  switch (onNoData) {
    case 'fail':
      return failed(gate, enforcement, `no verdict, which fails: ${reason}`);
    case 'warn':
      return { gate, verdict: 'warned', reason: `no verdict: ${reason}`, details: [] };
    case 'pass':
      return passed(gate, `no verdict, which passes here: ${reason}`);
  }
};
