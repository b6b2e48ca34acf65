import type { Nodes, RootContent } from 'mdast';
import type { ActionField, ActionForm, ActionItem } from '../../record/action.ts';
import type { Source } from '../../record/source.ts';
import type { ActionStatus } from '../../record/vocabulary.ts';
import { linksIn } from '../links.ts';
import { plainText } from '../plain-text.ts';
import type { ActionContext } from './context.ts';
import { typeOfGroups } from './from-table.ts';
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

const isStruck = (context: ActionContext, lead: Nodes): boolean => {
  if (lead.type !== 'paragraph' && lead.type !== 'heading') return false;
  const struck = lead.children.filter((child) => child.type === 'delete');
  const length = plainText(context.document, struck).text.length;
  return length > 0 && length * 2 > plainText(context.document, lead).text.length;
};

const statusOf = (context: ActionContext, item: WrittenItem, stated: ActionStatus | null, groups: ActionStatus | null): ActionStatus | null => {
  if (stated) return stated;
  if (isStruck(context, item.lead)) return 'dropped';
  if (item.box) return item.box.checked ? 'done' : 'open';
  return groups;
};

/** Reads an item's words into the record. */
export const describeItem = (context: ActionContext, item: WrittenItem, groupStatus: ActionStatus | null): ActionItem => {
  const { document } = context;
  const nodes: Nodes[] = [item.lead, ...item.body];
  const plain = plainText(document, nodes);
  const links = linksIn(document, nodes);
  const words = readWords(context, plain, plainText(document, item.lead).text.length, nodes, links);
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
