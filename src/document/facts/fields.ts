import type { ListItem, Paragraph, RootContent, Table } from 'mdast';
import type { Source } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { readTable } from '../tables/table.ts';

/** A labelled value under the title: `**Severity:** SEV2`, `- Authors: @a, @b`, a row of a table. */
export interface Field {
  /** Normalised: lower case, no markup. */
  readonly label: string;
  /** Without emphasis; links as their words. */
  readonly value: string;
  readonly source: Source;
}

const labelled = /^[\s>]*(?:[-*+][ \t]+)?[*_`]{0,3}([\p{L}][\p{L}\p{N} \t/()’'&#.-]{0,48}?)[*_`]{0,3}[ \t]*[:：][*_`]{0,3}[ \t]*(.*?)[ \t\\]*$/u;
const labelledBold = /^[\s>]*(?:[-*+][ \t]+)?([*_]{2})([\p{L}][\p{L}\p{N} \t/()’'&#.-]{0,48}?)\1[ \t]*(?:[-–—|][ \t]*)?(.*?)[ \t\\]*$/u;
const underscores = /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;
const withoutInlineMarkup = (text: string): string => (text.includes('_') ? text.replace(underscores, '') : text).replace(/[*`]+/g, '');

/** The words of a short value as people read them. */
const plainValue = (raw: string): string =>
  withoutInlineMarkup(raw.replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1').replace(/<br\s*\/?>/gi, ' ').replace(/<([^<>\s]+)>/g, '$1')).replace(/\\(?=[!-/:-@[-`{-~])/g, '').trim();

const lineField = (document: MarkdownDocument, start: number, end: number): Field | null => {
  const line = document.text.slice(start, Math.min(end, start + 600));
  const match = labelled.exec(line);
  const bold = match ? null : labelledBold.exec(line);
  const label = match?.[1] ?? bold?.[2];
  const raw = match?.[2] ?? bold?.[3];
  if (label === undefined || raw === undefined || raw === '') return null;
  const from = start + line.lastIndexOf(raw);
  return { label: normalizeTitle(label), value: plainValue(raw), source: document.lines.source(from, from + raw.length) };
};

const paragraphFields = (document: MarkdownDocument, node: Paragraph): Field[] => {
  const fields: Field[] = [];
  const end = node.position?.end.offset ?? 0;
  let start = node.position?.start.offset ?? 0;
  while (start < end) {
    const newline = document.text.indexOf('\n', start);
    const stop = newline < 0 || newline > end ? end : newline;
    const field = lineField(document, start, document.text[stop - 1] === '\r' ? stop - 1 : stop);
    if (field) fields.push(field);
    start = stop + 1;
  }
  return fields;
};

const itemFields = (document: MarkdownDocument, item: ListItem): Field[] => {
  const [first] = item.children;
  return first?.type === 'paragraph' ? paragraphFields(document, first) : [];
};

const tableFields = (document: MarkdownDocument, node: Table): Field[] => {
  const table = readTable(document, node);
  // One row under several headers is a list of fields laid out sideways.
  if (table.header.length > 2 && table.rows.length === 1) {
    return table.header.flatMap((header, column): Field[] => {
      const cell = table.rows[0]?.cells[column];
      return cell && cell.text !== '' ? [{ label: normalizeTitle(header.text), value: cell.text, source: cell.source }] : [];
    });
  }
  if (table.header.length !== 2) return [];
  return [{ cells: table.header }, ...table.rows].flatMap(({ cells: [label, value] }): Field[] =>
    label && value && label.text !== '' && value.text !== '' ? [{ label: normalizeTitle(label.text), value: value.text, source: value.source }] : [],
  );
};

const blockFields = (document: MarkdownDocument, block: RootContent): Field[] => {
  switch (block.type) {
    case 'paragraph':
      return paragraphFields(document, block);
    case 'list':
      return block.children.flatMap((item) => itemFields(document, item));
    case 'table':
      return tableFields(document, block);
    case 'blockquote':
      return block.children.flatMap((child) => blockFields(document, child as RootContent));
    default:
      return [];
  }
};

/** Headings under which facts about the incident as a whole stand. */
const factual = /^(?:metadata|meta|metrics|overview|details?|(?:incident|issue|outage) (?:details?|overview|summary|metadata|information)|information|facts|at a glance|general|summary|status|基本情報|基本信息|事件信息|故障信息|概要|メタデータ|インシデント概要|übersicht|oversikt|resumen|résumé)$/;

/** Blocks that open a document hold its fields; those further down hold its story. */
const mostBlocks = 12;

/** Headings that a document may open with: a title, and under it a longer one. */
const mostTitles = 3;

/** Whether nothing stands above the blocks of an entry but titles. */
const standsUnderTitles = ({ outline, sections }: Reading, { heading }: OutlineEntry, index: number): boolean => {
  if (index > mostTitles || outline.slice(0, index).some(({ blocks }) => blocks.length > 0)) return false;
  return !sections.some(({ entries: [entry] }) => entry?.heading === heading);
};

/** The labelled values that stand under the title or in a section of facts, in order. */
export const readFields = (reading: Reading): Field[] => {
  const fields: Field[] = [];
  reading.outline.forEach((entry, index) => {
    const isTitle = index === 0 || (index === 1 && entry.depth === 1);
    const title = isTitle ? '' : normalizeTitle(entry.title);
    const isFactual = index < 8 && factual.test(title);
    const field = isTitle || isFactual ? null : headingField(reading, title, entry);
    if (field) fields.push(field);
    else if (isTitle || isFactual || standsUnderTitles(reading, entry, index)) for (const block of entry.blocks.slice(0, mostBlocks)) fields.push(...blockFields(reading.document, block));
  });
  return fields;
};

const fieldHeadings = /^(?:incident )?(?:severity(?: level)?|date(?: of (?:the )?incident)?|authors?|reviewers?|time ?zone|status|services?(?: affected)?|affected services?|深刻度|重大度|schweregrad|alvorlighetsgrad)$/;

/** `## Severity` and under it one short line, or `### Severity: Medium`. */
const headingField = ({ document }: Reading, title: string, { heading, blocks }: OutlineEntry): Field | null => {
  const [, label, inline] = /^([^:：]{3,40})[:：]\s*(\S.{0,80})$/.exec(title) ?? [];
  if (heading && label !== undefined && inline !== undefined && fieldHeadings.test(label)) {
    const end = heading.position?.end.offset ?? 0;
    const written = /[:：]\s*([^:：]+?)[\s#]*$/.exec(document.text.slice(heading.position?.start.offset ?? 0, end));
    const raw = written?.[1] ?? inline;
    const from = document.text.lastIndexOf(raw, end);
    return { label, value: plainValue(raw), source: document.lines.source(from, from + raw.length) };
  }
  const [first] = blocks;
  if (title === '' || !fieldHeadings.test(title) || first?.type !== 'paragraph') return null;
  const start = first.position?.start.offset ?? 0;
  const end = first.position?.end.offset ?? 0;
  if (end - start > 300) return null;
  return { label: title, value: plainValue(document.text.slice(start, end)), source: document.lines.source(start, end) };
};
