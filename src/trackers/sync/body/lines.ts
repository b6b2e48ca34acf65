import { BLOCK_HEADING, DUE_LINE, type Block, type BodyFormat, type Span } from '../block.ts';
import { isMarkerLine, readMarker, writeMarker, type Marker } from '../marker.ts';

/** A markup in which a block is lines of text. */
export interface LineMarkup {
  readonly heading: (text: string) => string;
  /** A line of a list, without line breaks. */
  readonly entry: (name: string, spans: string) => string;
  readonly span: (span: Span) => string;
  readonly code: (text: string) => string;
}

/** Trackers' own editors end lines as Windows does. */
const linesOf = (body: string): string[] => body.split(/\r\n|\n|\r/);

/** What people wrote, with an empty line behind it. */
const above = (lines: readonly string[]): string[] => (lines.every((line) => line.trim() === '') ? [] : [...lines, '']);

/** The format of bodies that are lines of text: the block begins with its heading and ends with the marker. */
export const lineFormat = ({ heading, entry, span, code }: LineMarkup): BodyFormat => {
  const first = heading(BLOCK_HEADING);
  const dueEntry = (due: string | null): string => entry(DUE_LINE, due ?? 'none');
  const dueStart = entry(DUE_LINE, '');

  const blockLines = (block: Block, marker: Marker, due: string | null | undefined): string[] => {
    const entries = [...block.map(({ name, spans }) => entry(name, spans.map(span).join(''))), ...(due === undefined ? [] : [dueEntry(due)])];
    return [first, '', ...entries, ...(entries.length === 0 ? [] : ['']), code(writeMarker(marker))];
  };

  /** Where the block stands: from its heading, where that is left, to its marker. */
  const place = (lines: readonly string[]): { readonly start: number; readonly end: number } | null => {
    const end = lines.findLastIndex(isMarkerLine);
    if (end < 0) return null;
    const start = lines.findLastIndex((line, index) => index < end && line.trim() === first);
    return { start: start < 0 ? end : start, end };
  };

  const dueLine = (lines: readonly string[]): number => {
    const at = place(lines);
    return at === null ? -1 : lines.findIndex((line, index) => index > at.start && index < at.end && line.trim().startsWith(dueStart.trim()));
  };

  return {
    withBlock: (body, block, marker, due) => {
      const lines = linesOf(body);
      const at = place(lines);
      const [before, after] = at === null ? [above(lines), []] : [lines.slice(0, at.start), lines.slice(at.end + 1)];
      return [...before, ...blockLines(block, marker, due), ...after].join('\n');
    },
    withMarker: (body, marker, due) => {
      const lines = linesOf(body);
      const at = place(lines);
      if (at === null) return [...above(lines), ...blockLines([], marker, due)].join('\n');
      const written = lines.with(at.end, code(writeMarker(marker)));
      if (due === undefined) return written.join('\n');
      const line = dueLine(lines);
      return (line < 0 ? written.toSpliced(at.end, 0, dueEntry(due), '') : written.with(line, dueEntry(due))).join('\n');
    },
    markerOf: (body) => readMarker(linesOf(body)),
    dueOf: (body) => {
      const lines = linesOf(body);
      const written = lines[dueLine(lines)]?.trim().slice(dueStart.trim().length).trim();
      if (written === undefined) return undefined;
      if (/^(?:none|)$/i.test(written)) return null;
      return /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(`${written}T00:00Z`)) ? written : undefined;
    },
  };
};
