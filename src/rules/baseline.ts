import { z } from 'zod/mini';
import { UserError } from '../record/errors.ts';
import type { Finding } from '../record/finding.ts';

/** The findings that a team knows of and has not mended yet (`--baseline FILE`). */
export const baselineSchema = z.strictObject({
  version: z.literal(1),
  findings: z.array(z.strictObject({ path: z.string(), rule: z.string(), message: z.string(), fingerprint: z.string() })),
});
export type Baseline = z.infer<typeof baselineSchema>;
type Entry = Baseline['findings'][number];

/** Reads a baseline; what is not one is a user error. */
export const parseBaseline = (text: string, place: string): Baseline => {
  const hint = 'write it with --baseline FILE --update-baseline';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError('the baseline is not JSON', { place, hint, cause });
  }
  const result = baselineSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError(`the baseline is not valid${issue && issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : ''}`, { place, hint });
};

const order = (a: Entry, b: Entry): number => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.message, b.message) || compare(a.fingerprint, b.fingerprint);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Text of a baseline, sorted, so that the same findings give the same file. */
export const printBaseline = (baseline: Baseline): string => `${JSON.stringify({ version: 1, findings: baseline.findings.toSorted(order) }, null, 2)}\n`;

/** A first baseline: what is found today, without what the documents suppress. */
export const createBaseline = (findings: readonly Finding[]): Baseline => ({
  version: 1,
  findings: findings.filter(({ suppressed }) => suppressed === null).map(({ path, rule, message, fingerprint }) => ({ path, rule, message, fingerprint })),
});

/** Marks the findings that the baseline knows. */
export const markKnown = (findings: readonly Finding[], baseline: Baseline): Finding[] => {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) => (known.has(finding.fingerprint) ? { ...finding, known: true } : finding));
};

/**
 * The baseline without what is mended. Nothing is ever added, so it only tightens. Entries of documents that this run did not check stay, unless
 * `exists` says that the document is gone.
 */
export const tightenBaseline = (baseline: Baseline, findings: readonly Finding[], checked: Iterable<string>, exists: (path: string) => boolean = () => true): Baseline => {
  const found = new Set(findings.filter(({ suppressed }) => suppressed === null).map(({ fingerprint }) => fingerprint));
  const seen = new Set(checked);
  return { version: 1, findings: baseline.findings.filter(({ path, fingerprint }) => (seen.has(path) ? found.has(fingerprint) : exists(path))) };
};
