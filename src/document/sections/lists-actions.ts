import type { ListItem, RootContent } from 'mdast';
import { soundsDone, soundsLikeAction } from '../actions/action-words.ts';
import type { MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

const acts = (document: MarkdownDocument, item: ListItem): boolean => {
  if (item.checked != null) return true;
  const text = plainText(document, item.children[0] ?? item).text;
  return soundsLikeAction(text) === true && !soundsDone(text);
};

/** True where a section's lists hold mostly things still to do. */
export const listsActions = (document: MarkdownDocument, blocks: readonly RootContent[]): boolean => {
  const items = blocks.flatMap((block) => (block.type === 'list' ? block.children : []));
  return items.length > 0 && items.filter((item) => acts(document, item)).length * 3 > items.length * 2;
};
