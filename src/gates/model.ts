import type { Source } from '../record/source.ts';

/** How much a gate's verdict matters, weakest first (GATES.md). `unverified` stands outside the ladder: see {@link Enforcement}. */
export const ENFORCEMENT_LADDER = ['absent', 'dormant', 'observe', 'notify', 'halt', 'block', 'revert'] as const;
/** `unverified`: the consequence lives outside the repository (branch protection set in a web page); never shown as blocking. */
export type Enforcement = (typeof ENFORCEMENT_LADDER)[number] | 'unverified';

export const COMPARATORS = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'in', 'absent'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** What happens when the metric has no data. */
export type OnNoData = 'fire' | 'pass' | 'hold' | 'unknown';

/** Normalised to "fires when value OP threshold". Durations in seconds. */
export interface Condition {
  /** Name within its unit, for `replay: METRIC as CONDITION`; null where the unit has one only. */
  readonly name: string | null;
  /** What is measured: a metric name or the query in its format's own normal form. */
  readonly metric: string;
  /** The same for a reader, in full, where `metric` leaves out what the settings tell (label matchers); absent where it does not. */
  readonly shown?: string;
  /**
   * What the metric is a multiple of: `metric = factor * base + offset`. Two spellings of one measurement (`x * 60 > 6`, `x > 0.1`) are
   * compared by it; absent where the metric has no constants.
   */
  readonly multipleOf?: { readonly metric: string; readonly factor: number; readonly offset: number };
  readonly comparator: Comparator;
  /** Null where the threshold is an expression that cannot be resolved; then `expression` says what stands there. */
  readonly threshold: number | null;
  readonly expression: string | null;
  readonly unit: string | null;
  /** Look-back of the measurement. */
  readonly windowSeconds: number | null;
  /** How long the condition must hold before it fires (`for`). */
  readonly holdSeconds: number | null;
  /** Violations tolerated (`failureLimit`) out of `count` measurements. */
  readonly tolerance: number | null;
  readonly count: number | null;
  readonly onNoData: OnNoData;
  /** Why the condition cannot be replayed or compared; null where it can. */
  readonly opaque: string | null;
  /**
   * Conditions of one unit that share this name fire only together (`a and b`): the unit fires when any condition without one
   * fires, or all conditions of one conjunct do. So a condition added to a conjunct narrows the gate, and one removed widens it.
   */
  readonly conjunct?: string;
  readonly source: Source;
}

/** One link of the chain from a check to its consequence; the weakest decides. */
export interface ChainLink {
  /** `policy`, `step`, `job`, `workflow`, `required check`, … */
  readonly name: string;
  readonly enforcement: Enforcement;
  /** Why, in words a reviewer understands. */
  readonly reason: string;
  readonly path: string;
  readonly source: Source | null;
}

/** Value of one setting of a unit, normalised: durations in seconds, sets sorted. */
export type SettingValue = string | number | boolean | readonly string[];

/** A figure of an incident, stated beside the gate that it paid for. */
export interface PaidFigure {
  readonly incident: string;
  readonly action: string | null;
  readonly value: number;
}

/** One addressable check. */
export interface GateUnit {
  /** `<path>#<selector>`. */
  readonly key: string;
  readonly path: string;
  readonly selector: string;
  /** Name given by a `# gate:` comment, annotation or tag; survives renames. */
  readonly mark: string | null;
  /** Id of the adapter. */
  readonly format: string;
  readonly title: string;
  readonly enforcement: Enforcement;
  readonly chain: readonly ChainLink[];
  readonly conditions: readonly Condition[];
  /**
   * What it applies to (events, namespaces, targets), normalised and sorted: each element more applies to more. What restricts (a
   * branch filter, a label matcher) is a setting with its own order.
   */
  readonly scope: readonly string[];
  /** Settings beyond the conditions that weaken or strengthen the gate, by the format's own name, normalised; see `directions`. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  /** Incidents named at the unit (`paidFor`). */
  readonly paidFor: readonly string[];
  /** Figures of those incidents that stand at the unit itself, in the units of its conditions; absent where none do. */
  readonly paidFigures?: readonly PaidFigure[];
  /** Why nothing certain can be said (templated, unparsable, remote); null where it can. */
  readonly opaque: string | null;
  /** Whether the unit opens something rather than guards it (permissions of a role): then its removal is stronger and its addition weaker. */
  readonly grants?: boolean;
  /**
   * Whether the unit does something (publishes, deploys, reports) rather than check it: that it comes, goes or runs less often takes no
   * protection away, as long as no incident paid for it.
   */
  readonly acts?: boolean;
  /** Normalised body without names, for recognising a renamed unit. */
  readonly body: string;
  readonly source: Source;
}
