import type { Nodes, RootContent } from 'mdast';
import type { ActionField, ActionForm, ActionItem } from '../../record/action.ts';
import type { Source } from '../../record/source.ts';
import type { ActionStatus } from '../../record/vocabulary.ts';
import { linksIn } from '../links.ts';
import { plainText } from '../plain-text.ts';
import type { ActionContext } from './context.ts';
import { typeOfGroups } from './from-table.ts';
import { readStatus } from './status.ts';
import { readTickets } from './tickets.ts';
import { readWords } from './words-of-item.ts';

/** An item in any form but a table's row. */
export interface WrittenItem {
  readonly form: ActionForm;
  readonly groups: readonly string[];
  /** The node that holds the title: a paragraph or a heading. */
  readonly lead: Nodes;
  /** What else belongs to the item. */
  readonly body: readonly RootContent[];
  /** Where the item starts. */
  readonly source: Source;
  readonly itemSource: Source;
  /** The state of a task's box. */
  readonly box?: { readonly checked: boolean; readonly source: Source };
}

/** A title in bold with more words after it; null for a bold word or two inside the sentence. */
const boldTitle = (context: ActionContext, lead: Nodes): string | null => {
  const first = lead.type === 'paragraph' && lead.children.length > 1 ? lead.children[0] : undefined;
  if (first?.type !== 'strong') return null;
  const text = plainText(context.document, first).text.trim();
  return text.split(/\s+/).length > 1 ? text : null;
};

/** What a struck-through title says: the words behind it, else its box, else that the item was dropped. Null for a title that is not struck. */
const struckStatus = (context: ActionContext, item: WrittenItem): ActionStatus | null => {
  const { lead, box } = item;
  if (lead.type !== 'paragraph' && lead.type !== 'heading') return null;
  const first = lead.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  if (first?.type !== 'delete') return null;
  const words = plainText(context.document, lead).text;
  const gone = plainText(context.document, first).text;
  return readStatus(words.slice(words.indexOf(gone) + gone.length)) ?? (box?.checked ? 'done' : 'dropped');
};

/** `Already added the check`. */
const alreadyDone = /^\s*already\s+[a-z]+(?:ed|en|ne|an|ilt|ent|ade)\b/i;

const statusOf = (context: ActionContext, item: WrittenItem, stated: ActionStatus | null, groups: ActionStatus | null): ActionStatus | null => {
  const found = stated ?? struckStatus(context, item);
  if (found !== null) return found;
  if (item.box) return item.box.checked ? 'done' : 'open';
  return groups ?? (alreadyDone.test(plainText(context.document, item.lead).text) ? 'done' : null);
};

/** The number of a heading, which is no part of its title. */
const headingNumber = /^\s*(?:#?\d{1,2}[.):]|\(\d{1,2}\))\s+/;

/** Reads an item's words into the record. */
export const describeItem = (context: ActionContext, item: WrittenItem, groupStatus: ActionStatus | null): ActionItem => {
  const { document } = context;
  const nodes: Nodes[] = [item.lead, ...item.body];
  const plain = plainText(document, nodes);
  const links = linksIn(document, nodes);
  const from = item.form === 'heading' ? (headingNumber.exec(plain.text)?.[0].length ?? 0) : 0;
  const words = readWords(context, { plain, from, until: plainText(document, item.lead).text.length }, nodes, links);
  const tickets = readTickets(links, plain.text);
  const fields: Partial<Record<ActionField, Source>> = { ...words.fields };
  if (item.box) fields.status ??= item.box.source;
  return {
    id: words.id,
    title: boldTitle(context, item.lead) ?? words.title,
    type: words.type ?? typeOfGroups(item.groups),
    priority: words.priority,
    owners: words.owners,
    due: words.due?.iso ?? null,
    dueWritten: words.due?.written ?? null,
    status: statusOf(context, item, words.status, groupStatus),
    statusWritten: words.statusWritten,
    tickets: words.ticket && tickets.length === 0 ? [words.ticket] : tickets,
    gates: words.gates,
    links,
    groups: item.groups,
    text: plain.text.trim(),
    form: item.form,
    fields,
    source: item.source,
    itemSource: item.itemSource,
  };
};
