import type { Fact } from '../../record/source.ts';
import type { Milestones, TimelineEntry } from '../../record/timeline.ts';
import type { Facts } from '../facts/read-facts.ts';
import { dateOfFileName } from '../facts/file-name.ts';
import type { Reading } from '../reading.ts';
import { mostNamedYear, parseDate, parseDateOf, withoutOtherDates } from '../time/parse-date.ts';
import { dateOfWall, dayNumber } from '../time/wall.ts';

/** Characters of prose at the top of a document within which it says when. */
const opening = 900;

const startOfProse = (reading: Reading): number => {
  const heading = reading.outline.find(({ heading: node }) => node !== null)?.heading;
  const first = reading.document.tree.children.find(({ type }) => type === 'paragraph');
  const start = first?.position?.start.offset ?? reading.document.text.length;
  return Math.max(start, heading && heading.depth === 1 ? (heading.position?.end.offset ?? 0) : 0);
};

/** The first date of the prose that opens the document, before its account; years are taken from the day near which it must lie. */
const dateInProse = (reading: Reading, timeline: readonly TimelineEntry[], near: string | null): Fact<string> | null => {
  const { text, lines } = reading.document;
  const start = startOfProse(reading);
  const account = reading.sections.find(({ section }) => section.name === 'timeline')?.section.source.start ?? timeline[0]?.itemSource.start;
  const end = Math.min(start + opening, account !== undefined && account > start ? account : Number.POSITIVE_INFINITY);
  const found = parseDateOf(text, withoutOtherDates(text.slice(start, end)), { near, year: near === null ? mostNamedYear(text) : null }, opening);
  return found && { value: found.iso, source: lines.source(start + found.from, start + found.to) };
};

const fileNameDate = (reading: Reading): Fact<string> | null => {
  const date = dateOfFileName(reading.document.path);
  return date === null ? null : { value: date, source: reading.document.lines.source(0, 0) };
};

const dayFacts = (timeline: readonly TimelineEntry[]): Fact<string>[] =>
  timeline.flatMap(({ wall, source }) => {
    const value = dateOfWall(wall);
    return value === null || dayNumber(value) === null ? [] : [{ value, source }];
  });

/**
 * The day of an incident whose document does not call any date its own: a plain `Date:`, the file's name or the opening words where they
 * fall within the account (else they are the day of writing), then the start, then the account's first day. A file's name later than the first day
 * yields to the opening words, and counts for nothing beside a front matter that dates the page.
 */
export const readIncidentDay = (reading: Reading, facts: Facts, timeline: readonly TimelineEntry[], milestones: Milestones): Fact<string> | null => {
  const days = dayFacts(timeline);
  const sorted = days.map(({ value }) => value).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  const labelled = facts.restated.find(({ fact }) => fact === 'date') ?? null;
  const ofFile = fileNameDate(reading);
  const published = reading.frontMatter?.entries.get('date')?.node;
  if (first === undefined || last === undefined) {
    const publishedDay = typeof published?.value === 'string' ? (parseDate(published.value)?.iso ?? null) : null;
    const ofFrontMatter = published && publishedDay !== null ? { value: publishedDay, source: published.source } : null;
    const near = labelled?.value ?? ofFile?.value ?? publishedDay;
    // An article without any part of a report has in its name and its front matter the day on which it appeared; a post-mortem that calls itself one has not.
    const ofPage = facts.format === null && reading.sections.length === 0 && ofFile !== null && ofFile.value === publishedDay ? null : (ofFile ?? ofFrontMatter);
    return dateInProse(reading, timeline, near) ?? (labelled && { value: labelled.value, source: labelled.source }) ?? ofPage;
  }
  const within = (fact: Fact<string> | null): fact is Fact<string> => fact !== null && fact.value >= first && fact.value <= last;
  const started = milestones.started && timeline.some(({ milestone, milestoneLabelled }) => milestone === 'started' && milestoneLabelled) ? milestones.started : null;
  const startedDay = dateOfWall(started?.wall ?? null);
  const labelledFact = labelled && { value: labelled.value, source: labelled.source };
  const startedFact = started && startedDay !== null ? { value: startedDay, source: started.source } : null;
  const named = ofFile?.value === first ? ofFile : null;
  for (const candidate of [labelledFact, named, startedFact, dateInProse(reading, timeline, first), published === undefined ? ofFile : null]) {
    if (within(candidate)) return candidate;
  }
  const begun = dateOfWall(milestones.started?.wall ?? null);
  return begun !== null && milestones.started ? { value: begun, source: milestones.started.source } : (days[0] ?? null);
};
