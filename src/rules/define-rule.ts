import { z } from 'zod/mini';
import type { Fix, Severity, SeveritySetting } from '../record/finding.ts';
import type { ComparedRecord } from '../record/compared.ts';
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

/** What a rule that looks at one document may see. Rules are pure: the same context gives the same findings. */
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
}

/** The documents of a repository, as rules see them that compare documents. */
export interface Collection {
  /** All records of the collection, in order. */
  readonly records: readonly ComparedRecord[];
}

/** What a rule that compares documents may see: the facts that are compared, no text and no tree. */
export interface CollectionContext<Options> {
  readonly record: ComparedRecord;
  readonly collection: Collection;
  readonly options: Options;
}

/** What a rule about suppressions may see, once all others have run. */
export interface SuppressionContext<Options> {
  readonly suppressions: readonly SuppressionUse[];
  readonly options: Options;
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

interface RuleBase<Options> {
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
}

// Methods, so that rules of different options fit one list; the runner parses the options with the rule's own schema.

/** Looks at one document alone. */
export interface DocumentRule<Options = unknown> extends RuleBase<Options> {
  check(context: RuleContext<Options>): Iterable<RuleFinding>;
}

/** Compares a document with the others of its collection. */
export interface CollectionRule<Options = unknown> extends RuleBase<Options> {
  compare(context: CollectionContext<Options>): Iterable<RuleFinding>;
}

/** Judges the suppressions of a document by what the other rules found. */
export interface SuppressionRule<Options = unknown> extends RuleBase<Options> {
  review(context: SuppressionContext<Options>): Iterable<RuleFinding>;
}

export type Rule<Options = unknown> = DocumentRule<Options> | CollectionRule<Options> | SuppressionRule<Options>;

/** Options of a rule that has none. */
export const noOptions = z.strictObject({});

/** Types a rule; options parse from `{}` to their defaults. */
export const defineRule = <Options>(rule: DocumentRule<Options>): DocumentRule<Options> => rule;
export const defineCollectionRule = <Options>(rule: CollectionRule<Options>): CollectionRule<Options> => rule;
export const defineSuppressionRule = <Options>(rule: SuppressionRule<Options>): SuppressionRule<Options> => rule;
