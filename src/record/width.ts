import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/** Only made where a text needs it: the tables behind it take longer to load than most checks. */
let segmenter: Intl.Segmenter | null = null;

/** ASCII, Latin, dashes, arrows, frames and signs: one column each, none joins another. The tables that tell so of all characters take longer to load than a screen to draw. */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2199\u2500-\u25fc\u2713\u2714\u2716]*$/;
const NO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}\p{Cs}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|^[#*\d]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;

/** What a reader sees as single characters (Unicode UAX 29). */
export const graphemesOf = (text: string): string[] => {
  if (PLAIN.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
};

const graphemeWidth = (grapheme: string): number => {
  if (NO_WIDTH.test(grapheme)) return 0;
  return EMOJI.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
};

/** Columns that a text takes in a terminal: East Asian wide characters and emoji take two, marks and colour codes none (Unicode UAX 11). */
export const widthOf = (text: string): number =>
  PLAIN.test(text) ? text.length : graphemesOf(stripVTControlCharacters(text)).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
