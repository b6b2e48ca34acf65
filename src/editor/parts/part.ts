import type { RecordEdit } from '../../document/edit/record-edit.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { SectionName } from '../../record/vocabulary.ts';
import type { Reading } from '../session.ts';

/** One question, and the help that stands beside it. */
export interface Ask {
  readonly name: string;
  readonly label: string;
  /** Why it is asked: one sentence. */
  readonly why: string;
  readonly example: string;
  /** Answers to choose from: fixed ones, or those that the repository knows. */
  readonly choices?: readonly string[] | 'owners' | 'severities' | 'actions';
}

export interface Row {
  /** What the row shows, column by column; safe to print. */
  readonly cells: readonly string[];
  /** Above the row: what it and those behind it have in common. */
  readonly heading?: string;
  /** Levels that the row stands below others. */
  readonly depth?: number;
  /** What tells it from other rows, where its cells also hold what follows from them. */
  readonly key?: string;
  /** Where it stands in the text; null for what the text does not hold yet. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

/** Answers by the names of their questions; what was left empty is not in it. */
export type Replies = Readonly<Partial<Record<string, string>>>;

/** A part of the record as it is shown and written: one file each, one line in the registry. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** The section that holds it; null for what stands in several places. */
  readonly section: SectionName | null;
  /** Why it is there, and what makes it good; shown where it is empty. */
  readonly why: string;
  readonly rows: (reading: Reading) => readonly Row[];
  /** How much there is, where that is more than a number of rows: `4/5` leaves that are answered. */
  readonly tally?: (record: IncidentRecord) => string;
  /** Columns that each cell takes of those that there are; 0 for as many as it needs. */
  readonly widths: (columns: number) => readonly number[];
  /** What can be changed of a row; one field is asked for at once. */
  readonly fields: (record: IncidentRecord, row: number) => readonly Ask[];
  readonly value: (record: IncidentRecord, row: number, field: string) => string;
  /** Throws a `UserError` for an answer that does not fit. */
  readonly change: (record: IncidentRecord, row: number, field: string, value: string) => readonly RecordEdit[];
  /** What is asked for a new one, in order; all but the first may be left empty. Empty where nothing can be added. */
  readonly adding: readonly Ask[];
  /** `row` is the one that was selected, null where there is none; `now` in milliseconds since 1970. */
  readonly add: (record: IncidentRecord, row: number | null, replies: Replies, now: number) => readonly RecordEdit[];
  /** Null where the row cannot be removed. */
  readonly remove: (record: IncidentRecord, row: number) => RecordEdit | null;
}

export const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name => names.some((known) => known === name);
