import { toJson } from '../../../record/json.ts';
import { neutralise } from '../../../record/neutralise.ts';
import type { ReminderFormat } from '../format.ts';
import type { ReminderItem, Reminder } from '../reminder.ts';
import { countWords, deadlineWords, limitWords, ownerCountWords } from '../words.ts';

/** Limits of Block Kit (Slack, Block Kit reference: blocks in a message, text of a section). */
const MOST_BLOCKS = 50;
const LONGEST_SECTION = 3000;
/** Slack cuts or refuses long messages, and nobody reads them; what is left out is counted. */
const LONGEST_MESSAGE = 12_000;
/** Characters of one value before it is escaped: a line of four fits a section even where each character becomes five. */
const LONGEST_VALUE = 120;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const cut = (text: string): string => {
  const characters = Array.from(text);
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : text;
};

/** Text of a document for Slack: on one line, cut, its three control characters escaped, and no `@name`, `#channel` or address left that could be linked. */
const words = (text: string): string =>
  cut(neutralise(text))
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[@＠]|(?<![\p{L}\p{N}])#(?=\S)/gu, '$&\u2060')
    .replace(/:(?=\/\/)/g, '\u2060:')
    .replace(/\bmailto:/gi, 'mailto\u2060:');

/** Plain text: Slack reads no formatting in it. */
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
const section = (text: string) => ({ type: 'section', text: plain(text) }) as const;

const line = (item: ReminderItem): string => {
  const limit = limitWords(item);
  const remarks = [item.deadline, ...(limit === '' ? [] : [words(limit)]), ...(item.priority === null ? [] : [words(item.priority)])];
  return `• ${deadlineWords(item)}: ${words(item.id)} ${words(item.title)} (${remarks.join(', ')})`;
};

/** The texts of an owner's sections: as many lines in each as there is room for. */
const sectionsOf = (group: Reminder['owners'][number], within: number): { readonly text: string; readonly items: number }[] => {
  const head = `${group.owner === null ? 'No owner' : words(group.owner)}: ${ownerCountWords(group, within)}`;
  const sections = [{ text: head, items: 0 }];
  for (const item of [...group.overdue, ...group.due]) {
    const last = sections.at(-1) ?? { text: '', items: 0 };
    const next = line(item);
    if (last.text.length + 1 + next.length <= LONGEST_SECTION) sections[sections.length - 1] = { text: `${last.text}\n${next}`, items: last.items + 1 };
    else sections.push({ text: next, items: 1 });
  }
  return sections;
};

/** A message for an incoming webhook or chat.postMessage: a section or more for each owner, in plain text, so that nobody is called. */
export const slack: ReminderFormat = (reminder) => {
  const title = `Action items on ${reminder.today}`;
  const counts = countWords(reminder, reminder.within);
  const sections = reminder.owners.flatMap((group) => sectionsOf(group, reminder.within));
  let length = 0;
  const room = sections.findIndex(({ text }, index) => {
    length += text.length;
    // The title, the counts and the line that says what is left out need three.
    return index >= MOST_BLOCKS - 3 || length > LONGEST_MESSAGE;
  });
  const shown = room < 0 ? sections : sections.slice(0, room);
  const left = sections.slice(shown.length).reduce((sum, { items }) => sum + items, 0);
  const blocks = [
    { type: 'header', text: plain(title) },
    section(counts),
    ...shown.map(({ text }) => section(text)),
    ...(left === 0 ? [] : [section(`and ${left} more: see postmortem actions due`)]),
  ];
  return `${toJson({ text: `${title}: ${counts}`, blocks }, 2)}\n`;
};
