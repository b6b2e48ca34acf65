import { SECTION_NAMES, type SectionName } from '../../record/vocabulary.ts';
import type { ReadingOptions } from '../reading.ts';
import { editDistance } from './edit-distance.ts';
import type { HeadingLanguage } from './language.ts';
import { chinese } from './languages/chinese.ts';
import { english, weakInEnglish } from './languages/english.ts';
import { french } from './languages/french.ts';
import { german } from './languages/german.ts';
import { japanese } from './languages/japanese.ts';
import { norwegian } from './languages/norwegian.ts';
import { portuguese } from './languages/portuguese.ts';
import { spanish } from './languages/spanish.ts';
import { normalizeTitle } from './normalize-title.ts';

/** English first: where two languages share a word, the earlier one decides. */
const LANGUAGES: readonly HeadingLanguage[] = [english, japanese, german, norwegian, chinese, french, spanish, portuguese];

const CANONICAL: Readonly<Record<SectionName, string>> = {
  summary: 'Summary', impact: 'Impact', detection: 'Detection', trigger: 'Trigger', timeline: 'Timeline', signals: 'Signals', root_cause: 'Root cause',
  contributing_factors: 'Contributing factors', five_whys: 'Five whys', llm_variables: 'LLM variables', decisions: 'Decisions', resolution: 'Resolution',
  actions: 'Action items', went_well: 'What went well', went_poorly: 'What went poorly', lucky: 'Where we got lucky', lessons: 'Lessons learned',
  supporting: 'Supporting material',
};

/** The heading that a canonical document gives a section. */
export const canonicalHeading = (section: SectionName): string => CANONICAL[section];

/** Section by normalised alias. */
export type HeadingAliases = ReadonlyMap<string, SectionName>;

const shipped: HeadingAliases = (() => {
  const aliases = new Map<string, SectionName>();
  for (const language of LANGUAGES) {
    for (const section of SECTION_NAMES) {
      for (const title of language[section] ?? []) if (!aliases.has(title)) aliases.set(title, section);
    }
  }
  return aliases;
})();

const configured = new WeakMap<ReadingOptions, HeadingAliases>();

/** The shipped aliases with the configured ones, which come first, over them. */
export const headingAliases = (options: ReadingOptions): HeadingAliases => {
  if (options.headings === undefined) return shipped;
  const known = configured.get(options);
  if (known) return known;
  const aliases = new Map(shipped);
  for (const section of SECTION_NAMES) for (const title of options.headings[section] ?? []) aliases.set(normalizeTitle(title), section);
  configured.set(options, aliases);
  return aliases;
};

const conjunctions = /\s*(?:[/&+,|]|\s(?:and|und|og|et|y|e|or|or)\s|と|和|及び|及)\s*/;
const qualifierAfter = /^(.+?)\s+(?:of|for|on|in|to|at|from|by|during|after|behind|with|der|des|von|für|av|de|del|do|da|du)\s/;
/** What headings add behind the name of a section: `Root causes identified`, `Fix applied`, `Recovery process`. */
const qualifierBehind = /\s+(?:identified|found|applied|implemented|performed|deployed|planned|details?|breakdown|steps|process|procedure|efforts?|section|notes|overview|summary)$/;
const qualifierBefore = /^(?:the|our|an?|incident|issue|outage|detailed|full|brief|short|high level|post incident|event|technical|proposed|initial|preliminary|further|additional|other|key|main|some)\s+/;

/**
 * The section that a heading names: the whole title, its words outside or inside parentheses, before a dash or colon, before "of …",
 * without a leading qualifier, or the first recognised part of a compound ("Resolution and recovery"). Null for other headings.
 */
