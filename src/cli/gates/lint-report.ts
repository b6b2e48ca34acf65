import type { GateLint } from '../../gates/adapter.ts';
import { shortHash } from '../../gates/fingerprint.ts';
import type { Finding } from '../../record/finding.ts';
import type { Source } from '../../record/source.ts';

/** A place as findings carry it. */
export const rangeOf = (source: Source): Finding['range'] => ({
  start: { line: source.line, column: source.column, offset: source.start },
  end: { line: source.endLine, column: source.endColumn, offset: source.end },
});

/** A lint of a gate as a finding, so that every reporter can print it. */
export const lintFinding = (lint: GateLint): Finding => ({
  rule: `gates/${lint.id}`,
  severity: lint.level,
  message: lint.message,
  suggestion: lint.suggestion,
  path: lint.path,
  range: rangeOf(lint.source),
  related: [],
  fix: null,
  fingerprint: shortHash(`${lint.id}\n${lint.unit}\n${lint.message}`),
  suppressed: null,
  known: false,
});

/** How many findings of each gravity there are. */
export const countFindings = (findings: readonly Finding[]): { readonly error: number; readonly warning: number; readonly info: number; readonly suppressed: number; readonly known: number } => {
  const of = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info'), suppressed: 0, known: 0 };
};
