import type { Source } from '../record/source.ts';
import type { ChangeRuleId } from './changes.ts';
import type { Condition, GateUnit, SettingValue } from './model.ts';

/** One configuration file in memory. */
export interface GateFile {
  /** Repository-relative, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Files around the one that is read, for includes, references and variables defined elsewhere in the repository. */
export interface GateFiles {
  /** Text of a repository-relative path; null where there is none, it is outside the root, or it is not text. */
  readonly text: (path: string) => string | null;
  /** Repository-relative paths of all candidate files, sorted. */
  readonly paths: readonly string[];
}

/** Something in a gate file that cannot be read; the rest of the file is still listed. */
export interface GateProblem {
  readonly path: string;
  readonly source: Source | null;
  readonly message: string;
  readonly hint: string | null;
}

/** A gate that cannot do its job (GATES.md, `gates lint`). */
export interface GateLint {
  /** `cannot-fail`, `no-condition`, `no-data-passes`, `unreferenced`, `never-runs`, `dangling-required-check`, … */
  readonly id: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly unit: string;
  readonly message: string;
  readonly suggestion: string;
  readonly source: Source;
  readonly path: string;
}

export interface GateReading {
  readonly units: readonly GateUnit[];
  readonly problems: readonly GateProblem[];
  /** What a file without gates does instead ("declares a Service"), where the adapter can say more than that it holds none. */
  readonly instead?: string | null;
}

/** A file that an adapter recognised. */
export interface RecognisedFile {
  readonly path: string;
  readonly format: string;
  /** Why it holds no gate, in words a reader understands; null where it holds some. */
  readonly none: string | null;
}

/**
 * How a setting orders protection.
 * - `more-is-weaker`, `more-is-stronger`: numbers (and durations in seconds); lists by inclusion; booleans with false < true.
 * - a list of values: weakest first.
 * - `unordered`: a change cannot be ranked.
 */
export type SettingDirection = 'more-is-weaker' | 'more-is-stronger' | 'unordered' | readonly string[];

export interface SettingRule {
  readonly direction: SettingDirection;
  readonly weaker: ChangeRuleId;
  readonly stronger: ChangeRuleId;
  /** What to call it in a message: "failure limit". */
  readonly title: string;
  /** Value that an absent setting stands for. */
  readonly fallback?: SettingValue;
  /** Compared only where both versions have it: where one has not, another setting tells what changed. */
  readonly whereBoth?: true;
  /** Says when or where a unit runs: of a unit that only acts (`GateUnit.acts`) it protects nothing. */
  readonly ofChecks?: true;
  /** Overrides `direction` for values with an algebra of their own (sets with wildcards, label selectors, named severities). */
  readonly compare?: (before: SettingValue, after: SettingValue) => SettingOrder;
}

/** What the second value of a setting is against the first. */
export type SettingOrder = 'weaker' | 'stronger' | 'same' | 'incomparable';

/** An incident's figure as a gate would have seen it. */
export interface ReplayPoint {
  /** Measurements in order; null where a measurement returned no data. */
  readonly samples: readonly (number | null)[];
  /** Seconds between two measurements; null where the record does not say. */
  readonly intervalSeconds: number | null;
  /** How long the state lasted; null where the record does not say. */
  readonly durationSeconds: number | null;
  /** The normal measurements beside it, for gates that compare two series; absent where the record states none. */
  readonly baseline?: readonly (number | null)[];
}

export interface ReplayVerdict {
  readonly verdict: 'fires' | 'silent' | 'undecidable';
  /** Why, in words a reviewer understands. */
  readonly reason: string;
  /** Figure that would settle the matter, where it is another than the value of the condition's metric. */
  readonly settledBy?: string | null;
}

/** Reads one format into gate units. One file, one registration line, one test file with real samples. */
export interface GateAdapter {
  readonly id: string;
  readonly title: string;
  /** What it reads as gates, for a file that holds none: "no assertion under ci.assert". */
  readonly holds: string;
  /** Whether a file is of this format, by path and content; cheap, no full parse. Which files are offered says the registration (`adapters/registry.ts`). */
  readonly recognises: (file: GateFile) => boolean;
  /** Whether the content alone shows the format, for a file whose place and name do not. */
  readonly resembles?: (file: GateFile) => boolean;
  /** Never throws on any text; what cannot be read is a problem or an opaque unit. */
  readonly read: (file: GateFile, files: GateFiles) => GateReading;
  /** Ordering of the settings that units of this format carry. */
  readonly settings: Readonly<Record<string, SettingRule>>;
  /** Replay by the format's own evaluation, where comparing a value with the threshold does not do it justice; null leaves it to the general rule. */
  readonly replay?: (unit: GateUnit, condition: Condition, point: ReplayPoint) => ReplayVerdict | null;
  /** Second pass over all units of the repository: joins chains across files (required checks, references, dry runs). Returns the units it changed. */
  readonly link?: (own: readonly GateUnit[], all: readonly GateUnit[]) => readonly GateUnit[];
  /** Findings of `gates lint` that need the format's own knowledge; `today` is an ISO date. */
  readonly lint?: (own: readonly GateUnit[], all: readonly GateUnit[], files: GateFiles, today: string) => readonly GateLint[];
}
