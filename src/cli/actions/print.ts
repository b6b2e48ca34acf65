import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import { table } from '../../reporters/layout.ts';
import { isOpen, isOverdue, type TrackedItem } from '../../trackers/item.ts';
import type { Terminal } from '../terminal.ts';

const HEAD = ['DUE', 'AGE', 'PRIORITY', 'OWNER', 'STATUS', 'GATE', 'STRENGTH', 'ITEM', 'ACTION'] as const;

const dueOf = (item: TrackedItem): string => {
  if (item.due === null) return '-';
  return isOverdue(item) ? `${item.due} (${item.overdueDays ?? 0}d late)` : item.due;
};

const cells = (item: TrackedItem): string[] =>
  [dueOf(item), item.ageDays === null ? '-' : `${item.ageDays}d`, item.priority ?? '-', item.owners.join(', ') || '-', item.reopened ? 'open again' : item.status, item.gateState === 'none' ? '-' : item.gateState, item.strength ?? '-', item.id, item.title].map(neutralise);

/** The rows without the columns in which no item says anything. */
const tellingColumns = (rows: readonly (readonly string[])[]): string[][] => rows.map((row) => row.filter((_, column) => rows.slice(1).some((cellsOfItem) => cellsOfItem[column] !== '-')));

/** Items as a table for a terminal: late ones in red, settled ones dim. */
export const printItems = (items: readonly TrackedItem[], { colour, width }: Terminal): string => {
  const paint = painter(colour);
  const [head = '', ...lines] = table(tellingColumns([[...HEAD], ...items.map(cells)]), width);
  const painted = lines.map((line, index) => {
    const item = items[index];
    if (item === undefined) return line;
    if (isOverdue(item) || item.gateState === 'refuted') return paint('red', line);
    return isOpen(item) ? line : paint('dim', line);
  });
  return [paint('dim', head), ...painted].map((line) => `${line}\n`).join('');
};

/** One line that counts. */
export const summaryOf = (items: readonly TrackedItem[]): string => {
  const open = items.filter(isOpen);
  const reopened = items.filter((item) => item.reopened).length;
  const again = reopened === 0 ? '' : `, ${reopened} open again because a gate is gone or would not fire`;
  return `${items.length} items, ${open.length} open, ${items.filter(isOverdue).length} overdue, ${open.filter(({ owners }) => owners.length === 0).length} without an owner${again}\n`;
};
