import type { MarkdownDocument } from '../document/document.ts';
import { comparedRecord, type ComparedRecord } from '../record/compared.ts';
import type { Finding, Range, Severity } from '../record/finding.ts';
import { nearest } from '../record/nearest.ts';
import { neutralise } from '../record/neutralise.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Source } from '../record/source.ts';
import type { RepositoryView } from '../workspace/repository-view.ts';
import type { Collection, Profile, RuleContext, RuleFinding } from './define-rule.ts';
import { fingerprints } from './fingerprint.ts';
import { profileOf, severityRank } from './profile.ts';
import { RULES } from './registry.ts';
import { activeRules, type ActiveRule, type ActiveRules, type RuleSettings } from './settings.ts';
import { readSuppressions, type Suppression, type SuppressionUse } from './suppressions.ts';

/** What the rules that look at one document alone see. */
export interface RunInput {
  readonly record: IncidentRecord;
  readonly document: MarkdownDocument;
  readonly repository: RepositoryView;
  readonly settings: RuleSettings;
  /** ISO date. */
  readonly today: string;
}

/** What the other rules see besides. */
export interface ConclusionInput {
  readonly collection: Collection;
  readonly settings: RuleSettings;
  /** ISO date. */
  readonly today: string;
}

type Reported = Omit<Finding, 'fingerprint'>;

/**
 * A document after the rules that look at it alone: what its findings need once all documents of the collection are known. Plain data, far
 * smaller than record and tree.
 */
export interface Examined {
  readonly record: ComparedRecord;
  readonly profile: Profile;
  readonly found: readonly Reported[];
  readonly suppressions: readonly Suppression[];
}

const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Every finding of one document, in the order of the text. What a comment suppresses is marked, not dropped. Pure. */
export const runRules = (input: RunInput & ConclusionInput): Finding[] => conclude(examine(input), input);

/** Runs the rules that look at one document alone. Pure. */
export const examine = ({ record, document, repository, settings, today }: RunInput): Examined => {
  const profile = profileOf(record);
  const context: RuleContext<unknown> = { record, document, repository, today, profile, severityRank: severityRank(record.severity?.value ?? null, repository.severities), options: {} };
  const found: Reported[] = [];
  for (const active of activeRules(settings, profile).alone) {
    // To copy the context for each rule would take longer than most rules do, and most have no options.
    const own = active.hasOptions ? { ...context, options: active.options } : context;
    for (const finding of active.run(own)) found.push(report(active, finding, document.path));
  }
  return { record: comparedRecord(record), profile, found, suppressions: readSuppressions(document) };
};

/** Runs the rules that compare the document with others, and those about its suppressions; gives every finding. Pure. */
export const conclude = ({ record, profile, found: alone, suppressions }: Examined, { collection, settings, today }: ConclusionInput): Finding[] => {
  const rules = activeRules(settings, profile);
  const found = [...alone, ...rules.comparing.flatMap((active) => reports(active, active.run({ record, collection, options: active.options }), record.path))];
  const uses = suppressions.map((suppression) => useOf(suppression, found, rules, today));
  const marked = uses.length === 0 ? found : found.map((finding) => suppress(finding, uses));
  // These cannot be suppressed themselves.
  const more = uses.length === 0 ? [] : rules.aboutSuppressions.flatMap((active) => reports(active, active.run({ suppressions: uses, options: active.options }), record.path));
  const fingerprint = fingerprints();
  return [...marked, ...more].sort(inTextOrder).map((finding) => withFingerprint(finding, fingerprint(finding.path, finding.rule, finding.message)));
};

const withFingerprint = (finding: Reported, compute: () => string): Finding => ({
  ...finding,
  get fingerprint() {
    return compute();
  },
});

type Named = Pick<ActiveRule<never>, 'id' | 'severity'>;

const reports = (active: Named, findings: Iterable<RuleFinding>, path: string): Reported[] => Array.from(findings, (finding) => report(active, finding, path));

const rangeOf = ({ line, column, endLine, endColumn, start, end }: Source): Range => ({
  start: { line, column, offset: start },
  end: { line: endLine, column: endColumn, offset: end },
});

const lower = (severity: Severity, most: Severity | undefined): Severity => (most !== undefined && SEVERITY_ORDER[most] > SEVERITY_ORDER[severity] ? most : severity);

const report = ({ id, severity }: Named, { source, message, suggestion, related = [], fix, atMost }: RuleFinding, path: string): Reported => ({
  rule: id,
  severity: lower(severity, atMost),
  message: neutralise(message),
  suggestion: suggestion === undefined ? null : neutralise(suggestion),
  path,
  range: rangeOf(source),
  related: related.map((place) => ({ path: place.path ?? path, line: place.source.line, range: rangeOf(place.source), message: neutralise(place.message) })),
  fix: fix ?? null,
  suppressed: null,
  known: false,
});

const inTextOrder = (a: Reported, b: Reported): number =>
  a.range.start.offset - b.range.start.offset || SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

const covers = ({ rules, reason, from, to }: Suppression, { rule, range }: Reported): boolean =>
  reason !== '' && rules.includes(rule) && range.start.offset >= from && range.start.offset <= to;

const useOf = (suppression: Suppression, found: readonly Reported[], { ids }: ActiveRules, today: string): SuppressionUse => {
  const unknown = suppression.rules.filter((name) => !RULES.some(({ id }) => id === name));
  return {
    suppression,
    expired: suppression.until !== null && suppression.until < today,
    unknown,
    meant: unknown[0] === undefined ? null : nearest(unknown[0], RULES.map(({ id }) => id)),
    used: found.some((finding) => covers(suppression, finding)),
    decided: suppression.rules.length > 0 && suppression.reason !== '' && suppression.rules.every((name) => ids.has(name)),
  };
};

const suppress = (finding: Reported, uses: readonly SuppressionUse[]): Reported => {
  const use = uses.find(({ suppression, expired }) => !expired && covers(suppression, finding));
  return use ? { ...finding, suppressed: { reason: use.suppression.reason, until: use.suppression.until } } : finding;
};
