import { ownerWords, pathFrom, words } from '../../markdown-words.ts';
import type { ReminderFormat } from '../format.ts';
import type { ReminderItem } from '../reminder.ts';
import { countWords, deadlineWords, limitWords, ownerCountWords } from '../words.ts';

const line = (item: ReminderItem): string => {
  const limit = limitWords(item);
  const remarks = [item.deadline, ...(limit === '' ? [] : [words(limit)]), ...(item.priority === null ? [] : [words(item.priority)])];
  return `- **${deadlineWords(item)}** [${words(item.id)}](${pathFrom('', item.path)}) ${words(item.title)} (${remarks.join(', ')})`;
};

/** A section for each owner, for an issue, a comment or a page. Nobody is mentioned. */
export const markdown: ReminderFormat = (reminder) =>
  [
    `# Action items on ${reminder.today}`,
    '',
    `${countWords(reminder, reminder.within)}.`,
    '',
    ...reminder.owners.flatMap((group) => [
      `## ${group.owner === null ? 'No owner' : ownerWords(group.owner)}: ${ownerCountWords(group, reminder.within)}`,
      '',
      ...[...group.overdue, ...group.due].map(line),
      '',
    ]),
  ].join('\n');
