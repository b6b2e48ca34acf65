import type { ActionItem } from '../record/action.ts';
import { digest } from '../workspace/cache.ts';

/** By what each item of a document is known within it: its id, else its words, because its place among the others changes. */
export const itemNames = (actions: readonly Pick<ActionItem, 'id' | 'title'>[]): string[] => {
  const seen = new Map<string, number>();
  return actions.map(({ id, title }) => {
    const name = id ?? `~${digest(title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()).slice(0, 12)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    // Items of one id are a mistake that is reported; items of the same words are numbered.
    return id === null && count > 1 ? `${name}-${count}` : name;
  });
};
