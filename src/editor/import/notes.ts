import { dateOfWall } from '../../document/time/wall.ts';
import { entryOf, type ImportedEntry, type Importer } from '../../importers/importer.ts';
import { instantOf } from '../../importers/instant.ts';
import { linesOf } from '../../importers/lines.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { typedMoment } from '../typed-moment.ts';

/**
 * Notes of one entry a line as people keep them in chats and editors: `00:37 pager fires`, `- 20:15 PT rolled back`. Their days follow from the document that they are for; null
 * where there is none, and the last time that clocks showed is meant.
 */
export const notesFor = (record: Pick<IncidentRecord, 'date' | 'timeline'> | null): Importer => ({
  name: 'notes',
  title: 'notes of one entry a line',
  recognises: () => false,
  read: async function* (files, { zone, now, skipped }): AsyncGenerator<ImportedEntry> {
    let previous = record?.timeline[0]?.wall ?? null;
    for (const file of files) {
      for await (const { text: written, number } of linesOf(file)) {
        const line = written.replace(/^\s*(?:[-*+•]\s+)?/, '').trimEnd();
        if (line === '') continue;
        const moment = typedMoment(line, { now, zone, date: dateOfWall(previous) ?? record?.date?.value ?? null, previous });
        const at = moment?.wall == null || moment.problem !== null ? null : instantOf(moment.wall, zone);
        const event = moment === null ? '' : line.slice(moment.to).trim();
        if (moment === null || at === null || event === '') skipped('line without a time');
        else {
          previous = moment.wall;
          yield entryOf({ at, text: event, kind: 'message', source: 'notes', id: `${file.path}:${number}` });
        }
      }
    }
  },
});
