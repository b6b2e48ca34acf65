import { holds } from '../comparator.ts';
import { printBound } from '../compare/print.ts';
import type { Condition, GateUnit } from '../model.ts';
import { settlingFigure } from './condition.ts';
import { tellingWords, type WrittenShare } from './written-figures.ts';

/** A gate that stays silent at every figure of its kind that a document states. */
export interface SilentProposal {
  /** The largest of those figures. */
  readonly share: WrittenShare;
  /** `> 0.5` */
  readonly bound: string;
  /** Figure that would settle the matter. */
  readonly settles: string;
}

/**
 * Tries a gate that nobody has linked yet on the shares that a document states. That a figure is of its kind is a guess from words that both
 * have, so this asks and never judges; null where it would fire at one of them, or where none is of its kind.
 */
export const silentProposal = (unit: GateUnit, shares: readonly WrittenShare[]): SilentProposal | null => {
  const [only] = unit.conditions;
  if (unit.opaque !== null || only === undefined || unit.conditions.length > 1 || !isShare(only)) return null;
  const words = tellingWords(`${unit.title} ${unit.selector} ${only.shown ?? only.metric}`);
  const alike = shares.filter(({ name }) => [...tellingWords(name)].some((word) => words.has(word)));
  const threshold = only.threshold ?? 0;
  if (alike.length === 0 || alike.some(({ value }) => holds(value, only.comparator, threshold))) return null;
  const [share] = alike.toSorted((one, other) => other.value - one.value);
  return share === undefined ? null : { share, bound: printBound(only), settles: settlingFigure(only) };
};

/** A threshold that only a share of a whole is compared with. */
const isShare = ({ comparator, threshold, opaque }: Condition): boolean => opaque === null && (comparator === 'gt' || comparator === 'gte') && threshold !== null && threshold > 0 && threshold < 1;

/** The number of a share as the document writes it. */
export const writtenNumber = ({ name, written }: WrittenShare): string => written.slice(name.length).replace(/^\s*(?:is|was|at|of|reached|hit|=|:|≈|~)?\s*/i, '');
