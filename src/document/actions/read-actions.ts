import type { List, Paragraph, RootContent } from 'mdast';
import type { ActionItem } from '../../record/action.ts';
import { sourceOf } from '../document.ts';
import { plainText } from '../plain-text.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';
import type { OutlineEntry, Reading, SectionReading } from '../reading.ts';
import { isBlank } from '../sections/content.ts';
import { readTable } from '../tables/table.ts';
import { soundsLikeAction } from './action-words.ts';
import type { ActionContext } from './context.ts';
import { describeItem, type WrittenItem } from './describe-item.ts';
import { actionColumns, readActionTable } from './from-table.ts';
import { isActionHeading } from './heading-items.ts';
import { isFieldLine } from './inline-fields.ts';
import { listItems } from './list-items.ts';
import { readNoActions, saysNoActions } from './no-actions.ts';
import { namesNobody } from './owners.ts';
import { readStatusMark } from './status.ts';

export interface ActionsReading {
  readonly actions: readonly ActionItem[];
  /** The stated reason for having none; null where there are some or no reason stands. */
  readonly noActionsReason: string | null;
}

/** Every follow-up that the document lists in its sections of action items, in its order. */
export const readActions = (reading: Reading, incident: string | null): ActionsReading => {
  const context: ActionContext = { document: reading.document, incident };
  const sections = reading.sections.filter(({ section }) => section.name === 'actions').map((section) => withoutInner(section, reading.sections));
  const actions = sections.flatMap((section) => readSection(context, section)).sort((left, right) => left.source.start - right.source.start);
  if (actions.length > 0) return { actions, noActionsReason: null };
  const reasons = sections.flatMap(({ section, blocks }) => section.notApplicable ?? readNoActions(context, blocks) ?? []);
  return { actions, noActionsReason: reasons[0] ?? null };
};

/** The section without others that stand below it (`What went well` under the action items). */
const withoutInner = (reading: SectionReading, all: readonly SectionReading[]): SectionReading => {
  const inner = new Set(all.filter((other) => other !== reading && other.entries[0] && reading.entries.includes(other.entries[0])).flatMap((other) => other.entries));
  return inner.size === 0 ? reading : { ...reading, entries: reading.entries.filter((entry) => !inner.has(entry)) };
};

/** Titles that say outright that action items follow. */
const outright = /^(?:action items?|actions|action points|follow[ -]?ups?(?: actions| items| tasks)?|to ?dos?|アクションアイテム|aksjonspunkter)$/;

/** Where a section of another title (`Prevention`) has a part that says outright that it lists the action items, the rest of it lists none. */
const outrightPart = ({ section, entries }: SectionReading): readonly OutlineEntry[] | null => {
  if (outright.test(normalizeTitle(section.title))) return null;
  const at = entries.findIndex((entry, index) => index > 0 && outright.test(normalizeTitle(entry.title)));
  const part = entries[at];
  if (!part) return null;
  const next = entries.findIndex((entry, index) => index > at && entry.depth <= part.depth);
  return entries.slice(at, next < 0 ? entries.length : next);
};

const readSection = (context: ActionContext, reading: SectionReading): ActionItem[] => {
  const { section, blocks } = reading;
  const entries = outrightPart(reading) ?? reading.entries;
  if (section.notApplicable !== null || readNoActions(context, blocks) !== null) return [];
  const [own, ...below] = entries;
  if (!own) return readBlocks(context, blocks, { groups: [], paragraphs: !hasListOrTable(blocks) });
  const byHeading = below.filter((entry) => isActionHeading(context, entry));
  if (byHeading.length > 0) return readHeadingItems(context, [own, ...below], new Set(byHeading));
  const anywhere = entries.some((entry) => hasListOrTable(entry.blocks));
  return [
    ...readBlocks(context, own.blocks, { groups: [], paragraphs: !anywhere && below.length === 0 }),
    ...below.flatMap((entry) => readBlocks(context, entry.blocks, { groups: groupsOf(entry, below), paragraphs: !hasListOrTable(entry.blocks) })),
  ];
};

const hasListOrTable = (blocks: readonly RootContent[]): boolean => blocks.some((block) => block.type === 'list' || block.type === 'table');

/** Titles of the headings between the section and an entry's blocks, outermost first. */
const groupsOf = (entry: OutlineEntry, below: readonly OutlineEntry[]): string[] => {
  const above: string[] = [];
  let depth = Infinity;
  for (const other of below.slice(0, below.indexOf(entry) + 1).toReversed()) {
    if (other.depth >= depth) continue;
    depth = other.depth;
    above.unshift(other.title);
  }
  return above;
};

