import { planEdit, TooLargeError } from '../../document/edit/plan-edit.ts';
import type { NewEntry, RecordEdit } from '../../document/edit/record-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { wallIn } from '../../importers/instant.ts';
import { UserError } from '../../record/errors.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { CleanEntry } from './clean.ts';
import { areThere, minuteAt, minuteOf, minutesOf, saidAs, toldBy } from './match.ts';

/** Edits of one import that are each read back at most; a document that takes few entries at once takes no thousands. */
export const MOST_EDITS = 400;

/** The document after an edit; null where its form has no place for the value. */
export const planned = (subject: EditSubject, edit: RecordEdit): EditSubject | null => {
  try {
    return planEdit(subject, edit).after;
  } catch (error) {
    if (error instanceof UserError && !(error instanceof TooLargeError)) return null;
    throw error;
  }
};

const newEntry = ({ markdown }: CleanEntry, time: string): NewEntry => ({
  time,
  event: markdown.event,
  ...(markdown.actor !== '' && { actor: markdown.actor }),
  ...(markdown.evidence !== '' && { evidence: markdown.evidence }),
});

interface Writer {
  readonly edits: readonly RecordEdit[];
  readonly subject: () => EditSubject;
  readonly zone: () => string;
  /** Writes entries; gives those for which the document's form has no place. */
  readonly write: (entries: readonly CleanEntry[]) => ReadonlySet<CleanEntry>;
}

/**
 * Adds entries and reads them back. The first is written alone: the zone in which a new entry reads is learnt from the document, whose table may state another than the front
 * matter. The others are written at once; where that does not read back, each half at once, down to single ones.
 */
export const writerOf = (start: EditSubject, stated: string): Writer => {
  let subject = start;
  let zone = stated;
  const edits: RecordEdit[] = [];
  let tried = 0;
  const inSeconds = start.record.timeline.filter(({ precision }) => precision === 'second').length * 2 > start.record.timeline.length;
  const timeOf = (clean: CleanEntry): string | null => {
    const wall = wallIn(zone, clean.source.at);
    return wall === null || inSeconds ? wall : minuteOf(wall);
  };
  const attempt = (edit: RecordEdit): EditSubject | null => {
    if (++tried > MOST_EDITS) throw new UserError('the document has no place for so many entries', { place: start.document.path, hint: 'narrow them by time, by channel or by a word' });
    return planned(subject, edit);
  };
  const take = (edit: RecordEdit, after: EditSubject): void => {
    subject = after;
    edits.push(edit);
  };
  const one = (clean: CleanEntry): TimelineEntry | 'unwritten' | 'written' => {
    const time = timeOf(clean);
    if (time === null) return 'unwritten';
    const edit: RecordEdit = { kind: 'add-entry', entry: newEntry(clean, time) };
    const after = attempt(edit);
    const said = (after?.record.timeline ?? []).filter((entry) => entry.wall === time && saidAs(clean).includes(toldBy(entry)));
    if (after === null || !said.some((entry) => minutesOf(entry, stated).includes(minuteAt(clean)))) return said[0] ?? 'unwritten';
    take(edit, after);
    return 'written';
  };
  const alone = (clean: CleanEntry): boolean => {
    const outcome = one(clean);
    if (typeof outcome === 'string') return outcome === 'written';
    if (outcome.zone === null || outcome.zone === zone) return false;
    zone = outcome.zone;
    return one(clean) === 'written';
  };
  const together = (entries: readonly CleanEntry[]): boolean => {
    const timed = entries.flatMap((clean) => {
      const time = timeOf(clean);
      return time === null ? [] : [newEntry(clean, time)];
    });
    const edit: RecordEdit = { kind: 'add-entries', entries: timed };
    const after = timed.length < entries.length ? null : attempt(edit);
    if (after === null || !areThere(after.record.timeline, entries, stated)) return false;
    take(edit, after);
    return true;
  };
  const write = (entries: readonly CleanEntry[]): readonly CleanEntry[] => {
    const [first] = entries;
    if (first === undefined) return [];
    if (entries.length === 1) return alone(first) ? [] : [first];
    if (together(entries)) return [];
    const middle = entries.length >> 1;
    return [...write(entries.slice(0, middle)), ...write(entries.slice(middle))];
  };
  return { edits, subject: () => subject, zone: () => zone, write: (entries) => new Set([...write(entries.slice(0, 1)), ...write(entries.slice(1))]) };
};
