import { neutralise } from '../../../record/neutralise.ts';

const LONGEST = 1_000;

/** Text that is cut where it is long, by characters that a reader sees. */
export const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

/** A word joiner, which nobody sees, behind what trackers take for a mention, a reference or an address. */
const JOINER = '\u2060';

/**
 * Words of a document on one line: nothing that acts or hides, no mention of people, no reference to other issues, no address that becomes a link.
 * Trackers look for these behind their markup, where no escape helps.
 */
export const plainWords = (text: string, most: number = LONGEST): string =>
  cut(neutralise(text).replace(/\s+/g, ' ').trim(), most)
    .replace(/[@#!~%&$^](?=[\p{L}\p{N}_"[{])/gu, `$&${JOINER}`)
    .replace(/\bGH-(?=\d)/gi, `GH${JOINER}-`)
    .replace(/\b([a-z][a-z0-9+.-]{1,20}):(?=\S)/gi, `$1${JOINER}:`)
    .replace(/\bwww\./gi, `www${JOINER}.`);

/** Words that are shown as code, where trackers look for nothing: only what acts or hides is taken out. */
export const codeWords = (text: string): string => cut(neutralise(text).replace(/\s+/g, ' ').trim(), LONGEST).replace(/`/g, '\u02cb');

/** Title of an issue: plain words, of a length that every tracker takes. */
export const issueTitle = (text: string): string => plainWords(text, 200) || 'Action item without words';

/** An address that may stand in a link; null for one that leads nowhere on the web. */
export const linkAddress = (href: string): string | null => {
  try {
    const url = new URL(href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href.replace(/[()[\]|\\^`{}"'<>*_~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`) : null;
  } catch {
    return null;
  }
};
