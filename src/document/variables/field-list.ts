import type { Heading, Nodes, Paragraph, Table } from 'mdast';
import { LLM_FIELDS, type LlmFieldName, type LlmListName } from '../../record/llm.ts';
import type { Fact, Source } from '../../record/source.ts';
import { sourceOf, type MarkdownDocument } from '../document.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { readTable } from '../tables/table.ts';

/** Labels of the fields, as normalised titles. */
const LABELS: Readonly<Record<LlmFieldName, readonly string[]>> = {
  failure: ['failure', 'what failed', 'what counts as a failure', 'outcome', 'failing outcome', 'symptom'],
  kind: ['kind', 'kind of failure', 'kind of outcome', 'seen by', 'measured by'],
  before: ['before', 'failures before', 'before the onset', 'normal', 'baseline'],
  during: ['during', 'failures during', 'after', 'after the onset', 'incident'],
  window: ['window', 'windows', 'counted over', 'period'],
  judgeFree: ['judge free check', 'judge free', 'check without a judge', 'judge free outcome'],
  explainedBy: ['explained by', 'verdict', 'moved', 'what moved', 'variable', 'variables', 'cause'],
  confidence: ['confidence', 'how sure'],
  confirmedBy: ['confirmed by', 'confirmation', 'separated by'],
  action: ['action', 'what it did', 'what the agent did', "the agent's action"],
  autonomyTier: ['autonomy tier', 'autonomy', 'autonomy level', 'tier', 'agent tier'],
  reversible: ['reversible', 'was it reversible', 'reversibility'],
  gateBefore: ['gate before', 'gate before it', 'gate', 'gate before the action', 'approval', 'human approval'],
  reconstructible: ['flight recorder', 'flight recorder check', 'reconstructible', 'could the decision be reconstructed', 'reconstructable'],
};

const TITLES: Readonly<Record<LlmListName, RegExp>> = {
  outcome: /^(?:the )?(?:llm |model |measured )?outcome$/,
  verdict: /^(?:the )?(?:llm |model )?verdict$/,
  agent: /\bagents?\b|エージェント/,
};

/** Where a field stands. */
interface FieldPlace {
  /** The value's words; empty where only the label stands. */
  readonly text: string;
  readonly label: Source;
  /** The value with its markup; zero-width where it is empty. */
  readonly value: Source;
}

export interface FieldList {
  /** The heading of its own; null where the fields stand among the text of the LLM variables. */
  readonly heading: Heading | null;
  /** What stands below the heading, or holds the fields. */
  readonly blocks: OutlineEntry['blocks'];
  readonly places: ReadonlyMap<LlmFieldName, FieldPlace>;
}

type Place = (label: string, place: FieldPlace) => void;

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Behind the colon of a label, the marks that close its emphasis, and blanks. */
const valueStart = (text: string, labelStart: number, colon: number): number => {
  const emphasis = /[*_]{1,3}$/.exec(text.slice(Math.max(0, labelStart - 3), labelStart))?.[0] ?? '';
  let at = colon + 1;
  if (emphasis !== '' && text.startsWith(emphasis, at)) at += emphasis.length;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
};

/** Lines that open with a label and a colon; the lines behind one that open with no known label go on with its value. */
const readLines = (document: MarkdownDocument, node: Paragraph, isLabel: (label: string) => boolean, place: Place): void => {
  const plain = plainText(document, node);
  const labelled = [...plain.text.matchAll(/^([ \t]*)([^:：\n]{2,60})[:：]/gm)].filter(([, , label = '']) => isLabel(label));
  labelled.forEach(({ index, 0: whole, 1: lead = '', 2: label = '' }, at) => {
    const next = labelled[at + 1]?.index;
    const source = plain.source(index + lead.length, index + lead.length + label.length);
    const end = next === undefined ? (node.position?.end.offset ?? 0) : plain.offsetAt(next - 1);
    const start = Math.min(valueStart(document.text, source.start, plain.offsetAt(index + whole.length - 1)), end);
    const value = document.lines.source(start, start + document.text.slice(start, end).trimEnd().length);
    place(label, { text: words(plain.text.slice(index + whole.length, next)), label: source, value });
  });
};

