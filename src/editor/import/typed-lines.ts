import { dateOfWall } from '../../document/time/wall.ts';
import { entryOf, type ImportedEntry } from '../../importers/importer.ts';
import { instantOf } from '../../importers/instant.ts';
import { typedMoment, type TypingContext } from '../typed-moment.ts';

/** Notes of one entry a line as people keep them in chats and editors: `00:37 pager fires`, `- 20:15 PT rolled back`. */
export const entriesOfLines = (text: string, context: TypingContext): { readonly entries: readonly ImportedEntry[]; readonly skipped: number } => {
  const entries: ImportedEntry[] = [];
  let skipped = 0;
  let { previous } = context;
  for (const [index, written] of text.split(/\r\n?|\n/).entries()) {
    const line = written.replace(/^\s*(?:[-*+•]\s+)?/, '');
    if (line === '') continue;
    const moment = typedMoment(line, { ...context, date: dateOfWall(previous) ?? context.date, previous });
    const at = moment?.wall == null || moment.problem !== null ? null : instantOf(moment.wall, context.zone ?? 'UTC');
    const event = moment === null ? '' : line.slice(moment.to).trim();
    if (moment === null || at === null || event === '') skipped += 1;
    else {
      previous = moment.wall;
      entries.push(entryOf({ at, text: event, kind: 'message', source: 'notes', id: String(index + 1) }));
    }
  }
  return { entries, skipped };
};
