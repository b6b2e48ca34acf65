import type { Side } from '../../workspace/configuration/sync.ts';

/** What a field of both sides comes to. */
export interface Merged<Value> {
  readonly value: Value;
  /** Whose value it is; `both` where they say the same. */
  readonly from: Side | 'both';
  /** True where both had changed, so that one of them gives way. */
  readonly conflict: boolean;
}

export interface Sides<Value> {
  /** What both said last; undefined where they never agreed. */
  readonly base: Value | undefined;
  readonly document: Value;
  readonly tracker: Value;
}

/** Three-way merge of one value: who changed it since the last agreement wins; where both did, `winner` does. */
export const merge = <Value>({ base, document, tracker }: Sides<Value>, winner: Side, same: (a: Value, b: Value) => boolean, isEmpty: (value: Value) => boolean): Merged<Value> => {
  if (same(document, tracker)) return { value: document, from: 'both', conflict: false };
  const taken = (from: Side, conflict: boolean): Merged<Value> => ({ value: from === 'document' ? document : tracker, from, conflict });
  if (base === undefined) {
    // At first sight a value is worth more than none.
    if (isEmpty(tracker)) return taken('document', false);
    if (isEmpty(document)) return taken('tracker', false);
    return taken(winner, true);
  }
  if (same(base, tracker)) return taken('document', false);
  if (same(base, document)) return taken('tracker', false);
  return taken(winner, true);
};
