import type { Finding } from '../record/finding.ts';
import type { Row } from './parts/part.ts';
import { PARTS } from './parts/registry.ts';
import { rowsOf } from './rows.ts';
import type { Reading } from './session.ts';

/** A row of a part. */
export interface Place {
  readonly part: number;
  readonly row: number;
}

/** Where a section begins and ends in the text, its heading included. */
const span = ({ record }: Reading, part: number): { readonly start: number; readonly end: number } | null => {
  const section = record.sections.find(({ name }) => name === PARTS[part]?.section);
  return section === undefined ? null : { start: section.source.start, end: Math.max(section.source.end, section.contentSource.end) };
};

const holds = ({ place }: Row, offset: number): boolean => place !== null && place.start <= offset && offset <= place.end;

/** The part and row that show what stands at an offset: the narrowest row that holds it, else the section, else a row of another, else the facts. */
export const placeAt = (reading: Reading, offset: number): Place => {
  const part = PARTS.findIndex((_, index) => {
    const at = span(reading, index);
    return at !== null && offset >= at.start && offset <= at.end;
  });
  const found = part >= 0 ? part : Math.max(0, PARTS.findIndex((other) => rowsOf(other, reading).some((row) => holds(row, offset))));
  const shown = PARTS[found];
  const rows = shown === undefined ? [] : rowsOf(shown, reading);
  const row = rows.findLastIndex((each) => holds(each, offset));
  return { part: found, row: Math.max(0, row) };
};

export type Mark = 'error' | 'warning' | 'filled' | 'empty';

/** How each part stands: the worst finding in it, else whether anything stands in it. */
export const marksOf = (reading: Reading, findings: readonly Finding[]): readonly Mark[] => {
  const worst = new Map<number, Mark>();
  for (const { severity, range } of findings) {
    if (severity === 'info') continue;
    const { part } = placeAt(reading, range.start.offset);
    if (worst.get(part) !== 'error') worst.set(part, severity);
  }
  return PARTS.map((part, index) => worst.get(index) ?? (rowsOf(part, reading).some(({ place }) => place !== null) ? 'filled' : 'empty'));
};
