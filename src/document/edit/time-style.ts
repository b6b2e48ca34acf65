/** Months as documents abbreviate and spell them, for writing a time in the manner of its neighbours. */
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
] as const;
const MONTH_NAME = new RegExp(`\\b(?:${MONTHS.flatMap((month) => [month, month.slice(0, 3)]).join('|')})\\b`, 'i');

interface WallParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string | null;
}

const partsOf = (wall: string): Partial<WallParts> => {
  const [, year, month, day, hour, minute, second] = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(wall) ?? [];
  return { ...(year && month && day && { year, month, day }), ...(hour && minute && { hour, minute, second: second ?? null }) };
};

const twelveHours = (hour: string, minute: string): string => `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`;

/** The neighbour's time stamp with the parts of another moment put in its places. */
const inPlace = (written: string, { year, month, day, hour, minute, second }: Partial<WallParts>): string => {
  let text = written;
  if (hour && minute) {
    const clock = /\d{1,2}:\d\d(?::\d\d)?(\s*[AaPp][Mm])?/;
    const halves = clock.exec(text)?.[1] !== undefined;
    text = text.replace(clock, halves ? twelveHours(hour, minute) : `${hour}:${minute}${second === null || second === undefined ? '' : `:${second}`}`);
  }
  if (year && month && day) {
    const name = MONTHS[Number(month) - 1] ?? '';
    text = text
      .replace(/\d{4}-\d\d-\d\d/, `${year}-${month}-${day}`)
      .replace(/\d{4}\/\d\d\/\d\d/, `${year}/${month}/${day}`)
      .replace(MONTH_NAME, (found) => (found.length === 3 ? name.slice(0, 3) : name))
      .replace(/(?<![\d:])\d{1,2}(?=(?:st|nd|rd|th)?\.?\s+[A-Za-z]{3})/, String(Number(day)))
      .replace(/(?<=[A-Za-z]{3}\.?\s)\d{1,2}(?!\d|:)/, String(Number(day)));
  }
  return text;
};

/**
 * Ways to write a moment (`YYYY-MM-DDTHH:MM[:SS]`, `YYYY-MM-DD`, `THH:MM`), the manner of a neighbour first and the canonical one
 * last. Which of them reads back as the moment depends on the dates around; the caller tries.
 */
export const timeStyles = (wall: string, neighbour: string | null): string[] => {
  const parts = partsOf(wall);
  const { year, month, day, hour, minute, second } = parts;
  const zone = /(?:Z|\s*(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|\s[A-Z]{3,4})$/.exec(neighbour ?? '')?.[0] ?? '';
  const date = year && month && day ? `${year}-${month}-${day}` : null;
  const clock = hour && minute ? `${hour}:${minute}${second ? `:${second}` : ''}` : null;
  const styles = [
    neighbour === null ? null : inPlace(neighbour.replace(/^[~≈]\s*/, ''), parts),
    clock === null ? null : clock + zone,
    date === null || clock === null ? null : `${date} ${clock}${zone}`,
    date === null || clock === null ? null : `${date} ${clock}`,
    clock,
    date,
    wall,
  ];
  return [...new Set(styles.filter((style): style is string => style !== null && style !== ''))];
};
