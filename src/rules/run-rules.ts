import type { MarkdownDocument } from '../document/document.ts';
import type { Finding, Range, Severity, SeveritySetting } from '../record/finding.ts';
import { nearest } from '../record/nearest.ts';
import { neutralise } from '../record/neutralise.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Source } from '../record/source.ts';
import type { RepositoryView } from '../workspace/repository-view.ts';
import { noOptions, type RuleContext, type RuleFinding } from './define-rule.ts';
import { fingerprints } from './fingerprint.ts';
import { profileOf, severityRank } from './profile.ts';
import { RULES } from './registry.ts';
import { prepareRules, type PreparedRule, type RuleSettings } from './settings.ts';
import { readSuppressions, type Suppression, type SuppressionUse } from './suppressions.ts';

/** What the rules see of one document. */
export interface RunInput {
  readonly record: IncidentRecord;
  readonly document: MarkdownDocument;
  readonly repository: RepositoryView;
  readonly settings: RuleSettings;
  /** ISO date. */
  readonly today: string;
}

type Reported = Omit<Finding, 'fingerprint'>;

const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Every finding of one document, in the order of the text. What a comment suppresses is marked, not dropped. Pure. */
export const runRules = (input: RunInput): Finding[] => beginRules(input)();

/**
 * Runs the rules that look at one document alone, and gives the rest: what to call, for every finding, once all records of the
 * collection can be had. The rest keeps the text, not the tree.
 */
export const beginRules = (input: RunInput): (() => Finding[]) => {
  const rules = prepareRules(input.settings);
  const suppressions = readSuppressions(input.document);
  const context = contextOf(input);
  const alone = findingsOf(rules.filter((rule) => !isAboutSuppressions(rule) && !comparesDocuments(rule)), context);
  const rest: Context = { ...context, document: { ...input.document, tree: { type: 'root', children: [] } } };
  return () => {
    const found = [...alone, ...findingsOf(rules.filter(comparesDocuments), rest)];
    const uses = suppressions.map((suppression) => useOf(suppression, found, rules, rest));
    const marked = uses.length === 0 ? found : found.map((finding) => suppress(finding, uses));
    const more = uses.length === 0 ? [] : findingsOf(rules.filter(isAboutSuppressions), { ...rest, suppressions: uses });
    const fingerprint = fingerprints();
    return [...marked, ...more].sort(inTextOrder).map((finding) => ({ ...finding, fingerprint: fingerprint(finding.path, finding.rule, finding.message) }));
  };
};

/** The rules about suppressions run last and cannot be suppressed. */
const isAboutSuppressions = ({ rule }: PreparedRule): boolean => rule.id.startsWith('suppressions/');

/** They work on records; they need no tree. */
const comparesDocuments = ({ rule }: PreparedRule): boolean => rule.id.startsWith('collection/');

type Context = Omit<RuleContext<unknown>, 'options'>;

const contextOf = ({ record, document, repository, today }: RunInput): Context => ({
  record,
  document,
  repository,
  today,
  profile: profileOf(record),
  severityRank: severityRank(record.severity?.value ?? null, repository.severities),
  suppressions: [],
});

const findingsOf = (rules: readonly PreparedRule[], context: Context): Reported[] => {
  const found: Reported[] = [];
  // To copy the context for each rule would take longer than most rules do, and most have no options.
  const withoutOptions: RuleContext<unknown> = { ...context, options: {} };
  for (const { rule, options, severity } of rules) {
    const level = severity(context.profile);
    if (level === 'off') continue;
    for (const finding of rule.check(rule.options === noOptions ? withoutOptions : { ...context, options })) found.push(report(rule.id, level, finding, context.document.path));
  }
  return found;
};

const rangeOf = ({ line, column, endLine, endColumn, start, end }: Source): Range => ({
  start: { line, column, offset: start },
  end: { line: endLine, column: endColumn, offset: end },
});

const lower = (severity: Severity, most: Severity | undefined): Severity => (most !== undefined && SEVERITY_ORDER[most] > SEVERITY_ORDER[severity] ? most : severity);

const report = (rule: string, level: Exclude<SeveritySetting, 'off'>, { source, message, suggestion, related = [], fix, atMost }: RuleFinding, path: string): Reported => ({
  rule,
  severity: lower(level, atMost),
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

const useOf = (suppression: Suppression, found: readonly Reported[], ran: readonly PreparedRule[], { today, profile }: Context): SuppressionUse => {
  const unknown = suppression.rules.filter((name) => !RULES.some(({ id }) => id === name));
  const active = (name: string): boolean => ran.some(({ rule, severity }) => rule.id === name && severity(profile) !== 'off');
  return {
    suppression,
    expired: suppression.until !== null && suppression.until < today,
    unknown,
    meant: unknown[0] === undefined ? null : nearest(unknown[0], RULES.map(({ id }) => id)),
    used: found.some((finding) => covers(suppression, finding)),
    decided: suppression.rules.length > 0 && suppression.reason !== '' && suppression.rules.every(active),
  };
};

const suppress = (finding: Reported, uses: readonly SuppressionUse[]): Reported => {
  const use = uses.find(({ suppression, expired }) => !expired && covers(suppression, finding));
  return use ? { ...finding, suppressed: { reason: use.suppression.reason, until: use.suppression.until } } : finding;
};
