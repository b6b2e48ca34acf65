import type { IncidentRecord } from '../../record/record.ts';
import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import type { MarkdownEngine } from '../engine.ts';
import type { FrontMatter } from '../front-matter.ts';
import type { ReadingOptions } from '../reading.ts';

/** A document that is being edited, with everything that was read from it. */
export interface EditSubject {
  readonly document: MarkdownDocument;
  readonly record: IncidentRecord;
  readonly frontMatter: FrontMatter | null;
  readonly engine: MarkdownEngine;
  readonly options: ReadingOptions;
}

/** One way to make an edit: the changes of text, together. */
export type Candidate = readonly TextEdit[];
