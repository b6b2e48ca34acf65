import type { TextEdit } from './source.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type SeveritySetting = Severity | 'off';

/** Line and column count from 1, offset from 0, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Range {
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}

/** Another place that the finding is about ("first stated here"). */
export interface RelatedPlace {
  readonly path: string;
  readonly line: number;
  readonly range: Range;
  readonly message: string;
}

/** A change of text that mends the finding without a decision by a person. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

/** What is wrong, where exactly, and what to do. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, with the figures in it. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly suggestion: string | null;
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
  readonly fix: Fix | null;
  /** Stable across unrelated edits of the file: path, rule and the words of the message, with an ordinal for repeats; no line numbers. */
  readonly fingerprint: string;
  /** Set where a comment in the document suppresses the finding; it is counted and marked, never dropped. */
  readonly suppressed: { readonly reason: string; readonly until: string | null } | null;
  /** True where the baseline knows the finding. */
  readonly known: boolean;
}
