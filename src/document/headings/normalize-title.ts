const shortcode = /:[a-z][a-z0-9_+-]*:/g;
const pictograph = /[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{20E3}\u{1F3FB}-\u{1F3FF}]/gu;
const numbering = /^(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[ivx]{1,5}[.):]|\(?[a-z][.)])\s+/;
const closing = /[\s:：.。…!！?？#*_\-–—]+$/;
const opening = /^[\s*_\-–—>•·:：]+/;

/** The words of a title as they are compared: lower case, without numbering, emoji, shortcodes, emphasis and closing punctuation. */
export const normalizeTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(shortcode, ' ')
    .replace(pictograph, (mark) => (/\d/.test(mark) ? mark : ' '))
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”"]/g, ' ')
    .replace(opening, '')
    .replace(numbering, '')
    .replace(closing, '')
    .replace(/[-_‐‑]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