export const recognizeHeading = (title: string, aliases: HeadingAliases): SectionName | null => {
  const whole = normalizeTitle(title);
  if (whole === '' || whole.length > 120) return null;
  const direct = lookUp(whole, aliases);
  if (direct) return direct;
  const outside = normalizeTitle(whole.replace(/[([（【].*?[)\]）】]/g, ' '));
  const before = normalizeTitle(/^[^([（【]*/.exec(whole)?.[0] ?? '');
  const inside = /[([（【](.+?)[)\]）】]/.exec(whole)?.[1];
  for (const candidate of [outside, before, beforeSeparator(outside), beforeFigures(outside), inside && normalizeTitle(inside)]) {
    const section = candidate ? recognizeWords(candidate, aliases) : null;
    if (section) return section;
  }
  return null;
};

/** A title, or the same in the singular or plural. */
const lookUp = (words: string, aliases: HeadingAliases): SectionName | null =>
  aliases.get(words) ?? aliases.get(words.endsWith('s') ? words.slice(0, -1) : `${words}s`) ?? null;

/** What a heading's words say about the section it opens. */
export interface HeadingWords {
  /** The normalised title. */
  readonly words: string;
  /** The section whose alias the whole title is. */
  readonly exact: SectionName | null;
  /** The section that {@link recognizeHeading} finds. */
  readonly section: SectionName | null;
  /** True for a title that yields to a plainer heading of the same section elsewhere in the document. */
  readonly weak: boolean;
}

const remembered = new WeakMap<HeadingAliases, Map<string, HeadingWords>>();
/** Titles repeat from document to document; a collection with more different ones starts over. */
const mostRemembered = 5_000;

/** Reads a heading's words; remembers what it read, because documents share their headings. */
export const readHeading = (title: string, aliases: HeadingAliases): HeadingWords => {
  const known = remembered.get(aliases) ?? new Map<string, HeadingWords>();
  const before = known.get(title);
  if (before) return before;
  if (known.size >= mostRemembered) known.clear();
  const words = normalizeTitle(title);
  const reading = { words, exact: aliases.get(words) ?? null, section: recognizeHeading(title, aliases), weak: weakInEnglish.has(words) || (!aliases.has(words) && qualifierBehind.test(words)) };
  remembered.set(aliases, known.set(title, reading));
  return reading;
};

const beforeSeparator = (title: string): string => /^(.+?)(?:\s[-–—|]\s|[:：–—]\s?)/.exec(title)?.[1] ?? '';

/** `Timeline 2021-03-04`: the words before a date or time. */
const beforeFigures = (title: string): string => /^(\D+?)\s+\d/.exec(title)?.[1] ?? '';

const recognizeWords = (words: string, aliases: HeadingAliases): SectionName | null => {
  const exact = lookUp(words, aliases);
  if (exact) return exact;
  const plainer = words.replace(qualifierBefore, '');
  if (plainer !== words) {
    const section = recognizeWords(plainer, aliases);
    if (section) return section;
  }
  const shorter = words.replace(qualifierBehind, '');
  if (shorter !== words && lookUp(shorter, aliases) !== null) return lookUp(shorter, aliases);
  const before = qualifierAfter.exec(words)?.[1];
  if (before && aliases.has(before)) return aliases.get(before) ?? null;
  if (/^(?:affected|impacted) \S+(?: \S+)?$/.test(words)) return 'impact';
  const parts = words.split(conjunctions);
  if (parts.length < 2 || parts.length > 4) return null;
  const exactPart = parts.find((part) => aliases.has(part));
  const part = exactPart ?? parts.map((words) => words.replace(qualifierBefore, '')).find((words) => lookUp(words, aliases) !== null);
  return part === undefined ? null : lookUp(part, aliases);
};

/** A heading that is probably a misspelt alias. */
export interface NearHeading {
  readonly section: SectionName;
  readonly alias: string;
  readonly distance: number;
}

/** A bit for each letter, several of which share one. */
const letters = (words: string): number => {
  let bits = 0;
  for (let at = 0; at < words.length; at++) bits |= 1 << (words.charCodeAt(at) & 31);
  return bits;
};

const countBits = (bits: number): number => {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
};

interface ComparedAlias {
  readonly alias: string;
  readonly section: SectionName;
  readonly letters: number;
}

const comparedAliases = new WeakMap<HeadingAliases, readonly ComparedAlias[]>();

/** The aliases that are long enough to be misspelt. */
const aliasesToCompare = (aliases: HeadingAliases): readonly ComparedAlias[] => {
  const known = comparedAliases.get(aliases);
  if (known) return known;
  const list = [...aliases].filter(([alias]) => alias.length >= 5).map(([alias, section]) => ({ alias, section, letters: letters(alias) }));
  comparedAliases.set(aliases, list);
  return list;
};

/** The alias that an unrecognised heading probably meant: at most two slips in it, one in a short word. Null where none is near. */
export const nearestHeading = (title: string, aliases: HeadingAliases): NearHeading | null => {
  const words = normalizeTitle(title);
  if (words.length < 5 || words.length > 60 || aliases.has(words)) return null;
  let nearest: NearHeading | null = null;
  const most = words.length < 9 ? 1 : 2;
  const own = letters(words);
  for (const { alias, section, letters: others } of aliasesToCompare(aliases)) {
    // A slip changes two letters at most, which rules out nearly all aliases before they are compared.
    if (Math.abs(alias.length - words.length) > most || countBits(own ^ others) > 2 * most) continue;
    const distance = editDistance(words, alias, most);
    if (distance <= most && (nearest === null || distance < nearest.distance)) nearest = { section, alias, distance };
  }
  return nearest;
};
