import type { IncidentRecord } from '../../record/record.ts';
import type { Fact, Source } from '../../record/source.ts';
import { setFrontMatter, type FrontMatterValue } from './front-matter.ts';
import { oneLine } from './markdown-text.ts';
import type { LIST_FACTS, ListFact, SINGLE_FACTS, SingleFact } from './record-edit.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { nodeAt } from './table.ts';

/** Where the record keeps each fact of one value. */
const SINGLE = {
  id: (record) => record.id,
  title: (record) => record.title,
  status: (record) => record.status,
  severity: (record) => record.severity,
  timezone: (record) => record.timezone,
  date: (record) => record.date,
  detected_by: (record) => record.detectedBy,
  'trigger.change': (record) => record.trigger.change,
  'trigger.actor': (record) => record.trigger.actor,
  'trigger.ref': (record) => record.trigger.ref,
} as const satisfies Record<(typeof SINGLE_FACTS)[number], (record: IncidentRecord) => Fact<string> | null>;

const LISTS = {
  services: (record) => record.services,
  environments: (record) => record.environments,
  authors: (record) => record.authors,
  reviewers: (record) => record.reviewers,
  tags: (record) => record.tags,
} as const satisfies Record<(typeof LIST_FACTS)[number], (record: IncidentRecord) => readonly Fact<string>[]>;

export const singleFact = (record: IncidentRecord, fact: SingleFact): Fact<string> | null => SINGLE[fact](record);
export const listFact = (record: IncidentRecord, fact: ListFact): readonly string[] => LISTS[fact](record).map(({ value }) => value);

const keysOf = (fact: string): readonly [string, string?] => {
  const [key = fact, child] = fact.split('.');
  return child === undefined ? [key] : [key, child];
};

const inFrontMatter = (subject: EditSubject, offset: number): boolean =>
  subject.frontMatter !== null && offset >= subject.frontMatter.source.start && offset < subject.frontMatter.source.end;

/** The words of a heading without its marks, where a fact is a whole heading; the source itself otherwise. */
const wordsAt = (subject: EditSubject, source: Source): { start: number; end: number } => {
  const heading = nodeAt(subject.document.tree, source.start, 'heading');
  const [first, last] = heading?.position?.start.offset === source.start ? [heading.children[0], heading.children.at(-1)] : [];
  return { start: first?.position?.start.offset ?? source.start, end: last?.position?.end.offset ?? source.end };
};

/** Sets a fact where the document states it: a bold field, a table under the title, a heading; in the front matter otherwise. */
export function* setFact(subject: EditSubject, fact: SingleFact, value: string | null): Generator<Candidate> {
  const stated = singleFact(subject.record, fact);
  if (stated !== null && !inFrontMatter(subject, stated.source.start)) yield [{ ...wordsAt(subject, stated.source), text: oneLine(value ?? '') }];
  yield [setFrontMatter(subject.document, subject.frontMatter, keysOf(fact), value)];
}

export function* setList(subject: EditSubject, fact: ListFact, values: readonly string[]): Generator<Candidate> {
  const stated = LISTS[fact](subject.record);
  const [first, last] = [stated[0], stated.at(-1)];
  if (first !== undefined && last !== undefined && !inFrontMatter(subject, first.source.start)) {
    yield [{ start: first.source.start, end: last.source.end, text: values.map(oneLine).join(', ') }];
  }
  yield [setFrontMatter(subject.document, subject.frontMatter, [fact], values)];
}

export function* setLink(subject: EditSubject, name: string, value: FrontMatterValue): Generator<Candidate> {
  yield [setFrontMatter(subject.document, subject.frontMatter, ['links', name], value)];
}
