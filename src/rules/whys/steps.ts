import type { Why } from '../../record/analysis.ts';

/** One step with the one it was asked of; null at the top. */
export interface PlacedStep {
  readonly why: Why;
  readonly parent: Why | null;
  /** 1 for a first question. */
  readonly depth: number;
}

/** Every step of the trees, parents before children. */
export const stepsOf = (whys: readonly Why[], parent: Why | null = null, depth = 1): readonly PlacedStep[] =>
  whys.flatMap((why) => [{ why, parent, depth }, ...stepsOf(why.steps, why, depth + 1)]);

export const shorten = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 57).trimEnd()}…` : words;
};
