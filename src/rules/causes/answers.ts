import type { Cause } from '../../record/analysis.ts';
import type { ActionItem } from '../../record/action.ts';
import { MEANS, stemsOf } from './words.ts';

const settled = /\b(?:has (?:since|now) been|have (?:since|now) been|was (?:later |since )?(?:fixed|corrected|patched|resolved|replaced|removed|upgraded)|were (?:fixed|removed)|is now|are now|now fixed|already fixed|no longer|fixed in|resolved (?:in|by)|fixed by|accepted risk)\b/i;

/** Causes that nothing in the words of the document answers, after {@link isAnswered}. */
export interface LexicalAnswers {
  /** True where an action item speaks of what the cause speaks of. */
  readonly isAnswered: (cause: Cause) => boolean;
}

/** What an item is about: its title, and its text where that is no more than a few sentences (a long one speaks of everything). */
const itemStems = ({ title, text }: ActionItem): Set<string> => stemsOf(text.length <= 600 ? `${title}\n${text}` : title);

/**
 * Matches causes with action items by the words they share, weighted by how rare each word is among the causes and items of this document
 * (inverse document frequency), so that the name of the service in every line links nothing.
 */
export const lexicalAnswers = (causes: readonly Cause[], actions: readonly ActionItem[]): LexicalAnswers => {
  const items = actions.map(itemStems);
  const units = [...causes.map(({ title }) => stemsOf(title)), ...items];
  const spread = new Map<string, number>();
  for (const unit of units) for (const stem of unit) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const weight = (stem: string): number => Math.log(1 + units.length / (spread.get(stem) ?? 1));
  const isAnswered = (cause: Cause): boolean => {
    if (settled.test(cause.text)) return true;
    const lead = stemsOf(cause.title);
    const whole = stemsOf(cause.text);
    const total = [...lead].reduce((sum, stem) => sum + weight(stem), 0);
    return items.some((item) => {
      if ([...lead].some((stem) => MEANS.has(stem) && item.has(stem))) return true;
      let shared = 0;
      for (const stem of lead) if (item.has(stem)) shared += weight(stem);
      let inText = 0;
      for (const stem of whole) if (!lead.has(stem) && item.has(stem) && weight(stem) > 1) inText++;
      return shared >= 0.2 * total || inText >= 3;
    });
  };
  return { isAnswered };
};
