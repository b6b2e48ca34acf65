import type { List, ListItem } from 'mdast';
import { sourceOf } from '../document.ts';
import { plainText } from '../plain-text.ts';
import { soundsLikeAction } from './action-words.ts';
import type { ActionContext } from './context.ts';
import type { WrittenItem } from './describe-item.ts';
import { isFieldLine } from './inline-fields.ts';

const sublists = (item: ListItem): List[] => item.children.filter((child) => child.type === 'list');

/** Words with which an item says that what follows spells it out, so that the parent is the action. */
const elaborates = /\b(?:like|such as|including|e\.g\.|for example|for instance|with|as follows|so that|either|namely|z\. ?b\.)\b[^.]*[:：]?$/i;

const wordsOf = (text: string): string[] => text.trim().split(/\s+/);

/** Whether most of the children are things to do themselves: tasks, or words that say so. */
const childrenAct = (context: ActionContext, children: readonly ListItem[]): boolean => {
  const acting = children.filter((child) => child.checked != null || soundsLikeAction(plainText(context.document, child.children[0] ?? child).text) === true);
  return acting.length * 2 > children.length;
};

/** A label whose children are the actions: `Observability improvements`, `Prevent:`. */
const isGroup = (context: ActionContext, item: ListItem, lists: readonly List[]): boolean => {
  const lead = item.children[0];
  if (item.checked != null || lead?.type !== 'paragraph') return lead === undefined || lead.type === 'list';
  const text = plainText(context.document, lead).text.trim();
  const children = lists.flatMap((list) => list.children);
  if (elaborates.test(text.slice(-200)) || children.every((child) => isFieldLine(plainText(context.document, child.children[0] ?? child).text))) return false;
  const words = wordsOf(text).length;
  const acts = soundsLikeAction(text);
  if (acts !== true && childrenAct(context, children)) return words <= 16;
  if (/[.!?。]$/.test(text) || acts === true || lead.children.some((child) => child.type === 'link')) return false;
  if (/[:：]$/.test(text)) return words <= 8;
  const bold = lead.children.length <= 2 && lead.children[0]?.type === 'strong';
  return children.length > 1 && words <= (bold ? 6 : 3);
};

const boxSource = (context: ActionContext, item: ListItem) => {
  const start = item.position?.start.offset ?? 0;
  const at = context.document.text.indexOf('[', start);
  return context.document.lines.source(at, at + '[ ]'.length);
};

const writtenItem = (context: ActionContext, list: List, item: ListItem, groups: readonly string[]): WrittenItem[] => {
  const [lead, ...body] = item.children;
  if (!lead || plainText(context.document, lead).text.trim() === '') return [];
  const source = sourceOf(context.document, item);
  return [
    {
      form: item.checked == null ? (list.ordered ? 'numbered' : 'bullet') : 'task',
      groups,
      lead,
      body,
      source,
      itemSource: source,
      ...(item.checked != null && { box: { checked: item.checked, source: boxSource(context, item) } }),
    },
  ];
};

/** The items of a list; where a parent only groups, those below it. */
export const listItems = (context: ActionContext, list: List, groups: readonly string[]): WrittenItem[] =>
  list.children.flatMap((item): WrittenItem[] => {
    const lists = sublists(item);
    if (lists.length === 0 || !isGroup(context, item, lists)) return writtenItem(context, list, item, groups);
    const lead = item.children[0];
    const label = lead && lead.type !== 'list' ? [plainText(context.document, lead).text.trim().replace(/[:：]$/, '')] : [];
    return lists.flatMap((nested) => listItems(context, nested, [...groups, ...label]));
  });
