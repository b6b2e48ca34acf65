/** Beyond this many left-over candidates on both sides nothing is scored: they pair by identity or not at all. */
const MAX_SCORED = 200;

export interface Pairing<Item> {
  readonly pairs: readonly (readonly [Item, Item])[];
  readonly gone: readonly Item[];
  readonly come: readonly Item[];
}

/**
 * Pairs the items of two lists: first by equal `identity` in order, then the rest by the best `score` (0 pairs nothing). What
 * finds no partner went or came.
 */
export const pairUp = <Item>(
  before: readonly Item[],
  after: readonly Item[],
  identity: (item: Item) => string,
  score: (one: Item, other: Item) => number,
): Pairing<Item> => {
  const waiting = new Map<string, Item[]>();
  for (const item of after) waiting.set(identity(item), [...(waiting.get(identity(item)) ?? []), item]);
  const pairs: (readonly [Item, Item])[] = [];
  const gone = new Set<Item>();
  for (const item of before) {
    const partner = waiting.get(identity(item))?.shift();
    if (partner === undefined) gone.add(item);
    else pairs.push([item, partner]);
  }
  const come = new Set([...waiting.values()].flat());
  if (gone.size <= MAX_SCORED && come.size <= MAX_SCORED) {
    const candidates = [...gone].flatMap((one) => [...come].map((other) => ({ one, other, score: score(one, other) })));
    for (const { one, other, score: likeness } of candidates.filter((candidate) => candidate.score > 0).toSorted((a, b) => b.score - a.score)) {
      if (likeness <= 0 || !gone.has(one) || !come.has(other)) continue;
      pairs.push([one, other]);
      gone.delete(one);
      come.delete(other);
    }
  }
  return { pairs, gone: [...gone], come: after.filter((item) => come.has(item)) };
};
