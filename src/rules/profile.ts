import type { SeveritySetting } from '../record/finding.ts';
import type { IncidentRecord } from '../record/record.ts';
import { PROFILES, type Profile } from './define-rule.ts';

/** Severity for each state of a document; a state that is missing is off. */
export type SeverityByProfile = Readonly<Partial<Record<Profile, SeveritySetting>>>;

/** The state a document is judged as: `adopted` without a `postmortem:` version, else its status, which is a draft's until it says more. */
export const profileOf = ({ format, status }: Pick<IncidentRecord, 'format' | 'status'>): Profile => (format === null ? 'adopted' : (status?.value ?? 'draft'));

/** A level as it is compared: `SEV-1` and `sev1` are one. */
export const bareLevel = (level: string): string => level.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Position of a level in the scale, 0 the most severe: `SEV-1` and `sev1` are `SEV1`. Null for none or one that the scale does not have. */
export const severityRank = (level: string | null, scale: readonly string[]): number | null => {
  if (level === null) return null;
  const wanted = bareLevel(level);
  const rank = scale.findIndex((one) => bareLevel(one) === wanted);
  return rank < 0 ? null : rank;
};

/** One severity for all states, or one for each. */
export const severityFor = (setting: SeveritySetting | SeverityByProfile, profile: Profile): SeveritySetting =>
  typeof setting === 'string' ? setting : (setting[profile] ?? 'off');

/** The same severity from a state on, in the order adopted, draft, review, final, closed; states before it are off. */
export const from = (first: Profile, setting: SeveritySetting): SeverityByProfile =>
  Object.fromEntries(PROFILES.slice(PROFILES.indexOf(first)).map((profile) => [profile, setting]));

/** The same severity in every state: for facts, which are as wrong in a draft. */
export const everywhere = (setting: SeveritySetting): SeverityByProfile => from('adopted', setting);
