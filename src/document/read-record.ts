import type { ActionItem } from '../record/action.ts';
import type { IncidentRecord, ReadingProblem, Section } from '../record/record.ts';
import type { SectionName } from '../record/vocabulary.ts';
import { readActions } from './actions/read-actions.ts';
import { readCauses } from './analysis/read-causes.ts';
import { readDecisions } from './analysis/read-decisions.ts';
import { readWhys } from './analysis/read-whys.ts';
import { parseDocument, type MarkdownDocument } from './document.ts';
import type { MarkdownEngine } from './engine.ts';
import { readDurations } from './durations/read-durations.ts';
import { readFacts } from './facts/read-facts.ts';
import { parseFrontMatter } from './front-matter.ts';
import { LIMITS, type DocumentLimit } from './limits.ts';
import { linksIn } from './links.ts';
import { readOutline } from './outline.ts';
import type { Reading, ReadingOptions, SectionReading } from './reading.ts';
import { readSections } from './sections/read-sections.ts';
import { readSignals } from './signals/read-signals.ts';
import { readTimeline } from './timeline/read-timeline.ts';
import { readAgent } from './variables/read-agent.ts';
import { readOutcome } from './variables/read-outcome.ts';
import { readVariables } from './variables/read-variables.ts';
import { readVerdict } from './variables/read-verdict.ts';

/** A million is written `1,000,000`. Without the tables of locales, which take longer to load than a document to read. */
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

const LIMIT_MESSAGES: Readonly<Record<DocumentLimit, readonly [message: string, expected: string]>> = {
  'too-large': ['The file is too large to be a post-mortem and was not read', `at most ${grouped(LIMITS.characters)} characters`],
  'too-deep': ['The Markdown nests too deeply, or one paragraph holds too much, to be read', `at most ${LIMITS.depth} levels of lists and quotations, and blank lines between paragraphs`],
  'not-text': ['The file holds NUL characters and is not text', 'UTF-8 text'],
};

const limitProblem = ({ limit, lines }: MarkdownDocument): ReadingProblem[] => {
  if (limit === null) return [];
  const [message, expected] = LIMIT_MESSAGES[limit];
  return [{ kind: limit, message, expected, key: null, source: lines.source(0, 0) }];
};

/** What a reader of parts receives, for a document. */
export const readingOf = (document: MarkdownDocument, options: ReadingOptions = {}): Reading => {
  const { frontMatter, problems } = document.limit === null ? parseFrontMatter(document) : { frontMatter: null, problems: [] };
  const outline = readOutline(document);
  return {
    document,
    options,
    frontMatter,
    outline,
    sections: readSections({ document, options, outline }),
    problems: [...limitProblem(document), ...problems],
  };
};

/** Each section once, where it first stands. */
const firstOfEach = (sections: readonly SectionReading[]): IncidentRecord['sections'] => {
  const firsts = new Map<SectionName, Section>();
  for (const { section } of sections) if (!firsts.has(section.name)) firsts.set(section.name, section);
  return [...firsts.values()];
};

/** The record of a document. Never throws: what cannot be read is in `problems`, with its place. */
export const readRecord = (document: MarkdownDocument, options: ReadingOptions = {}): IncidentRecord => {
  const reading = readingOf(document, options);
  const facts = readFacts(reading);
  const { timeline, milestones, timezone, date } = readTimeline(reading, facts);
  const { actions, noActionsReason } = readActions(reading, date?.value ?? null);
  return {
    schemaVersion: 1,
    path: document.path,
    ...facts,
    date,
    timezone,
    timeline,
    milestones,
    durations: readDurations(reading, facts, timeline),
    signals: readSignals(reading),
    causes: readCauses(reading),
    whys: readWhys(reading),
    decisions: readDecisions(reading),
    variables: readVariables(reading),
    outcome: readOutcome(reading),
    verdict: readVerdict(reading),
    agent: readAgent(reading),
    actions,
    noActionsReason,
    sections: firstOfEach(reading.sections),
    references: linksIn(document, reading.sections.filter(({ section }) => section.name === 'supporting').flatMap(({ blocks }) => blocks)),
    problems: reading.problems,
  };
};

/** The action items of a text alone, which takes less than its record; `incident` is the incident's first day, ISO. */
export const readItems = (path: string, text: string, engine: MarkdownEngine, options: ReadingOptions, incident: string | null): readonly ActionItem[] =>
  readActions(readingOf(parseDocument(path, text, engine), options), incident).actions;

/** Reads a text: its document and its record. */
export const readText = (path: string, text: string, engine: MarkdownEngine, options: ReadingOptions = {}): { readonly document: MarkdownDocument; readonly record: IncidentRecord } => {
  const document = parseDocument(path, text, engine);
  return { document, record: readRecord(document, options) };
};
