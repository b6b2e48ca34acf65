import type { JsonObject } from '../record/json-values.ts';
import type { ImportedEntry, Importer, ReadingContext, Sample } from './importer.ts';
import { jsonObjects } from './json-stream.ts';

/** An export in JSON: what each of its objects says. */
export interface JsonExport {
  readonly name: string;
  readonly title: string;
  /** Keys and values by which the beginning of such a file is known, all of them. */
  readonly marks: readonly RegExp[];
  /** The entries that one object holds: an event, or a page of them. None where it is something else. */
  readonly entries: (object: JsonObject, context: ReadingContext) => Iterable<ImportedEntry>;
}

/** Whether a file begins as JSON does. */
export const opensJson = ({ head }: Sample): boolean => /^\uFEFF?\s*[[{]/.test(head);

/** An importer of JSON: one value, a list, JSON Lines or pages one after another, read object by object. */
export const jsonImporter = ({ name, title, marks, entries }: JsonExport): Importer => ({
  name,
  title,
  recognises: (sample) => opensJson(sample) && marks.every((mark) => mark.test(sample.head)),
  async *read(files, context) {
    for (const file of files) {
      for await (const object of jsonObjects(file, () => context.skipped('piece that is not JSON'))) {
        let found = 0;
        for (const entry of entries(object, context)) {
          found++;
          yield entry;
        }
        if (found === 0) context.skipped('object that is no event with a time');
      }
    }
  },
});
