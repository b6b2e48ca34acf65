import type { Marker } from './marker.ts';

/** Words of a document, a link, or something to be shown as it is. All of it is hostile until a body's format has written it. */
export type Span = { readonly text: string } | { readonly text: string; readonly href: string } | { readonly code: string };

/** One line: a name that the program gives, and what the document says. */
export interface BlockLine {
  readonly name: string;
  readonly spans: readonly Span[];
}

/** What an issue shows of its action item: a heading, a few lines, the marker. */
export type Block = readonly BlockLine[];

export const BLOCK_HEADING = 'Post-mortem action item';

/** Name of the line that holds the date in a tracker whose issues have none. */
export const DUE_LINE = 'Due';

/** How a kind of tracker writes the block into an issue's body. What people wrote before and after it stays as it is. */
export interface BodyFormat {
  /** The body with the block in the place of the one that it has, or behind all else. The block has a line for the date where `due` is given. */
  readonly withBlock: (body: string, block: Block, marker: Marker, due?: string | null) => string;
  /** The body with another marker and, where it is given, another date; a body that has no marker gets a short block behind all else. */
  readonly withMarker: (body: string, marker: Marker, due?: string | null) => string;
  readonly markerOf: (body: string) => Marker | null;
  /** The date of the block's line; undefined where no line states one that can be read. */
  readonly dueOf: (body: string) => string | null | undefined;
}
