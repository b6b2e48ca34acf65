import type { RootContent } from 'mdast';
import type { Section } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';
import type { SectionName } from '../../record/vocabulary.ts';
import { sourceOf } from '../document.ts';
import { sectionByKeyword } from '../headings/keywords.ts';
import { headingAliases, readHeading, type HeadingAliases, type HeadingWords } from '../headings/recognize.ts';
import type { OutlineEntry, Reading, SectionReading } from '../reading.ts';
import { isSignalTable } from '../signals/read-signals.ts';
import { readTable } from '../tables/table.ts';
import { isBlank, readNotApplicable } from './content.ts';
import { listsActions } from './lists-actions.ts';
import { findPseudoHeadings } from './pseudo-headings.ts';

/** Sections whose sub-headings are their own: `Detect` under action items is a group of items, not the section Detection. */
const CLOSED: ReadonlySet<SectionName> = new Set(['actions', 'five_whys', 'timeline', 'decisions', 'llm_variables']);
/** What even then is a section: headings that group no action items. */
const NEVER_A_GROUP: ReadonlySet<SectionName> = new Set(['went_well', 'went_poorly', 'lucky', 'lessons', 'timeline', 'impact', 'summary', 'root_cause', 'contributing_factors']);

type Part = Pick<Reading, 'document' | 'options' | 'outline'>;

/** The recognised sections of a document, in its order; a heading that repeats gives a section each time. */
export const readSections = (reading: Part): SectionReading[] => {
  const aliases = headingAliases(reading.options);
  const names = nameHeadings(reading.outline, aliases);
  const sections: SectionReading[] = [];
  reading.outline.forEach((entry, index) => {
    const name = names[index];
    if (name) sections.push(headedSection(reading, name, entriesUnder(reading.outline, index)));
    else if (sectionAbove(reading.outline, names, index) === null) sections.push(...pseudoSections(reading, entry, aliases));
  });
  const shown = sections.filter((section) => section.section.name !== 'signals' || showsSignals(reading, section));
  return shown.some(({ section }) => section.name === 'actions') ? shown : shown.map((section) => asActions(reading, section));
};

/** `Metrics` holds what was measured in one document and lengths of time in the next: its table decides, where the title does not say signals. */
const showsSignals = ({ document }: Part, { section, blocks }: SectionReading): boolean =>
  /signal|instrument|señal|シグナル|信号|sinal|sinais/i.test(section.title) || blocks.some((block) => block.type === 'table' && isSignalTable(readTable(document, block)));

/** `Remediation` and its like name the repair in one document and the follow-ups in the next: what stands below decides where nothing else lists actions. */
const MAY_LIST_ACTIONS = /remediation|mitigation|solution|follow|next|action|prevent|improve/i;

const asActions = (reading: Part, section: SectionReading): SectionReading =>
  MAY_LIST_ACTIONS.test(section.section.title) && (section.section.name === 'resolution' || section.section.name === 'lessons') && listsActions(reading.document, section.blocks) ? { ...section, section: { ...section.section, name: 'actions' } } : section;

/** Sections under which others stand as sub-headings (`Lessons learned › What went well`). */
const OPEN: ReadonlySet<SectionName> = new Set(['lessons', 'summary']);

const nameHeadings = (outline: readonly OutlineEntry[], aliases: HeadingAliases): (SectionName | null)[] => {
  const names: (SectionName | null)[] = [];
  const title = titleEntry(outline);
  const words = outline.map((entry) => readHeading(entry.title, aliases));
  for (const [index, entry] of outline.entries()) {
    const read = words[index];
    names.push(entry.heading && read ? nameHeading(read, sectionAbove(outline, names, index), entry === title) : null);
  }
  for (const index of yielding(outline, names, words)) names[index] = null;
  const named = new Set(names);
  for (const [index, entry] of outline.entries()) {
    if (!entry.heading || names[index] !== null || entry === title) continue;
    const above = sectionAbove(outline, names, index);
    const guess = above === null || OPEN.has(above) ? sectionByKeyword(words[index]?.words ?? '') : null;
    // A guess never stands beside a heading that an alias names.
    if (guess !== null && !named.has(guess)) names[index] = guess;
  }
  return names;
};

