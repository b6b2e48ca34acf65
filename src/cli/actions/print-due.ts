import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import { table } from '../../reporters/layout.ts';
import type { Reminder, ReminderItem } from '../../trackers/due/reminder.ts';
import { deadlineWords, limitWords, ownerCountWords } from '../../trackers/due/words.ts';
import type { Terminal } from '../terminal.ts';

const cells = (item: ReminderItem): string[] => {
  const limit = limitWords(item);
  return [item.deadline, deadlineWords(item), item.priority ?? '-', item.id, `${item.title}${limit === '' ? '' : ` (${limit})`}`].map(neutralise);
};

/** A table for each owner; what is overdue in red. */
export const printDue = (reminder: Reminder, { colour, width }: Terminal): string => {
  const paint = painter(colour);
  return reminder.owners
    .map((group) => {
      const items = [...group.overdue, ...group.due];
      const lines = table(items.map(cells), width - 2).map((line, index) => `  ${(items[index]?.daysLeft ?? 0) < 0 ? paint('red', line) : line}\n`);
      return `${paint('bold', `${group.owner === null ? 'no owner' : neutralise(group.owner)}: ${ownerCountWords(group, reminder.within)}`)}\n${lines.join('')}`;
    })
    .join('\n');
};
