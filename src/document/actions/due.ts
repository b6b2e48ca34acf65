import { matchesOf } from '../../record/matches.ts';
import { scanDate, type DateParts } from '../time/date.ts';
import { dateProblem, printDate } from '../time/wall.ts';

/** A due date as written and as ISO; `iso` is null where it cannot be told (`next sprint`, `Q3`, `04/05/2026`). */
export interface DueDate {
  readonly iso: string | null;
  readonly written: string;
}

/** A date without a year is the next such day on or after the incident's; null without an incident date. */
const yearOf = (parts: DateParts, incident: string | null): number | null => {
  if (parts.year !== null || incident === null || parts.day === null) return parts.year;
  const year = Number(incident.slice(0, 4));
  return printDate(year, parts.month, parts.day) >= incident ? year : year + 1;
};

const isoOf = (parts: DateParts, incident: string | null): string | null => {
  const year = yearOf(parts, incident);
  const told = year !== null && parts.day !== null && !parts.placeholder && parts.monthFirst === null;
  return told && dateProblem(year, parts.month, parts.day) === null ? printDate(year, parts.month, parts.day) : null;
};

const wordStart = /[\p{L}\d]+/gu;

/** The first date in a short text; `incident` is the incident's first day, ISO. */
const findDate = (text: string, incident: string | null): string | null => {
  for (const match of text.slice(0, 200).matchAll(wordStart)) {
    const parts = scanDate(text, match.index);
    if (parts) return isoOf(parts, incident);
  }
  return null;
};

const none = /^(?:-+|–|—|n\/?a|none|tbd|tba|tbc|\?+|未定|なし|offen|ingen|无|待定)$/i;

/** The due date that a cell or a field states; null where it is empty or says that none is set. */
export const readDue = (text: string, incident: string | null): DueDate | null => {
  const written = text.trim();
  return written === '' || none.test(written) ? null : { iso: findDate(written, incident), written };
};

/** A due date in running text and where it stands. */
export interface DueMention {
  readonly due: DueDate;
  readonly at: number;
  readonly end: number;
}

const preposition = /(?:\b(?:by|until|before|no later than|bis|innen|avant|antes de[l]?)\s+(?:the\s+)?|[(（]\s*)(?=[\p{L}\d])/giu;

/** A full date behind a preposition or opening a parenthesis (`by 8 May 2026`, `(2026-05-08)`); null where none stands so. */
export const findDueInText = (text: string, incident: string | null): DueMention | null => {
  for (const match of matchesOf(preposition, text)) {
    const at = match.index + match[0].length;
    const parts = scanDate(text, at);
    const iso = parts && !parts.weak ? isoOf(parts, incident) : null;
    if (parts && iso) return { due: { iso, written: text.slice(at, parts.end) }, at, end: parts.end };
  }
  return null;
};
