import type { ActionField, ActionItem } from '../../record/action.ts';
import type { Source } from '../../record/source.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { RuleContext } from '../define-rule.ts';
import { firstLine } from '../places.ts';

/** Items that still ask for work, or say that they were done; dropped ones ask for nothing. */
export const isAlive = ({ status }: ActionItem): boolean => status !== 'dropped';

/** Items that somebody still has to do and that are agreed. */
export const isPending = ({ status }: ActionItem): boolean => status === null || status === 'open' || status === 'in-progress';

/** How messages name an item: its id, else its words, shortened. */
export const nameOf = ({ id, title }: ActionItem): string => {
  if (id !== null) return id;
  const words = title.replace(/\s+/g, ' ').trim();
  return words.length > 48 ? `"${words.slice(0, 45).trimEnd()}…"` : `"${words}"`;
};

/** Where a field of an item stands, else its title, else its first line. */
export const placeOf = (document: MarkdownDocument, item: ActionItem, field: ActionField): Source => {
  const source = item.fields[field];
  if (source && source.end > source.start) return source;
  const title = item.fields.title;
  return firstLine(document, title && title.end > title.start ? title : item.itemSource);
};

/**
 * The items that lack something, as findings group them. Documents in the canonical form are judged item by item. An adopted one gets one
 * finding for all, and only where its other items have what these lack, or the incident was severe: where a team writes no owners at all,
 * form is not judged.
 */
export const oneForAll = (lacking: readonly ActionItem[], { record, profile, severityRank }: Pick<RuleContext<unknown>, 'record' | 'profile' | 'severityRank'>): readonly (readonly ActionItem[])[] => {
  if (profile !== 'adopted') return lacking.map((item) => [item]);
  const severe = severityRank !== null && severityRank < 2;
  return lacking.length > 0 && (severe || lacking.length * 2 <= record.actions.length) ? [lacking] : [];
};

/** `3 action items`, `AI-2`. */
export const countOf = (items: readonly ActionItem[]): string => (items.length === 1 && items[0] ? nameOf(items[0]) : `${items.length} action items`);
