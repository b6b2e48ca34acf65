import { CHANGE_RULES, type Level } from '../../gates/changes.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';
import type { Finding, Severity } from '../../record/finding.ts';
import type { Report } from '../../reporters/define-reporter.ts';
import { VERSION } from '../../workspace/version.ts';
import { andCovered, payers } from './diff-text.ts';
import { countFindings, rangeOf } from './lint-report.ts';

const SEVERITY = { ERR: 'error', WARN: 'warning', INFO: 'info' } as const satisfies Record<Level, Severity>;

const START = { line: 1, column: 1, offset: 0 };

/** Changes as a report of findings, for the formats that platforms read (SARIF, annotations). */
export const diffReport = (changes: readonly GateChange[]): Report => {
  const findings: readonly Finding[] = changes.map((one) => ({
    rule: `gates/${one.rule}`,
    severity: SEVERITY[one.level],
    message: `${one.unit}${andCovered(one)}: ${one.message}${one.paidFor.length > 0 ? `; paid for by ${payers(one.paidFor)}` : ''}${one.replay === null ? '' : `; ${one.replay.verdict}: ${one.replay.reason}`}`,
    suggestion: one.suggestion,
    path: one.path,
    range: one.source === null ? { start: START, end: START } : rangeOf(one.source),
    related: [],
    fix: null,
    fingerprint: one.fingerprint,
    suppressed: one.accepted === null ? null : { reason: `${one.accepted.reason} (${one.accepted.by})`, until: one.accepted.until },
    known: false,
  }));
  const rules = [...new Set(changes.map(({ rule }) => rule))].map((rule) => ({
    id: `gates/${rule}`,
    summary: `A gate changed: ${rule.replaceAll('-', ' ')}`,
    why: `The change is of the kind "${CHANGE_RULES[rule].kind}". An incident paid for a gate: what weakens it must be seen.`,
    fix: 'Keep the gate where it fires on the incident, or accept the change with `postmortem gates accept`.',
    severity: 'warning' as const,
  }));
  return { findings, checked: [...new Set(changes.map(({ path }) => path))], failed: [], counts: countFindings(findings), rules, version: VERSION };
};
