/** Words that say nothing about what broke. */
const COMMON = new Set(
  ('the and for that with was were not from this had has have its which when while after before because into than then been are our all any did does due more most only over '
    + 'some such their there they under would could should about also but can cannot each how may no other out own same very what where who why will').split(' '),
);

/** The words by which one cause is recognised in another document: three letters or more, without endings of the plural. */
export const causeWords = (text: string): ReadonlySet<string> =>
  new Set(
    (text.slice(0, 400).toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? []).filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?<=\p{L}{3})s$/u, '')),
  );

/** Share of the words that two causes have in common (Jaccard), 0 to 1. */
export const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common === 0 ? 0 : common / (a.size + b.size - common);
};
