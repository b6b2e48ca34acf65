import type { Fact } from '../../record/source.ts';
import { sourceOf } from '../document.ts';
import { headingAliases, recognizeHeading } from '../headings/recognize.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { firstOf, textFact } from './front-matter-facts.ts';

/** Headings that name a part of a form, not the incident. */
const formPart = /^(?:meta ?data|(?:general )?info(?:rmation)?|header|document (?:info|details))\s*:?$/i;
const titleLabel = /^(?:title|titel|titre|título|タイトル|标题)\s*[:：]?$/i;

/** What stands under a heading that only says "Title": the next heading, or the first line. */
const underTitleLabel = (reading: Reading, entry: OutlineEntry): { readonly fact: Fact<string>; readonly depth: number } | null => {
  const next = reading.outline[reading.outline.indexOf(entry) + 1];
  const [block] = entry.blocks;
  if (block?.type === 'paragraph') return { fact: { value: plainText(reading.document, block).text.split('\n')[0]?.trim() ?? '', source: sourceOf(reading.document, block) }, depth: 1 };
  return next?.heading && next.depth > entry.depth ? { fact: { value: next.title, source: sourceOf(reading.document, next.heading) }, depth: 1 } : null;
};

/** The heading that is the document's title: the only H1, or the first that stands before all sections; null where headings name sections. */
const headingTitle = (reading: Reading): { readonly fact: Fact<string>; readonly depth: number } | null => {
  const headings = reading.outline.filter((entry) => entry.heading !== null);
  const [first] = headings;
  const top = headings.find(({ depth }) => depth === 1);
  const aliases = headingAliases(reading.options);
  for (const entry of [top, top === undefined ? first : undefined]) {
    if (entry && titleLabel.test(entry.title)) return underTitleLabel(reading, entry);
    if (!entry?.heading || entry.title === '' || formPart.test(entry.title) || recognizeHeading(entry.title, aliases) !== null) continue;
    if (entry !== first && headings.indexOf(entry) > 0 && reading.sections.some(({ section }) => section.level > 0 && section.source.start < (entry.heading?.position?.start.offset ?? 0))) continue;
    return { fact: { value: entry.title, source: sourceOf(reading.document, entry.heading) }, depth: entry.depth };
  }
  return null;
};

/** Headings that say that there was an incident, and not which. */
const unnamed = /^(?:the |our )?(?:incident|outage|issue|problem|post ?-?mortem|report|review|analysis|introduction|background|what happened|(?:incident|outage|issue) (?:report|review|analysis|post ?-?mortem|details?|summary))\??$/i;

const severalTops = (reading: Reading): boolean => reading.outline.filter(({ depth, heading }) => heading !== null && depth === 1).length > 1;

/** The title and, where front matter and heading both state one, the other statement. */
export const readTitle = (reading: Reading): { readonly title: Fact<string> | null; readonly other: Fact<string> | null } => {
  const stated = textFact(firstOf(reading.frontMatter, ['title']));
  const heading = headingTitle(reading);
  if (stated && heading && (heading.depth > 1 || severalTops(reading) || unnamed.test(heading.fact.value))) return { title: stated, other: null };
  return heading ? { title: heading.fact, other: stated } : { title: stated, other: null };
};
