import { plainText } from '../plain-text.ts';
import type { OutlineEntry } from '../reading.ts';
import type { ActionContext } from './context.ts';
import { isFieldLine } from './inline-fields.ts';
import { findOwners } from './owners-in-text.ts';
import { peelTitle } from './peel-title.ts';
import { readStatusMark, readType } from './status.ts';
import { ticketsInText } from './tickets.ts';

const numbered = /^\s*(?:#?\d{1,2}[.):]|\(\d{1,2}\))\s+/;

/** Words that open the name of a group: by when, how pressing or how far its items are. */
const groupWords = /^(?:immediate(?:ly)?|short|medium|mid|long|near|high|low|future|next|later|now|completed?|done|open|remaining|outstanding|urgent|critical|optional|planned|ongoing|quick)\b/i;

/** True where a field stands on a line of its own below the heading: `**Owner:** …`. */
const hasFieldLine = (context: ActionContext, entry: OutlineEntry): boolean =>
  entry.blocks.some((block) => {
    if (block.type === 'paragraph') return plainText(context.document, block).text.split('\n').some((line) => isFieldLine(line));
    return block.type === 'list' && block.children.every((item) => isFieldLine(plainText(context.document, item.children[0] ?? item).text));
  });

/**
 * True where a sub-heading is an action item itself and not the name of a group: it carries an id, a priority, an owner, a kind, a
 * ticket or a number, or fields stand below it.
 */
export const isActionHeading = (context: ActionContext, entry: OutlineEntry): boolean => {
  if (!entry.heading || readStatusMark(entry.title)) return false;
  const holdsList = entry.blocks.some((block) => block.type === 'list' || block.type === 'table');
  if (holdsList && groupWords.test(entry.title.replace(numbered, ''))) return false;
  if (hasFieldLine(context, entry)) return true;
  const title = entry.title.replace(numbered, '');
  const words = title.split(/\s+/).length;
  if (words < 3 && readType(title)) return false;
  const { marks } = peelTitle(title, 0, title.length);
  if (marks.some((mark) => mark.field !== 'status') && words > 2) return true;
  if (findOwners(title) !== null || ticketsInText(title).length > 0) return true;
  return title !== entry.title && words > 2 && !holdsList;
};
