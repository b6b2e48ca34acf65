import type { Span } from '../block.ts';
import { lineFormat } from './lines.ts';
import { codeWords, linkAddress, plainWords } from './words.ts';

const escaped = (text: string): string => plainWords(text).replace(/[\\`*_{}[\]()<>|~#+=-]/g, '\\$&').replace(/&/g, '&amp;');

const span = (part: Span): string => {
  if ('code' in part) return `\`${codeWords(part.code)}\``;
  const address = 'href' in part ? linkAddress(part.href) : null;
  return address === null ? escaped(part.text) : `[${escaped(part.text)}](${address})`;
};

/** Bodies in Markdown: GitHub, GitLab, Linear. */
export const markdownBody = lineFormat({ heading: (text) => `### ${text}`, entry: (name, spans) => `- ${name}: ${spans}`, span, code: (text) => `\`${text}\`` });
