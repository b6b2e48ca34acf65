import type { TrackedItem } from '../../src/trackers/item.ts';

/** An open action item that is a day overdue, with what a test changes of it. */
export const item = (over: Partial<TrackedItem> = {}): TrackedItem => ({
  id: '2026-03-12-orders#AI-1',
  incident: { id: '2026-03-12-orders', title: 'Orders failed', path: 'postmortems/2026-03-12-orders.md', severity: 'SEV1', date: '2026-03-12', status: 'final' },
  line: 40,
  title: 'Reject direct updates',
  owners: ['@mira'],
  due: '2026-03-26',
  overdueDays: 1,
  ageDays: 15,
  priority: 'P0',
  type: 'prevent',
  status: 'open',
  reopened: false,
  strength: 'strong',
  strengthReason: 'makes a machine refuse',
  gates: [],
  gateState: 'none',
  tickets: ['ORD-1'],
  ...over,
});

/** The same with one text at every place where a document's own words may stand. */
export const itemOf = (text: string, over: Partial<TrackedItem> = {}): TrackedItem =>
  item({
    id: `r#${text}`,
    incident: { id: text, title: text, path: `postmortems/${text}.md`, severity: text, date: '2026-03-12', status: text },
    title: text,
    owners: [text],
    priority: text,
    strengthReason: text,
    gates: [text],
    tickets: [text],
    ...over,
  });
