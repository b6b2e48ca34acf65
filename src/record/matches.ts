/**
 * All matches of a global pattern that matches no empty text, in order: what `matchAll` gives, without the copy of the pattern that it makes for each
 * call, which takes longer than the search of a short text.
 */
export const matchesOf = (pattern: RegExp, text: string): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
};