/** Headings whose words yield to a plainer one of the same section, which does not stand below them. */
const yielding = (outline: readonly OutlineEntry[], names: readonly (SectionName | null)[], words: readonly HeadingWords[]): number[] =>
  names.flatMap((name, index) => {
    if (name === null || !words[index]?.weak) return [];
    const last = index + entriesUnder(outline, index).length;
    return names.some((other, at) => other === name && words[at]?.weak === false && (at < index || at >= last)) ? [index] : [];
  });

/** The document's title: its first heading, where it stands above all others. */
const titleEntry = (outline: readonly OutlineEntry[]): OutlineEntry | undefined => {
  const [first, ...others] = outline.filter((entry) => entry.heading !== null);
  return first && others.every((other) => other.depth > first.depth) ? first : undefined;
};

const nameHeading = ({ exact, section }: HeadingWords, above: SectionName | null, isTitle: boolean): SectionName | null => {
  if (isTitle) return exact;
  if (above && CLOSED.has(above)) return above === 'actions' && exact && NEVER_A_GROUP.has(exact) ? exact : null;
  return exact ?? section;
};

/** The innermost recognised section that an entry stands under; null at the top. */
const sectionAbove = (outline: readonly OutlineEntry[], names: readonly (SectionName | null)[], index: number): SectionName | null => {
  for (let at = outline[index]?.parent ?? -1; at >= 0; at = outline[at]?.parent ?? -1) {
    const name = names[at];
    if (name) return name;
  }
  return null;
};

/** The entry and those below it. */
const entriesUnder = (outline: readonly OutlineEntry[], index: number): OutlineEntry[] => {
  const depth = outline[index]?.depth ?? 0;
  const next = outline.findIndex((entry, at) => at > index && entry.depth <= depth);
  return outline.slice(index, next < 0 ? outline.length : next);
};

const headedSection = (reading: Part, name: SectionName, entries: readonly OutlineEntry[]): SectionReading => {
  const { document } = reading;
  const [own] = entries;
  const heading = own?.heading;
  const blocks = entries.flatMap((entry, index) => (index > 0 && entry.heading ? [entry.heading, ...entry.blocks] : entry.blocks));
  const source = heading ? sourceOf(document, heading) : document.lines.source(0, 0);
  return { section: describe(reading, { name, title: own?.title ?? '', level: own?.depth ?? 0, source }, blocks), entries, blocks };
};

const pseudoSections = (reading: Part, entry: OutlineEntry, aliases: HeadingAliases): SectionReading[] =>
  findPseudoHeadings(reading.document, entry.blocks, (title) => readHeading(title, aliases).exact !== null).flatMap(({ title, node, blocks }) => {
    const name = readHeading(title, aliases).section;
    if (!name) return [];
    const source = sourceOf(reading.document, node);
    return [{ section: describe(reading, { name, title: title.replace(/[:：]$/, ''), level: 0, source }, blocks), entries: [], blocks }];
  });

const describe = (reading: Part, { name, title, level, source }: Pick<Section, 'name' | 'title' | 'level' | 'source'>, blocks: readonly RootContent[]): Section => ({
  name,
  title,
  level,
  source,
  contentSource: contentSource(reading, source, blocks),
  empty: blocks.every((block) => block.type !== 'heading' && isBlank(block)),
  notApplicable: readNotApplicable(reading.document, blocks),
});

const contentSource = ({ document }: Part, heading: Source, blocks: readonly RootContent[]): Source => {
  const first = blocks[0]?.position?.start.offset;
  const last = blocks.at(-1)?.position?.end.offset;
  return first === undefined || last === undefined ? document.lines.source(heading.end, heading.end) : document.lines.source(first, last);
};