/** Rows of a label and its value, or a header of labels with the values below it. */
const readCells = (document: MarkdownDocument, table: Table, isLabel: (label: string) => boolean, place: Place): void => {
  const { header, rows } = readTable(document, table);
  const pairs = header.filter(({ text }) => isLabel(text)).length > 1 ? header.map((label, column) => [label, rows[0]?.cells[column]] as const) : [header, ...rows.map(({ cells }) => cells)].map((cells) => [cells[0], cells[1]] as const);
  for (const [label, value] of pairs) if (label && value && isLabel(label.text)) place(label.text, { text: words(value.text), label: label.source, value: value.source });
};

const placesIn = (document: MarkdownDocument, list: LlmListName, blocks: readonly Nodes[], tables: boolean): ReadonlyMap<LlmFieldName, FieldPlace> => {
  const places = new Map<LlmFieldName, FieldPlace>();
  const fieldOf = (label: string): LlmFieldName | undefined => {
    const title = normalizeTitle(label);
    return LLM_FIELDS[list].find((field) => LABELS[field].includes(title));
  };
  const isLabel = (label: string): boolean => fieldOf(label) !== undefined;
  const place: Place = (label, found) => {
    const field = fieldOf(label);
    if (field !== undefined && !places.has(field)) places.set(field, found);
  };
  const visit = (node: Nodes): void => {
    if (node.type === 'paragraph') readLines(document, node, isLabel, place);
    else if (node.type === 'table') {
      if (tables) readCells(document, node, isLabel, place);
    } else if (node.type === 'list' || node.type === 'listItem') for (const child of node.children) visit(child);
  };
  for (const block of blocks) visit(block);
  return places;
};

/** What the lists are found in. */
export type FieldReading = Pick<Reading, 'document' | 'outline' | 'sections'>;

/** Cheap, since it is asked of every heading: most name no list. */
const mayNameList = /outcome|verdict|agent|エージェント/i;

const isEntryOf = (list: LlmListName, { heading, title }: OutlineEntry): boolean => heading !== null && mayNameList.test(title) && TITLES[list].test(normalizeTitle(title));

/** Headings below which no rows of variables stand. */
export const isFieldHeading = (entry: OutlineEntry): boolean => isEntryOf('outcome', entry) || isEntryOf('verdict', entry);

/**
 * The fields of a list: below a heading named for it, else as labelled lines among the text of the LLM variables. A list whose values are all
 * empty is found as well; null where there is neither a field nor, of outcome and verdict, a heading.
 */
export const findFieldList = ({ document, outline, sections }: FieldReading, list: LlmListName): FieldList | null => {
  let empty: FieldList | null = null;
  for (const entry of outline.filter((each) => isEntryOf(list, each))) {
    const found = { heading: entry.heading, blocks: entry.blocks, places: placesIn(document, list, entry.blocks, true) };
    if ([...found.places.values()].some(({ text }) => text !== '')) return found;
    // "Agent" is in many headings that state no action of an agent.
    if (found.places.size > 0 || list !== 'agent') empty ??= found;
  }
  if (empty !== null || list === 'agent') return empty;
  for (const { section, entries: [entry] } of sections) {
    if (section.name !== 'llm_variables' || entry === undefined) continue;
    const places = placesIn(document, list, entry.blocks, false);
    // "Before" alone may be said of a variable.
    if (places.has(LLM_FIELDS[list][0])) return { heading: null, blocks: entry.blocks, places };
  }
  return null;
};

/** The fields of a list that hold something, as written; null where none does. */
export const readFieldList = <List extends LlmListName>(reading: FieldReading, list: List): { readonly fields: Readonly<Partial<Record<LlmFieldName<List>, Fact<string>>>>; readonly source: Source } | null => {
  const found = findFieldList(reading, list);
  const names: readonly LlmFieldName<List>[] = LLM_FIELDS[list];
  const fields: Partial<Record<LlmFieldName<List>, Fact<string>>> = {};
  let first: Source | null = null;
  for (const name of names) {
    const place = found?.places.get(name);
    if (place === undefined || place.text === '') continue;
    fields[name] = { value: place.text, source: place.value };
    if (first === null || place.label.start < first.start) first = place.label;
  }
  return first === null ? null : { fields, source: found?.heading ? sourceOf(reading.document, found.heading) : first };
};
