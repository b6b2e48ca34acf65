import type { Nodes, RootContent } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

/** True for what holds no words of its own: comments, rules, definitions, tables without a filled row. */
export const isBlank = (document: MarkdownDocument, node: RootContent): boolean => {
  switch (node.type) {
    case 'html':
      return /^\s*(?:<!--[\s\S]*?-->\s*)*$/.test(node.value);
    case 'thematicBreak':
    case 'definition':
      return true;
    case 'table':
      return node.children.slice(1).every((row) => row.children.every((cell) => cell.children.length === 0));
    case 'code':
      return node.value.trim() === '';
    default:
      return !hasImage(node) && plainText(document, node).text.trim() === '';
  }
};

const hasImage = (node: Nodes): boolean => node.type === 'image' || node.type === 'imageReference' || ('children' in node && node.children.some(hasImage));

/** Words for "nothing", then the end, a mark of punctuation or a reason: `Nothing watched the queue` says something. */
const nothingHere =
  /^(?:n\/?a|not applicable|none(?: (?:identified|known|needed|required|found|yet|so far|at this time))?|nothing(?: (?:to report|to add|of note|yet))?|nil|no (?:action items?|actions?|follow[- ]?ups?)(?: \p{L}+){0,3}|keine?|entfällt|なし|該当なし|特になし|無し|无|暂无|aucune?|néant|ninguna?|nenhuma?|ingen)(?=\s*(?:$|[.,;:：。，、()–—!-]|because\b|since\b|as\b|weil\b|fordi\b))/iu;

/** The sentence that says on purpose that there is nothing to say; null where there is something. */
export const readNotApplicable = (document: MarkdownDocument, blocks: readonly RootContent[]): string | null => {
  const filled = blocks.filter((block) => !isBlank(document, block));
  const [only] = filled;
  if (!only || filled.length > 2 || (only.type !== 'paragraph' && only.type !== 'list')) return null;
  const text = plainText(document, only).text.trim();
  return nothingHere.test(text) ? text : null;
};
