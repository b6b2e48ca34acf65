import type { ActionField, ActionItem } from '../../record/action.ts';
import type { LlmFieldName, LlmListName } from '../../record/llm.ts';
import type { LlmVariableKey, Milestone, SectionName, VariableStatus } from '../../record/vocabulary.ts';

/** Facts of the front matter that hold one value; a dot separates the key of a map. */
export const SINGLE_FACTS = [
  'id', 'title', 'status', 'severity', 'timezone', 'date', 'detected_by', 'trigger.change', 'trigger.actor', 'trigger.ref',
] as const;
export type SingleFact = (typeof SINGLE_FACTS)[number];

/** Facts of the front matter that hold a list. */
export const LIST_FACTS = ['services', 'environments', 'authors', 'reviewers', 'tags'] as const;
export type ListFact = (typeof LIST_FACTS)[number];

export const ENTRY_FIELDS = ['time', 'milestone', 'event', 'actor', 'evidence'] as const;
export type EntryField = (typeof ENTRY_FIELDS)[number];

export const SIGNAL_FIELDS = ['metric', 'normal', 'incident', 'unit', 'from', 'to', 'source'] as const;
export type SignalField = (typeof SIGNAL_FIELDS)[number];

export const VARIABLE_FIELDS = ['before', 'during', 'moved', 'changedAt', 'evidence'] as const;
export type VariableField = (typeof VARIABLE_FIELDS)[number];

export interface NewEntry {
  /** Wall clock, `YYYY-MM-DDTHH:MM[:SS]`, `YYYY-MM-DD`, or `THH:MM` where the date is not known. */
  readonly time: string;
  readonly event: string;
  readonly milestone?: Milestone;
  readonly actor?: string;
  /** Markdown, a link as a rule. */
  readonly evidence?: string;
}

export type NewAction = { readonly title: string } & Readonly<Partial<Record<Exclude<ActionField, 'title'>, string>>>;
export type NewSignal = { readonly metric: string } & Readonly<Partial<Record<SignalField, string>>>;
export type VariableValues = Readonly<Partial<Record<Exclude<VariableField, 'moved'>, string>>> & {
  readonly status?: VariableStatus;
  readonly reason?: string;
};

export interface NewWhy {
  readonly question: string;
  readonly answer?: string;
  readonly evidence?: string;
  readonly answeredBy?: readonly string[];
  readonly acceptedRisk?: string;
}

/** Indexes of a step in the tree of whys, from the top: `[0, 1]` is the second why asked of the first answer. */
export type WhyPath = readonly number[];

/** One change of one fact. Indexes count from 0 in the order of the record. */
export type RecordEdit =
  | { readonly kind: 'set-fact'; readonly fact: SingleFact; readonly value: string | null }
  | { readonly kind: 'set-list'; readonly fact: ListFact; readonly values: readonly string[] }
  | { readonly kind: 'set-link'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'add-entry'; readonly entry: NewEntry }
  /** Many at once, read back once. */
  | { readonly kind: 'add-entries'; readonly entries: readonly NewEntry[] }
  | { readonly kind: 'set-entry'; readonly index: number; readonly field: EntryField; readonly value: string }
  | { readonly kind: 'add-evidence'; readonly index: number; readonly link: string }
  | { readonly kind: 'remove-entry'; readonly index: number }
  | { readonly kind: 'add-action'; readonly item: NewAction }
  | { readonly kind: 'set-action'; readonly index: number; readonly field: ActionField; readonly value: string }
  | { readonly kind: 'remove-action'; readonly index: number }
  | { readonly kind: 'add-signal'; readonly signal: NewSignal }
  | { readonly kind: 'set-signal'; readonly index: number; readonly field: SignalField; readonly value: string }
  | { readonly kind: 'remove-signal'; readonly index: number }
  | { readonly kind: 'set-variable'; readonly key: LlmVariableKey; readonly values: VariableValues }
  | { readonly kind: 'remove-variable'; readonly key: LlmVariableKey }
  | { readonly kind: 'set-field'; readonly list: LlmListName; readonly field: LlmFieldName; readonly value: string }
  | { readonly kind: 'remove-list'; readonly list: LlmListName }
  | { readonly kind: 'add-why'; readonly parent: WhyPath; readonly why: NewWhy }
  | { readonly kind: 'set-why'; readonly path: WhyPath; readonly why: NewWhy }
  | { readonly kind: 'remove-why'; readonly path: WhyPath }
  | { readonly kind: 'add-cause'; readonly cause: 'root' | 'contributing'; readonly text: string }
  | { readonly kind: 'set-cause'; readonly index: number; readonly text: string }
  | { readonly kind: 'remove-cause'; readonly index: number }
  | { readonly kind: 'add-decision'; readonly title: string | null; readonly options: readonly { readonly text: string; readonly chosen: boolean }[] }
  | { readonly kind: 'set-option'; readonly decision: number; readonly option: number; readonly text: string; readonly chosen: boolean }
  | { readonly kind: 'remove-decision'; readonly index: number }
  | { readonly kind: 'set-section'; readonly name: SectionName; readonly markdown: string }
  | { readonly kind: 'remove-section'; readonly name: SectionName };

/** Index of an action item by its id, written with or without the record's; -1 where there is none. */
export const actionIndex = (actions: readonly ActionItem[], id: string): number =>
  actions.findIndex((action) => action.id !== null && action.id.toLowerCase() === (id.split('#').at(-1) ?? '').toLowerCase());
