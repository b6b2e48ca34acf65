import type { Fact } from '../../record/source.ts';
import { sourceOf } from '../document.ts';
import { headingAliases, recognizeHeading } from '../headings/recognize.ts';
import type { Reading } from '../reading.ts';
import { textFact } from './front-matter-facts.ts';

/** The heading that is the document's title: the only H1, or the first that stands before all sections; null where headings name sections. */
const headingTitle = (reading: Reading): { readonly fact: Fact<string>; readonly depth: number } | null => {
  const headings = reading.outline.filter((entry) => entry.heading !== null);
  const [first] = headings;
  const top = headings.find(({ depth }) => depth === 1);
  const aliases = headingAliases(reading.options);
  for (const entry of [top, top === undefined ? first : undefined]) {
    if (!entry?.heading || entry.title === '' || recognizeHeading(entry.title, aliases) !== null) continue;
    if (entry !== first && headings.indexOf(entry) > 0 && reading.sections.some(({ section }) => section.level > 0 && section.source.start < (entry.heading?.position?.start.offset ?? 0))) continue;
    return { fact: { value: entry.title, source: sourceOf(reading.document, entry.heading) }, depth: entry.depth };
  }
  return null;
};

const severalTops = (reading: Reading): boolean => reading.outline.filter(({ depth, heading }) => heading !== null && depth === 1).length > 1;

/** The title and, where front matter and heading both state one, the other statement. */
export const readTitle = (reading: Reading): { readonly title: Fact<string> | null; readonly other: Fact<string> | null } => {
  const stated = textFact(reading.frontMatter?.entries.get('title')?.node);
  const heading = headingTitle(reading);
  if (stated && heading && (heading.depth > 1 || severalTops(reading))) return { title: stated, other: null };
  return heading ? { title: heading.fact, other: stated } : { title: stated, other: null };
};
