import type { Milestone } from '../../record/vocabulary.ts';
import type { CleanEntry } from './clean.ts';
import type { Outcome } from './match.ts';

/** Where entries come from. */
export type ImportSource =
  /** A file, folder or archive; `source` names the importer, `auto` lets the content decide. Bounds as people write times, and an address for links; each may be empty. */
  | { readonly kind: 'file' | 'command'; readonly name: string; readonly source: string; readonly from: string; readonly to: string; readonly baseUrl: string }
  | { readonly kind: 'text'; readonly text: string };

/** An entry that a source proposes. */
export interface ProposedEntry {
  readonly entry: CleanEntry;
  /** As the document's clocks show it: `2026-04-24 23:50`. */
  readonly time: string;
  /** What would become of it: it is new, stands in the document, or brings a link to an entry that does. */
  readonly outcome: Outcome;
  /** What it may mark; nobody sets it but a person. */
  readonly milestone: Milestone | null;
}

/** What a source proposes for the timeline, in the order of time. */
export interface ImportProposal {
  readonly entries: readonly ProposedEntry[];
  /** The zone of the times. */
  readonly zone: string;
  /** What was read, folded, left out and redacted, in words. */
  readonly notes: readonly string[];
}

/** Entries that a person has picked, to be added to the document. */
export interface Picked {
  readonly entries: readonly CleanEntry[];
  readonly zone: string;
  /** Milestones that the person has confirmed, by the indexes of the entries. */
  readonly milestones: ReadonlyMap<number, Milestone>;
}
