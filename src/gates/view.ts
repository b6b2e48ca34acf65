import type { GateAdapter } from './adapter.ts';
import type { GateChange } from './diff/gate-change.ts';
import { linksOf } from './links/link.ts';
import { proveLink, type LinkProof } from './links/proof.ts';
import type { UnitIndex } from './links/reference.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { GateUnit } from './model.ts';

/** What rules may know of the repository's gates. */
export interface GatesView {
  /** What the linked gates prove, one each link of the record, in order of writing. */
  readonly proofs: (record: IncidentRecord) => readonly LinkProof[];
  /** What became of a unit since it was locked: changes that leave less protection; none where it is not locked. */
  readonly sinceLock: (unit: GateUnit) => readonly GateChange[];
  /** Gates written out in a document: units of a code block of a language; none where no format reads it. */
  readonly snippet: (language: string, text: string) => readonly GateUnit[];
  /** Replay by a format's own evaluation. */
  readonly replayOf: (format: string) => GateAdapter['replay'];
  /** Equal where everything above is. */
  readonly digest: string;
}

export interface GatesViewParts {
  readonly index: UnitIndex;
  readonly replayOf: GatesView['replayOf'];
  readonly changesSinceLock: readonly GateChange[];
  readonly snippet: GatesView['snippet'];
  readonly digest: string;
}

/** The view of gates that were read already. */
export const gatesView = ({ index, replayOf, changesSinceLock, snippet, digest }: GatesViewParts): GatesView => ({
  proofs: (record) => linksOf(record).map((link) => proveLink(link, index, replayOf)),
  sinceLock: ({ key }) => changesSinceLock.filter((change) => (change.unit === key || change.covers.includes(key)) && change.level !== 'INFO'),
  snippet,
  replayOf,
  digest,
});
