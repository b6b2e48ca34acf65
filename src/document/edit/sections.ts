import type { Section } from '../../record/record.ts';
import type { TextEdit } from '../../record/source.ts';
import type { SectionName } from '../../record/vocabulary.ts';
import { canonicalHeading } from '../headings/recognize.ts';
import { withoutHints } from './hints.ts';
import { endsOpen, newlineIn, withoutLines } from './markdown-text.ts';
import type { Candidate, EditSubject } from './subject.ts';

/** The order in which the strict writer puts sections. */
const ORDER: readonly SectionName[] = [
  'summary', 'impact', 'detection', 'trigger', 'timeline', 'signals', 'llm_variables', 'root_cause', 'contributing_factors', 'five_whys', 'decisions',
  'resolution', 'actions', 'went_well', 'went_poorly', 'lucky', 'lessons', 'supporting',
];

export const sectionNamed = (subject: EditSubject, name: SectionName): Section | null =>
  subject.record.sections.find((section) => section.name === name) ?? null;

/** The level at which the document's recognised sections stand: the one most of them have; 2 where there are none. */
const sectionLevel = (sections: readonly Section[]): number => {
  const counts = new Map<number, number>();
  for (const { level } of sections) if (level > 0) counts.set(level, (counts.get(level) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 2;
};

/** The start of the next line that is not blank; the end of the text where there is none. */
const nextBlock = (text: string, offset: number): number => {
  const blank = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(offset))?.[0].length ?? 0;
  return text.slice(offset + blank).trim() === '' ? text.length : offset + blank;
};

/** Where a new section goes: behind the last of those that come before it in the canonical order, else before the first, else at the end. */
const placeFor = (subject: EditSubject, name: SectionName): number => {
  const level = sectionLevel(subject.record.sections);
  const peers = subject.record.sections.filter((section) => section.level === level);
  const before = peers.findLast((section) => ORDER.indexOf(section.name) < ORDER.indexOf(name));
  if (before !== undefined) return nextBlock(subject.document.text, before.contentSource.end);
  return peers[0]?.source.start ?? subject.document.text.length;
};

/** Adds a section with its canonical heading; blank lines around it as Markdown wants. */
export const addSection = (subject: EditSubject, name: SectionName, body: readonly string[]): TextEdit => addHeaded(subject, canonicalHeading(name), name, body);

/** Adds a heading at the level of the sections with what stands below it, at the place of a section. */
export const addHeaded = (subject: EditSubject, title: string, place: SectionName, body: readonly string[]): TextEdit => {
  const { document } = subject;
  const newline = newlineIn(document);
  const at = placeFor(subject, place);
  const before = document.text.slice(0, at);
  const lead = before.trim() === '' || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(before) ? '' : endsOpen(before) ? newline + newline : newline;
  const lines = [`${'#'.repeat(sectionLevel(subject.record.sections))} ${title}`, '', ...body];
  const rest = document.text.slice(at);
  const tail = rest.trim() === '' ? newline : newline + newline;
  return { start: at, end: at, text: lead + lines.join(newline) + tail };
};

/** The hints of a section go when it is filled; those below its sub-headings stay until these are. */
export const hintsOf = ({ document }: EditSubject, { source, contentSource: { start, end } }: Section): TextEdit[] => {
  const next = document.tree.children.find((node) => node.type === 'heading' && (node.position?.start.offset ?? 0) > source.start && (node.position?.start.offset ?? 0) < end);
  return withoutHints(document, start, next?.position?.start.offset ?? end);
};

/** Replaces what stands under a heading. */
export function* setSection(subject: EditSubject, name: SectionName, markdown: string): Generator<Candidate> {
  const { document } = subject;
  const newline = newlineIn(document);
  const body = markdown.trim().split(/\r\n|\n|\r/);
  const section = sectionNamed(subject, name);
  if (section === null) {
    yield [addSection(subject, name, body)];
    return;
  }
  const { start, end } = section.contentSource;
  const written = document.text.slice(start, end);
  const content = written.trim();
  if (content !== '') {
    const from = start + written.indexOf(content);
    yield [{ start: from, end: from + content.length, text: body.join(newline) }];
    return;
  }
  const headingEnd = document.lines.lineEnd(section.source.endLine);
  yield [{ start: headingEnd, end: headingEnd, text: newline + newline + body.join(newline) }];
}

/** Removes a section with its heading. */
export function* removeSection(subject: EditSubject, name: SectionName): Generator<Candidate> {
  const section = sectionNamed(subject, name);
  if (section !== null) yield [withoutLines(subject.document, section.source.start, Math.max(section.source.end, section.contentSource.end))];
}
