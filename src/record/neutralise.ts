/**
 * Characters that act on a terminal or hide from a reader: controls, bidirectional marks and overrides, invisible format characters,
 * line and paragraph separators, lone surrogates (Unicode UTS 55). The joiners that scripts and emoji need, and Arabic number signs, stay.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** What most text is made of, and none of the above; those classes are costly to compile. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u3000-\u9fff]*$/;
const KEPT: ReadonlySet<string> = new Set(['\u200c', '\u200d', ...'\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2']);

/** Text from a document made safe to print on one line: characters that act or hide are shown as `<U+202E>`, line breaks and tabs as a space. */
export const neutralise = (text: string): string => (PLAIN.test(text) ? text : text.replace(HIDDEN, shown));

/** The same for text whose line breaks are meant. */
export const neutraliseLines = (text: string): string => text.split(/\r\n|\n|\r/).map(neutralise).join('\n');

const shown = (character: string): string => {
  if (KEPT.has(character)) return character;
  if (character === '\n' || character === '\r' || character === '\t') return ' ';
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
};
