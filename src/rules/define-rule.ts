import { z } from 'zod/mini';
import type { Fix, Severity, SeveritySetting } from '../record/finding.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Source } from '../record/source.ts';
import type { MarkdownDocument } from '../document/document.ts';
import type { RepositoryView } from '../workspace/repository-view.ts';
import type { SuppressionUse } from './suppressions.ts';

export type { RepositoryView };

/** The state a document is judged as: its status, or `adopted` where it carries no `postmortem:` version. */
export const PROFILES = ['adopted', 'draft', 'review', 'final', 'closed'] as const;
export type Profile = (typeof PROFILES)[number];

/** What a rule reports; the runner adds path, severity, fingerprint and suppression. */
export interface RuleFinding {
  readonly source: Source;
  /** What is wrong, with the figures in it. Plain text; the runner neutralises control characters. */
  readonly message: string;
  /** What to do. */
  readonly suggestion?: string;
  readonly related?: readonly { readonly source: Source; readonly message: string; readonly path?: string }[];
  readonly fix?: Fix;
  /** Lowers the severity of this one finding; it can never raise it. */
  readonly atMost?: Severity;
}

/** What a rule may see. Rules are pure: the same context gives the same findings. */
export interface RuleContext<Options> {
  readonly record: IncidentRecord;
  readonly document: MarkdownDocument;
  readonly profile: Profile;
  /** Position of the record's severity in the configured scale, 0 the most severe; null where it states none or an unknown one. */
  readonly severityRank: number | null;
  readonly options: Options;
  /** Today, ISO, in the host's zone or as configured. */
  readonly today: string;
  readonly repository: RepositoryView;
  /** The document's suppressions and what became of them; empty while the rules run that they speak of. */
  readonly suppressions: readonly SuppressionUse[];
}

/** One case of a rule's documentation, which is also its test. */
export interface RuleExample {
  readonly name: string;
  /** Whole document. */
  readonly document: string;
  /** `line:column-endLine:endColumn severity message`, in order; empty for a good example. */
  readonly findings: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  /** The document after `--fix`, where the rule has one. */
  readonly fixed?: string;
  readonly today?: string;
  readonly repository?: Partial<RepositoryView>;
  /** File name, where the rule reads it. */
  readonly path?: string;
  /** Other documents of the repository, by path, oldest first. */
  readonly others?: Readonly<Record<string, string>>;
}

export interface Rule<Options = unknown> {
  /** `area/check`. */
  readonly id: string;
  readonly since: string;
  /** Severity by profile. A profile that is missing is off. */
  readonly severity: Readonly<Partial<Record<Profile, SeveritySetting>>>;
  readonly docs: {
    /** One line: what it finds. */
    readonly summary: string;
    /** Why it matters. */
    readonly why: string;
    /** How to mend it. */
    readonly fix: string;
    /** Papers, guides and specifications behind it. */
    readonly sources: readonly string[];
  };
  readonly options: z.ZodMiniType<Options>;
  readonly examples: readonly RuleExample[];
  /** Loads what `check` needs for this text, such as a detector that few documents need; null where there is nothing to wait for. */
  readonly prepare?: (text: string) => Promise<void> | null;
  /** A method, so that rules of different options fit one list; the runner parses the options with the rule's own schema. */
  check(context: RuleContext<Options>): Iterable<RuleFinding>;
}

/** Options of a rule that has none. */
export const noOptions = z.strictObject({});

/** Types a rule; options parse from `{}` to their defaults. */
export const defineRule = <Options>(rule: Rule<Options>): Rule<Options> => rule;
