import type { Heading, RootContent } from 'mdast';
import type { SectionName } from '../record/vocabulary.ts';
import type { ReadingProblem, Section } from '../record/record.ts';
import type { MarkdownDocument } from './document.ts';
import type { FrontMatter } from './front-matter.ts';

/** What a repository's configuration tells the reader. */
export interface ReadingOptions {
  /** Heading aliases beyond the shipped ones, by section. */
  readonly headings?: Readonly<Partial<Record<SectionName, readonly string[]>>>;
  /** Levels of the severity scale, most severe first. */
  readonly severities?: readonly string[];
}

/** One heading and the blocks under it, up to the next heading of any level. */
export interface OutlineEntry {
  readonly heading: Heading | null;
  readonly depth: number;
  /** The heading's words. */
  readonly title: string;
  readonly blocks: readonly RootContent[];
  /** Index in the outline of the entry that this one stands under; -1 at the top. */
  readonly parent: number;
}

/** A recognised section with the outline entries that belong to it, its own first. */
export interface SectionReading {
  readonly section: Section;
  /** Empty `entries` for a pseudo-heading (a bold lead inside a paragraph or list); then `blocks` holds its content. */
  readonly entries: readonly OutlineEntry[];
  readonly blocks: readonly RootContent[];
}

/** What every reader of a part receives; readers return values and push what they could not read to `problems`. */
export interface Reading {
  readonly document: MarkdownDocument;
  readonly options: ReadingOptions;
  readonly frontMatter: FrontMatter | null;
  readonly outline: readonly OutlineEntry[];
  readonly sections: readonly SectionReading[];
  readonly problems: ReadingProblem[];
}
