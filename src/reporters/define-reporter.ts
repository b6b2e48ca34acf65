import type { Finding } from '../record/finding.ts';

/** Everything a reporter may print. */
export interface Report {
  readonly findings: readonly Finding[];
  /** Documents that were checked, in order, relative to the root. */
  readonly checked: readonly string[];
  /** Files that could not be read or parsed, with the reason. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly counts: {
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    readonly suppressed: number;
    readonly known: number;
  };
  readonly rules: readonly { readonly id: string; readonly summary: string; readonly why: string; readonly fix: string; readonly severity: 'error' | 'warning' | 'info' }[];
  readonly version: string;
}

export interface ReporterContext {
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly width: number;
  /** The text of a checked document, for source excerpts; null where it is not at hand. */
  readonly text: (path: string) => string | null;
}

/** Findings to text: pure, no I/O. Text of documents in the output is neutralised (control characters, markup of the target). */
export type Reporter = (report: Report, context: ReporterContext) => string;
