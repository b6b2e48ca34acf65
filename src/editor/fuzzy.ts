/** Far apart letters say little; those that follow each other or begin a word say much. */
const SCORES = { next: 8, wordStart: 6, other: 1 } as const;

/**
 * How well a text answers a query: every word of the query must stand in it as letters in order; null where one does not. Higher is better.
 */
export const fuzzyScore = (query: string, text: string): number | null => {
  const lower = text.toLowerCase();
  let total = 0;
  for (const word of query.toLowerCase().split(/\s+/)) {
    const score = scoreOfWord(word, lower);
    if (score === null) return null;
    total += score;
  }
  return total;
};

const scoreOfWord = (word: string, text: string): number | null => {
  const whole = text.indexOf(word);
  if (whole >= 0) return word.length * SCORES.next + (whole === 0 || /\W/.test(text[whole - 1] ?? '') ? SCORES.wordStart : 0);
  let at = -1;
  let score = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, at + 1);
    if (found < 0) return null;
    score += found === at + 1 ? SCORES.next : /\W/.test(text[found - 1] ?? ' ') ? SCORES.wordStart : SCORES.other;
    at = found;
  }
  return score / 2;
};

/** The items that answer a query, the best first; all of them, as they are, for an empty query. */
export const fuzzyFilter = <Item>(query: string, items: readonly Item[], textOf: (item: Item) => string): readonly Item[] => {
  if (query.trim() === '') return items;
  return items
    .flatMap((item) => {
      const score = fuzzyScore(query.trim(), textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
};
