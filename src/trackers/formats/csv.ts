import { neutralise } from '../../record/neutralise.ts';
import { sortItems } from '../select.ts';
import type { TrackedItem } from '../item.ts';
import type { Tracker } from '../tracker.ts';

const COLUMNS = {
  id: (item) => item.id,
  incident: (item) => item.incident.id,
  incident_title: (item) => item.incident.title ?? '',
  severity: (item) => item.incident.severity ?? '',
  incident_date: (item) => item.incident.date ?? '',
  path: (item) => item.incident.path,
  line: (item) => String(item.line),
  action: (item) => item.title,
  owners: (item) => item.owners.join('; '),
  due: (item) => item.due ?? '',
  priority: (item) => item.priority ?? '',
  type: (item) => item.type ?? '',
  status: (item) => item.status,
  strength: (item) => item.strength ?? '',
  gate: (item) => item.gateState,
  tickets: (item) => item.tickets.join('; '),
} as const satisfies Record<string, (item: TrackedItem) => string>;

/**
 * One field (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); that
 * includes owners' handles, which begin with `@`.
 */
const field = (text: string): string => {
  const plain = neutralise(text);
  const safe = /^\s*[=+\-@|%\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}]/u.test(plain) ? `'${plain}` : plain;
  return /[",;\r\n]|^\s|\s$|^'/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Comma-separated values with a header, one line an item. */
export const csv: Tracker = (items) =>
  [Object.keys(COLUMNS), ...sortItems(items, 'incident').map((item) => Object.values(COLUMNS).map((column) => column(item)))]
    .map((fields) => `${fields.map(field).join(',')}\r\n`)
    .join('');
