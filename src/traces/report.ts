import { LLM_VARIABLES } from '../record/vocabulary.ts';
import type { Attribution } from './attribution/attribute.ts';
import { variableOf } from './attribution/attribute.ts';
import type { Windows } from './attribution/cube.ts';
import { LIMITS } from './attribution/facet.ts';
import { riskRatio } from './attribution/statistics.ts';
import type { ChangeKind, WeighedChanges } from './changes.ts';
import { titleOf, type VariableReading } from './variables.ts';

/** Everything that `postmortem moved` found; the shape of its JSON. */
export interface MovedReport {
  readonly schemaVersion: 1;
  readonly onset: string;
  readonly onsetDetected: boolean;
  readonly windowHours: number;
  readonly failure: string;
  readonly spans: number;
  readonly conversations: number;
  readonly outcome: Attribution['failure'];
  readonly verdict: Attribution['verdict'];
  readonly variables: readonly VariableReading[];
  readonly facets: readonly FacetReport[];
  readonly unknown: readonly string[];
  /** Logged changes near the onset; null where no log was given. */
  readonly changes: ChangeReport | null;
  readonly problems: readonly string[];
}

export interface ChangeReport {
  /** Within the windows. */
  readonly count: number;
  /** How likely one of so many comes as shortly before the onset by chance. */
  readonly coincidence: number | null;
  /** Nearest to the onset first. */
  readonly nearest: readonly { readonly time: string; readonly lagMinutes: number; readonly kind: ChangeKind; readonly title: string; readonly reference: string | null; readonly who: string | null; readonly variables: readonly string[] }[];
}

export interface FacetReport {
  readonly facet: string;
  readonly title: string;
  readonly moved: boolean;
  readonly coverage: number;
  /** Cramér's V. */
  readonly effect: number;
  readonly divergence: number;
  readonly stability: number;
  readonly q: number;
  readonly explained: number | null;
  readonly separable: boolean;
  /** ISO time at which the risen values begin. */
  readonly changedAt: string | null;
  /** Minutes from the change to the onset; negative where it came after. */
  readonly lagMinutes: number | null;
  readonly why: string;
  readonly values: readonly ValueReport[];
}

export interface ValueReport {
  readonly value: string;
  readonly before: number;
  readonly after: number;
  readonly failureBefore: number | null;
  readonly failureAfter: number | null;
  /** Of failing after the onset with this value against with any other, and its 95 % interval. */
  readonly riskRatio: { readonly ratio: number; readonly low: number; readonly high: number } | null;
}

const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');

const rateOf = (failures: number, rows: number): number | null => (rows === 0 ? null : failures / rows);

export const changeReport = ({ count, coincidence, nearest }: WeighedChanges): ChangeReport => ({
  count,
  coincidence,
  nearest: nearest.map((change) => ({ ...change, time: iso(change.time) })),
});

/** `4 min before the onset`. */
export const lagWords = (minutes: number): string => (minutes === 0 ? 'at the onset' : `${Math.abs(minutes)} min ${minutes > 0 ? 'before' : 'after'} the onset`);

/** What the log of changes is worth: nearness in time is little where changes are many. */
const changeSentences = (changes: ChangeReport | null): string[] => {
  if (changes === null) return [];
  const nearest = changes.nearest.find(({ lagMinutes }) => lagMinutes >= 0);
  if (changes.count === 0) return ['The log has no change within the windows.'];
  if (nearest === undefined || changes.coincidence === null) return [`The log has ${changes.count} changes within the windows, none of them before the onset.`];
  const chance = changes.coincidence < 0.001 ? 'less than 0.1 %' : percent(changes.coincidence);
  return [`Of ${changes.count} logged changes the last before the onset is "${nearest.title}" (${lagWords(nearest.lagMinutes)}); with so many, one comes as near by chance in ${chance} of cases, and nearness in time is no evidence by itself.`];
};

