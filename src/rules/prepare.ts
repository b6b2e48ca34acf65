import { RULES } from './registry.ts';

const preparing = RULES.flatMap(({ prepare }) => (prepare ? [prepare] : []));

/** Loads what the rules need for a text before they run over it; null where there is nothing to wait for, as for nearly every document. */
export const prepareFor = (text: string): Promise<void> | null => {
  const waiting = preparing.flatMap((prepare) => prepare(text) ?? []);
  return waiting.length === 0 ? null : Promise.all(waiting).then(() => undefined);
};
