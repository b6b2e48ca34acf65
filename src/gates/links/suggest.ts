import type { ActionItem } from '../../record/action.ts';
import type { GateUnit } from '../model.ts';

/** A unit that may be what an action item asks for, and the words that both have. */
export interface Suggestion {
  readonly unit: GateUnit;
  readonly score: number;
  readonly words: readonly string[];
}

/** Words that say nothing about what a gate is for. */
const COMMON: ReadonlySet<string> = new Set(
  ('the and for from with that this when then than into onto over under not are was were has have had will must should can may all any each ' +
    'add make use set new run job step yml yaml json main check gate rule rules test tests name prod production service ' +
    'github workflows alert alerts alerting groups kind spec value before after').split(' '),
);

/** `CheckoutTimeouts` and `checkout_timeout_ratio` share `checkout` and `timeout`: words in lower case, cut at case and signs, without plural. */
const wordsOf = (text: string): ReadonlySet<string> => {
  const parts = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [];
  return new Set(parts.map((word) => (word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)).filter((word) => !COMMON.has(word)));
};

const MAX_SUGGESTIONS = 5;

/**
 * Ranks units by the words they share with an action item, rare words more (inverse document frequency). For a person to choose
 * from: a shared word is no link.
 */
export const suggestGates = (actions: readonly ActionItem[], units: readonly GateUnit[]): readonly { readonly action: ActionItem; readonly suggestions: readonly Suggestion[] }[] => {
  const described = units.map((unit) => ({ unit, words: wordsOf([unit.selector, unit.title, unit.mark ?? '', unit.path, ...unit.conditions.map(({ metric }) => metric)].join(' ')) }));
  const holders = new Map<string, (typeof described)[number][]>();
  for (const one of described) for (const word of one.words) holders.set(word, [...(holders.get(word) ?? []), one]);
  return actions.map((action) => {
    const scores = new Map<GateUnit, { score: number; words: string[] }>();
    for (const word of wordsOf(`${action.title} ${action.text}`)) {
      const found = holders.get(word) ?? [];
      const weight = Math.log(1 + described.length / (1 + found.length));
      for (const { unit } of found) {
        const known = scores.get(unit) ?? { score: 0, words: [] };
        known.score += weight;
        known.words.push(word);
        scores.set(unit, known);
      }
    }
    const suggestions = [...scores].map(([unit, { score, words }]) => ({ unit, score, words })).toSorted((one, other) => other.score - one.score || (one.unit.key < other.unit.key ? -1 : 1));
    return { action, suggestions: suggestions.slice(0, MAX_SUGGESTIONS) };
  });
};
