import type { MarkdownEngine } from '../engine.ts';
import { parseFrontMatter } from '../front-matter.ts';
import { readText } from '../read-record.ts';
import type { ReadingOptions } from '../reading.ts';
import type { EditSubject } from './subject.ts';

/** Reads a text for editing. */
export const subjectOf = (path: string, text: string, engine: MarkdownEngine, options: ReadingOptions = {}): EditSubject => {
  const { document, record } = readText(path, text, engine, options);
  return { document, record, frontMatter: parseFrontMatter(document).frontMatter, engine, options };
};