/** The numbers of every facet that could be judged: those that the verdict names first, then what moved. */
export const facetReports = (attribution: Attribution, windows: Windows): FacetReport[] => {
  const named = new Set(attribution.verdict.kind === 'explained' ? attribution.verdict.groups.flat() : []);
  return attribution.facets
    .map((facet): FacetReport => {
      const after = facet.values.reduce((sum, value) => sum + value.after, 0);
      const failures = facet.values.reduce((sum, value) => sum + value.failuresAfter, 0);
      const changed = facet.changedAt === null ? null : windows.onset - windows.length + (facet.changedAt * windows.length) / windows.slices;
      return {
        facet: facet.facet,
        title: titleOf(facet.facet),
        moved: facet.moved,
        coverage: facet.coverage,
        effect: facet.effect,
        divergence: facet.divergence,
        stability: facet.stability,
        q: facet.q,
        // What changed at another time has no part in it.
        explained: facet.comparison === 'sequential' && facet.deviance > LIMITS.timingDeviance ? null : facet.explained,
        separable: facet.comparison === 'concurrent',
        changedAt: facet.moved && changed !== null ? iso(changed) : null,
        lagMinutes: facet.moved && changed !== null ? Math.round((windows.onset - changed) / 60_000) : null,
        why: facet.why,
        values: facet.values
          .toSorted((a, b) => b.after + b.before - (a.after + a.before))
          .map((value) => ({
            value: value.value,
            before: value.before,
            after: value.after,
            failureBefore: rateOf(value.failuresBefore, value.before),
            failureAfter: rateOf(value.failuresAfter, value.after),
            riskRatio: value.after === 0 || value.after === after ? null : riskRatio(value.failuresAfter, value.after, failures - value.failuresAfter, after - value.after),
          })),
      };
    })
    .toSorted((a, b) => Number(named.has(b.facet)) - Number(named.has(a.facet)) || Number(b.moved) - Number(a.moved) || b.effect - a.effect);
};

const names = (facets: readonly string[]): string => [...new Set(facets.map((facet) => titleOf(facet).toLowerCase()))].join(' and ');

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The verdict in sentences that a person can paste: association, never proof. */
export const sentencesOf = (report: Pick<MovedReport, 'verdict' | 'outcome' | 'unknown' | 'changes'>): string[] => [...verdictSentences(report), ...changeSentences(report.changes)];

const verdictSentences = ({ verdict, outcome, unknown }: Pick<MovedReport, 'verdict' | 'outcome' | 'unknown'>): string[] => {
  const rise = `Failures went from ${percent(outcome.before)} of ${outcome.rowsBefore} conversations to ${percent(outcome.after)} of ${outcome.rowsAfter}.`;
  const notRecorded = unknown.length === 0 ? [] : [`Not recorded, so nothing can be said of: ${unknown.join(', ')}.`];
  switch (verdict.kind) {
    case 'no-rise':
      return [`Failures did not rise at the onset (${percent(outcome.before)} of ${outcome.rowsBefore} conversations before, ${percent(outcome.after)} of ${outcome.rowsAfter} after), so there is nothing to explain.`];
    case 'unexplained':
      return [rise, 'Nothing that was recorded explains it.', ...notRecorded];
    case 'explained': {
      const groups = verdict.groups.map((group) => {
        const variables = new Set(group.map(variableOf));
        return variables.size > 1 ? `${names(group)} moved together and the traces cannot separate them: replay or bisect` : `${names(group)} moved and explains it`;
      });
      return [
        rise,
        `${groups.join('; and ').replace(/^./, (letter) => letter.toUpperCase())}.`,
        ...(verdict.byTimingOnly ? ['Everything changed at once, so timing is all the evidence.'] : []),
        ...(verdict.unexplained ? ['A part of the rise remains that nothing recorded explains.'] : []),
        'This is association, not proof: a replay or a partial rollback confirms it.',
        ...notRecorded,
      ];
    }
  }
};

/** Titles of variables of which nothing is recorded. */
export const unknownVariables = (variables: readonly VariableReading[]): string[] =>
  LLM_VARIABLES.filter((key) => variables.some((variable) => variable.key === key && variable.status === 'unknown'));
