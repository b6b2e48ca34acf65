import type { Evidence } from '../../importers/importer.ts';

/** Words that a Markdown host makes into links or calls of people: addresses, mail, `@name`, `#12`, `GH-12`. Trailing punctuation is left out. */
const LIVE = /[^\s`()[\]{}<>"']*(?:@|:\/\/|\bwww\.|#(?=\w)|\bGH-\d)[^\s`]*[^\s`.,;:!?)\]}>'"]|@/giu;

/** Code shows its text as it is, so that nothing in it comes alive. */
const code = (text: string): string => {
  const ticks = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const padding = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${ticks}${padding}${text}${padding}${ticks}`;
};

/** Punctuation with a meaning is escaped; an underscore within a word has none. */
const words = (text: string): string => text.replace(/[\\`*[\]<>|~$&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');

/**
 * Text of others as Markdown that shows it and does nothing else: no markup, no HTML, no comment, no link, no mention of a person or an issue, no cell border. What a host
 * would make live stands as code. On one line.
 */
export const inertMarkdown = (text: string): string => {
  let markdown = '';
  let at = 0;
  for (const match of text.matchAll(LIVE)) {
    markdown += words(text.slice(at, match.index)) + code(match[0]);
    at = match.index + match[0].length;
  }
  markdown += words(text.slice(at));
  // At the start of a line a few more characters make a block.
  return markdown.replace(/^(?:[#+=-]|:(?=\s))/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
};

const LONGEST_ADDRESS = 2_000;

/** A web address as it may stand in a link, its credentials left out; null where it is none, or is too long to be one. */
export const safeAddress = (written: string): string | null => {
  if (written.length > LONGEST_ADDRESS || !URL.canParse(written)) return null;
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  return url.href.replace(/[()|<>[\]\\`'"*{}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
};

/** Evidence in Markdown: a link, or the name of a place as code. */
export const evidenceMarkdown = ({ label, url }: Evidence): string => (url === null ? code(label) : `[${inertMarkdown(label)}](${url})`);
