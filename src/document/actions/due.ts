/** A due date as written and as ISO; `iso` is null where it cannot be told (`next sprint`, `Q3`). */
export interface DueDate {
  readonly iso: string | null;
  readonly written: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const month = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const isoDate = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const eastAsian = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/;
const dayFirst = new RegExp(String.raw`(?<![\d\p{L}])(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?${month}(?:,?[\s-]+(\d{4}))?(?![\d\p{L}])`, 'iu');
const monthFirst = new RegExp(String.raw`(?<!\p{L})${month}[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s-]+(\d{4}))?(?![\d\p{L}])`, 'iu');
const dotted = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/;

const pad = (value: number): string => String(value).padStart(2, '0');

const iso = (year: number, monthOfYear: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, monthOfYear - 1, day));
  return date.getUTCMonth() === monthOfYear - 1 && date.getUTCDate() === day ? `${year}-${pad(monthOfYear)}-${pad(day)}` : null;
};

const monthNumber = (name: string): number => MONTHS.findIndex((known) => name.toLowerCase().startsWith(known)) + 1;

/** A date without a year is the next such day on or after the incident's; null without an incident date. */
const withYear = (written: string | undefined, monthOfYear: number, day: number, incident: string | null): string | null => {
  if (written) return iso(Number(written), monthOfYear, day);
  if (incident === null) return null;
  const year = Number(incident.slice(0, 4));
  const sameYear = iso(year, monthOfYear, day);
  return sameYear !== null && sameYear >= incident ? sameYear : iso(year + 1, monthOfYear, day);
};

/** The first date in the text, in any of the written forms; `incident` is the incident's first day, ISO. */
export const findDate = (text: string, incident: string | null): { readonly iso: string | null; readonly at: number; readonly end: number } | null => {
  const found = (match: RegExpExecArray, value: string | null) => ({ iso: value, at: match.index, end: match.index + match[0].length });
  const yearFirst = isoDate.exec(text) ?? eastAsian.exec(text);
  if (yearFirst) return found(yearFirst, iso(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const german = dotted.exec(text);
  if (german) return found(german, iso(Number(german[3]), Number(german[2]), Number(german[1])));
  const day = dayFirst.exec(text);
  if (day) return found(day, withYear(day[3], monthNumber(day[2] ?? ''), Number(day[1]), incident));
  const named = monthFirst.exec(text);
  if (named) return found(named, withYear(named[3], monthNumber(named[1] ?? ''), Number(named[2]), incident));
  return null;
};

/** The due date that a cell or a field states; null where it is empty or says that none is set. */
export const readDue = (text: string, incident: string | null): DueDate | null => {
  const written = text.trim();
  if (written === '' || /^(?:-+|–|—|n\/?a|none|tbd|tba|tbc|\?+|未定|なし|offen|ingen|无|待定)$/i.test(written)) return null;
  return { iso: findDate(written, incident)?.iso ?? null, written };
};
