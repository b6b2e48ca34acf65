import type { ActionItem } from '../../record/action.ts';
import { parseDate } from '../time/parse-date.ts';

/** Words that make a date a plan. */
const planned = /\b(?:due|by|until|before|deadline|planned|scheduled|target|eta)\b/i;

/** The ISO date that an item's status gives for itself (`done 2026-03-20`, `完了 (2026-05-07)`); null where it gives none, several, or one that can be read in two ways. */
export const settledOn = ({ statusWritten }: Pick<ActionItem, 'statusWritten'>): string | null => {
  if (statusWritten === null || planned.test(statusWritten)) return null;
  const date = parseDate(statusWritten);
  if (date === null || date.ambiguous !== null || date.problem !== null) return null;
  return parseDate(statusWritten.slice(date.to)) === null ? date.iso : null;
};
