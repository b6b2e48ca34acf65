import type { ListItem, RootContent } from 'mdast';
import type { Cause } from '../../record/analysis.ts';
import { sourceOf } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { readAnswers, withoutAnswers } from '../references.ts';
import { isBlank } from '../sections/content.ts';

type Kind = Cause['kind'];

/** Root causes and contributing factors, one for each list item, sub-heading or bold lead, else one for the section's prose. */
export const readCauses = (reading: Reading): Cause[] => {
  const factors = new Set(reading.sections.filter(({ section }) => section.name === 'contributing_factors').map(({ section }) => section.source.start));
  return reading.sections.flatMap(({ section, entries, blocks }): Cause[] => {
    if (section.notApplicable !== null) return [];
    if (section.name === 'contributing_factors') return readParts(reading, 'contributing', entries, blocks);
    if (section.name !== 'root_cause') return [];
    // A section of contributing factors often stands below the root cause and is read on its own.
    const own = entries.filter((entry) => !factors.has(entry.heading?.position?.start.offset ?? -1));
    return readParts(reading, 'root', own, blocks);
  });
};

const readParts = (reading: Reading, kind: Kind, entries: readonly OutlineEntry[], blocks: readonly RootContent[]): Cause[] => {
  const [own, ...below] = entries;
  const ownBlocks = own ? own.blocks : blocks;
  const items = ownBlocks.flatMap((block) => (block.type === 'list' ? block.children.map((item) => itemCause(reading, kind, item)) : []));
  const parts = below.filter((entry) => entry.heading !== null && entry.blocks.length > 0).map((entry) => entryCause(reading, kind, entry));
  const prose = ownBlocks.filter((block) => block.type === 'paragraph' && !isBlank(block));
  if (kind === 'contributing') return items.length + parts.length > 0 ? [...items, ...parts] : prose.map((block) => blockCause(reading, kind, [block]));
  // A root cause told in prose may hold a list of evidence: the prose is the cause then.
  if (prose.length > 0 && !introduces(reading, prose.at(-1))) return [blockCause(reading, kind, ownBlocks), ...parts];
  return items.length + parts.length > 0 ? [...items, ...parts] : prose.length > 0 ? [blockCause(reading, kind, prose)] : [];
};

const introduces = (reading: Reading, block: RootContent | undefined): boolean => block !== undefined && /[:：]\s*$/.test(plainText(reading.document, block).text);

/** A bold lead, else the first sentence. */
const titleOf = (text: string, bold: string | null): string => {
  if (bold) return bold.replace(/[\s.:：]+$/, '');
  const words = withoutAnswers(text).slice(0, 1_000).replace(/\s+/g, ' ');
  return (/^.{10,}?(?:[.!?](?=\s|$)|[。！？])/.exec(words)?.[0] ?? words).slice(0, 300).replace(/[\s.。:：]+$/, '');
};

const boldLead = (reading: Reading, block: RootContent | undefined): string | null => {
  const first = block?.type === 'paragraph' ? block.children[0] : undefined;
  return first?.type === 'strong' ? plainText(reading.document, first).text.trim() || null : null;
};

const describe = (kind: Kind, title: string, text: string, source: Cause['source']): Cause => ({ kind, title, text, ...readAnswers(text), source });

const itemCause = (reading: Reading, kind: Kind, item: ListItem): Cause => {
  const text = plainText(reading.document, item).text.trim();
  const first = plainText(reading.document, item.children[0] ?? item).text.trim();
  return describe(kind, titleOf(first, boldLead(reading, item.children[0])), text, sourceOf(reading.document, item));
};

const entryCause = (reading: Reading, kind: Kind, entry: OutlineEntry): Cause => {
  const { document } = reading;
  const text = [entry.title, plainText(document, entry.blocks).text.trim()].join('\n');
  const start = entry.heading?.position?.start.offset ?? 0;
  return describe(kind, entry.title.replace(/^\d{1,2}[.)]\s+/, ''), text, document.lines.source(start, entry.blocks.at(-1)?.position?.end.offset ?? start));
};

const blockCause = (reading: Reading, kind: Kind, blocks: readonly RootContent[]): Cause => {
  const { document } = reading;
  const filled = blocks.filter((block) => !isBlank(block));
  const text = plainText(document, filled).text.trim();
  const source = document.lines.source(filled[0]?.position?.start.offset ?? 0, filled.at(-1)?.position?.end.offset ?? 0);
  return describe(kind, titleOf(text, boldLead(reading, filled[0])), text, source);
};
