import type { Nodes } from 'mdast';
import type { TimelineForm } from '../../record/timeline.ts';
import type { Stamp } from '../time/stamp.ts';

/** One place that opens with a time stamp, before its date is completed. Offsets are of the file. */
export interface Item {
  readonly stamp: Stamp;
  readonly form: TimelineForm;
  /** True within a section that the document calls its timeline. */
  readonly inTimeline: boolean;
  readonly start: number;
  readonly end: number;
  /** Which list, table or run of paragraphs it stands in; headings share one. */
  readonly container: number;
  /** Where what happened stands, and the nodes that hold it. */
  readonly textStart: number;
  readonly textEnd: number;
  readonly nodes: readonly Nodes[];
  /** What follows under a heading or a date, read only where the item itself says nothing. */
  readonly body: readonly Nodes[];
  /** Words before the stamp that say what happened (`First detected`). */
  readonly label: string | null;
  /** What a table's columns say beside the text. */
  readonly cells: { readonly milestone: string | null; readonly actor: string | null; readonly evidence: readonly Nodes[] } | null;
  /** Zone of the column or of the heading above. */
  readonly zone: string | null;
  /** True where nothing but the stamp stands on its line. */
  readonly bare: boolean;
}

/** A stamp with its indexes moved from a slice of the file to the file. */
export const shifted = (stamp: Stamp, by: number): Stamp => ({
  ...stamp,
  start: stamp.start + by,
  end: stamp.end + by,
  second: stamp.second && { ...stamp.second, start: stamp.second.start + by, end: stamp.second.end + by },
});

const fieldLine = /^[\s>*_-]*\p{L}[^:：\n]{0,40}[:：]/u;

/** `Start: …` and `End: …` on lines of their own, which Markdown runs together. */
export const isFieldBlock = (text: string): boolean => {
  const lines = text.split('\n');
  return lines.length > 1 && lines.every((line) => fieldLine.test(line));
};
