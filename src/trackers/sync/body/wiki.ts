import type { Span } from '../block.ts';
import { lineFormat } from './lines.ts';
import { linkAddress, plainWords } from './words.ts';

/** Punctuation by which Jira's wiki markup formats, links, embeds and calls macros. */
const escaped = (text: string): string => plainWords(text).replace(/[\\*_?^~+{}[\]|!#-]/g, '\\$&');

const span = (part: Span): string => {
  if ('code' in part) return `{{${escaped(part.code)}}}`;
  const address = 'href' in part ? linkAddress(part.href) : null;
  return address === null ? escaped(part.text) : `[${escaped(part.text)}|${address}]`;
};

/** Bodies in the wiki markup of Jira Data Center. */
export const wikiBody = lineFormat({ heading: (text) => `h3. ${text}`, entry: (name, spans) => `* ${name}: ${spans}`, span, code: (text) => `{{${text}}}` });
