import type { ListItem, RootContent } from 'mdast';
import { soundsDone, soundsLikeAction } from '../actions/action-words.ts';
import type { MarkdownDocument } from '../document.ts';
import { actionColumns } from '../actions/from-table.ts';
import { plainText } from '../plain-text.ts';
import { readTable } from '../tables/table.ts';

const acts = (document: MarkdownDocument, item: ListItem): boolean => {
  if (item.checked != null) return true;
  const text = plainText(document, item.children[0] ?? item).text;
  return soundsLikeAction(text) === true && !soundsDone(text);
};

/** A table that says who does what, or by when. */
const assigns = (document: MarkdownDocument, block: RootContent): boolean => {
  const columns = block.type === 'table' ? actionColumns(readTable(document, block)) : null;
  return columns !== null && (columns.owner !== undefined || columns.due !== undefined);
};

/** True where a section's lists hold mostly things still to do, or its table says who does them. */
export const listsActions = (document: MarkdownDocument, blocks: readonly RootContent[]): boolean => {
  if (blocks.some((block) => assigns(document, block))) return true;
  const items = blocks.flatMap((block) => (block.type === 'list' ? block.children : []));
  return items.length > 0 && items.filter((item) => acts(document, item)).length * 3 > items.length * 2;
};
