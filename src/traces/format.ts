import type { Span } from './span.ts';

/** One way in which traces are written to a file. Recognised by content, never by name. */
export interface TraceFormat {
  readonly id: string;
  readonly title: string;
  /** Whether a parsed JSON value, a whole file or one of its lines, is of this format. */
  readonly recognises: (value: unknown) => boolean;
  /** The spans in it. What is not a span is passed over; never throws. */
  readonly spans: (value: unknown) => Iterable<Span>;
}
