import type { Nodes } from 'mdast';
import type { ActionField, ActionItem } from '../../record/action.ts';
import type { Link } from '../../record/timeline.ts';
import type { Source } from '../../record/source.ts';
import type { PlainText } from '../plain-text.ts';
import type { ActionContext } from './context.ts';
import { findDueInText, readDue, type DueDate } from './due.ts';
import { readGateReferences } from './gate-references.ts';
import { findInlineFields, type InlineField } from './inline-fields.ts';
import { readOwners } from './owners.ts';
import { lengthWithout } from './length-without.ts';
import { findOwners } from './owners-in-text.ts';
import { peelTitle, type Mark } from './peel-title.ts';
import { readStatus, readType } from './status.ts';
import { ticketOf, ticketsInText } from './tickets.ts';

/** What the words of an item state, whatever form the item has. */
export interface ItemWords extends Pick<ActionItem, 'id' | 'title' | 'type' | 'priority' | 'owners' | 'status' | 'statusWritten' | 'gates'> {
  readonly due: DueDate | null;
  readonly ticket: string | null;
  readonly fields: Partial<Record<ActionField, Source>>;
}

/** Where the title ends: before the first field and the punctuation that introduces it. */
const beforeFields = (text: string, titleEnd: number, fields: readonly InlineField[]): number => {
  const first = fields.find((field) => field.at < titleEnd);
  if (!first) return titleEnd;
  const kept = lengthWithout(text.slice(0, first.at), /[\s([{（|;,*_–—-]+$/);
  return kept > 0 ? kept : titleEnd;
};

/** An item's whole text; its title stands between `from` and `until` (in its first paragraph, its heading, its cell). */
export interface ItemText {
  readonly plain: PlainText;
  readonly from: number;
  readonly until: number;
}

/** Reads what an item's words state. */
export const readWords = (context: ActionContext, { plain, from, until }: ItemText, nodes: readonly Nodes[], links: readonly Link[]): ItemWords => {
  const { text } = plain;
  const inline = findInlineFields(text);
  const fields: Partial<Record<ActionField, Source>> = {};
  const valueOf = (field: InlineField['field']): string | null => {
    const found = inline.find((other) => other.field === field);
    if (!found) return null;
    fields[field] = plain.source(found.valueAt, found.end);
    return found.value;
  };
  const statedOwner = valueOf('owner');
  const namedOwners = statedOwner === null ? findOwners(text.slice(0, until), context.document.text) : null;
  if (namedOwners) fields.owner = plain.source(namedOwners.at, namedOwners.end);
  const ticketLinks = links.filter((link) => ticketOf(link) !== null);
  const closings = [...ticketLinks.map((link) => link.text), ...(namedOwners?.owners.filter((owner) => owner.startsWith('@')) ?? [])];
  const peeled = peelTitle(text, from, beforeFields(text, until, inline), closings);
  const markOf = (field: Mark['field']): Mark | undefined => {
    const mark = peeled.marks.find((other) => other.field === field);
    if (mark) fields[field] ??= plain.source(mark.at, mark.at + mark.written.length);
    return mark;
  };
  const statedDue = valueOf('due');
  const dueText = statedDue === null ? findDueInText(text.slice(0, until), context.incident) : null;
  if (dueText) fields.due = plain.source(dueText.at, dueText.end);
  const statedStatus = valueOf('status');
  const statedType = valueOf('type');
  if (peeled.end > peeled.start) fields.title = plain.source(peeled.start, peeled.end);
  const ticket = valueOf('ticket');
  const mention = ticketsInText(text)[0];
  const ticketSource = ticketLinks[0]?.source ?? (mention ? plain.source(mention.at, mention.end) : undefined);
  if (ticketSource) fields.ticket ??= ticketSource;
  return {
    id: markOf('id')?.written ?? null,
    title: text.slice(peeled.start, peeled.end).replace(/\s+/g, ' '),
    type: (statedType === null ? markOf('type')?.type : readType(statedType)) ?? null,
    priority: valueOf('priority') ?? markOf('priority')?.written ?? null,
    owners: statedOwner === null ? (namedOwners?.owners ?? []) : readOwners(statedOwner),
    due: statedDue === null ? (dueText?.due ?? null) : readDue(statedDue, context.incident),
    status: (statedStatus === null ? markOf('status')?.status : readStatus(statedStatus)) ?? null,
    statusWritten: statedStatus ?? markOf('status')?.written ?? null,
    ticket,
    gates: readGateReferences(context.document, nodes),
    fields,
  };
};