/** Headings that are items take everything below them up to the next heading of their level or above. */
const readHeadingItems = (context: ActionContext, entries: readonly OutlineEntry[], items: ReadonlySet<OutlineEntry>): ActionItem[] => {
  const found: ActionItem[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry?.heading || !items.has(entry)) continue;
    const next = entries.findIndex((other, at) => at > index && (other.depth <= entry.depth || items.has(other)));
    const inner = entries.slice(index + 1, next < 0 ? entries.length : next);
    const body = [...entry.blocks, ...inner.flatMap((other) => (other.heading ? [other.heading, ...other.blocks] : other.blocks))];
    const groups = groupsOf(entry, entries.slice(1)).slice(0, -1);
    const source = sourceOf(context.document, entry.heading);
    const end = body.at(-1)?.position?.end.offset ?? source.end;
    found.push(...describe(context, [{ form: 'heading', groups, lead: entry.heading, body, source, itemSource: context.document.lines.source(source.start, end) }]));
  }
  return found;
};

interface BlockOptions {
  readonly groups: readonly string[];
  /** Whether paragraphs are items themselves. */
  readonly paragraphs: boolean;
}

const readBlocks = (context: ActionContext, blocks: readonly RootContent[], { groups, paragraphs }: BlockOptions): ActionItem[] => {
  const items: ActionItem[] = [];
  let label: string[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'table') {
      const table = readTable(context.document, block);
      const columns = actionColumns(table);
      if (columns) items.push(...readActionTable(context, table, columns, [...groups, ...label]));
    } else if (block.type === 'list') items.push(...readList(context, block, [...groups, ...label]));
    else if (block.type === 'paragraph' && !isBlank(block)) {
      const introduced = blocks[index + 1];
      const lead = groupLabel(context, block);
      if (lead !== null && introduced && (introduced.type !== 'paragraph' || !paragraphs)) label = [lead];
      else if (paragraphs) items.push(...paragraphItems(context, block, [...groups, ...label]));
    }
  }
  return items;
};

/** Words about the document and not the incident: a list of them closes the report. */
const aboutDocument = /\b(?:sections?|title|report|post-?mortem|document|template)\b.*\b(?:filled|complete[d]?|cleaned|reviewed|published|shared|written)\b|\bincident (?:has been|is) (?:dealt|over|closed|resolved)|\bitems? above\b/i;

const readList = (context: ActionContext, list: List, groups: readonly string[]): ActionItem[] => {
  const items = listItems(context, list, groups);
  const closing = items.filter((item) => aboutDocument.test(plainText(context.document, item.lead).text.slice(0, 200)));
  return closing.length * 2 > items.length && items.length > 1 ? [] : describe(context, items);
};

/** `**Short term**`, `Prevent:`: a line that names the group of what follows. */
const groupLabel = (context: ActionContext, paragraph: Paragraph): string | null => {
  const text = plainText(context.document, paragraph).text.trim();
  const bold = paragraph.children.length === 1 && paragraph.children[0]?.type === 'strong';
  return (bold || /[:：]$/.test(text)) && text.length < 80 && !isFieldLine(text) ? text.replace(/[:：]$/, '') : null;
};

const paragraphItems = (context: ActionContext, paragraph: Paragraph, groups: readonly string[]): ActionItem[] => {
  const source = sourceOf(context.document, paragraph);
  const text = plainText(context.document, paragraph).text.trim();
  if (/[:：]$/.test(text) || saysNoActions(text) || soundsLikeAction(text) === false) return [];
  return describe(context, [{ form: 'paragraph', groups, lead: paragraph, body: [], source, itemSource: source }]);
};

const describe = (context: ActionContext, items: readonly WrittenItem[]): ActionItem[] =>
  items
    .filter((item) => !isPlaceholder(plainText(context.document, item.lead).text))
    .map((item) => describeItem(context, item, item.groups.map(readStatusMark).findLast((status) => status !== null) ?? null));

/** What a template leaves where nobody wrote: `TBD`, `…`, `{{ summary }}`, `None.` */
const isPlaceholder = (text: string): boolean => namesNobody(text) || /^\s*(?:\{\{\s*\w*\s*\}\}|<\w+>|\[\w*\])\s*(?:\[[^\]]*\])?\s*$/.test(text);
