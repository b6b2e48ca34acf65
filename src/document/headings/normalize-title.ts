const shortcode = /:[a-z][a-z0-9_+-]*:/g;
/** Pictures with their joiners, variation selectors and skin tones, each a code point of its own here. */
const pictograph = /(?!\d)(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D}|\u{20E3})/gu;
const numbering = /^(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.):]|\d{1,3}(?:\.\d{1,3}){1,3}|[ivx]{1,5}[.):]|\(?[a-z][.)])\s+/;
const closing = /[\s:：.。…!！?？#*_\-–—]+$/;
const opening = /^[\s#*_\-–—>•·:：]+/;

const ascii = /^\p{ASCII}*$/u;

const normalize = (title: string): string =>
  // Without other characters there is nothing to compose and no picture, which are the slow part.
  (ascii.test(title) ? title.toLowerCase().replace(shortcode, ' ') : title.normalize('NFKC').toLowerCase().replace(shortcode, ' ').replace(pictograph, ' '))
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”"]/g, ' ')
    .replace(opening, '')
    .replace(numbering, '')
    .replace(opening, '')
    .replace(closing, '')
    .replace(/[-_‐‑]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const remembered = new Map<string, string>();
/** Titles and table headers repeat from document to document; a collection with more different ones starts over. */
const mostRemembered = 5_000;
const longestRemembered = 80;
/** No title that is compared is as long. */
const longestRead = 200;

/** The words of a title as they are compared: lower case, without numbering, emoji, shortcodes, emphasis and closing punctuation. */
export const normalizeTitle = (title: string): string => {
  if (title.length > longestRemembered) return normalize(title.slice(0, longestRead));
  const known = remembered.get(title);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const words = normalize(title);
  remembered.set(title, words);
  return words;
};
