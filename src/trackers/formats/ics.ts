import { neutralise } from '../../record/neutralise.ts';
import { isOpen, type TrackedItem } from '../item.ts';
import { sortItems } from '../select.ts';
import type { Tracker } from '../tracker.ts';

/** Text of RFC 5545, section 3.3.11. */
const text = (value: string): string => neutralise(value).replace(/[\\;,]/g, '\\$&').replace(/\r\n|\n|\r/g, '\\n');

const LONGEST_LINE = 75;

/** Folds a line at 75 octets (RFC 5545, section 3.1), never inside a character. */
const fold = (line: string): string => {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
};

const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const compact = (date: string): string => date.replaceAll('-', '');

/** A stable identifier: the same item keeps its entry when its date moves. */
const uidOf = ({ id }: TrackedItem): string => `${Buffer.from(id).toString('base64url')}@postmortem-kit`;

const isDate = (due: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(due) && !Number.isNaN(Date.parse(`${due}T00:00Z`));

const event = (item: TrackedItem, due: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${uidOf(item)}`,
  // The incident's own day: a stamp of now would change the file at every run.
  `DTSTAMP:${compact(item.incident.date !== null && isDate(item.incident.date) ? item.incident.date : due)}T000000Z`,
  `DTSTART;VALUE=DATE:${compact(due)}`,
  `DTEND;VALUE=DATE:${compact(dayAfter(due))}`,
  `SUMMARY:${text(`${item.id}: ${item.title}`)}`,
  `DESCRIPTION:${text([item.owners.length > 0 ? `Owner: ${item.owners.join(', ')}` : 'No owner', `Incident: ${item.incident.title ?? item.incident.id}`, item.incident.path, ...item.tickets].join('\n'))}`,
  `CATEGORIES:${text(item.priority ?? 'action item')}`,
  // A settled item is withdrawn and not left out: a calendar that has its entry takes it away.
  `STATUS:${isOpen(item) ? 'CONFIRMED' : 'CANCELLED'}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** iCalendar (RFC 5545): one whole-day event for each item with a due date, cancelled where the item is settled. */
export const ics: Tracker = (items, { version }) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//postmortem-kit//${version}//EN`,
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:Action items',
    ...sortItems(items, 'due').flatMap((item) => (item.due !== null && isDate(item.due) ? event(item, item.due) : [])),
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');
