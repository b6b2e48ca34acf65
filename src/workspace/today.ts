import { UserError } from '../record/errors.ts';

/** The ISO date of a moment in a zone, or in the host's own where none is configured. */
export const isoDate = (now: number, zone: string | undefined): string => {
  // The same without the tables of locales and zones, which take longer to load than a document to check.
  if (zone === undefined) return localDate(new Date(now));
  try {
    // The Swedish locale writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(now);
  } catch (cause) {
    throw new UserError(`"${zone}" is no time zone`, { hint: 'an IANA name, such as Europe/Berlin, as "timezone" of the configuration', cause });
  }
};

const localDate = (date: Date): string => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
