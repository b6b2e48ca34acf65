import type { Nodes, RootContent } from 'mdast';
import type { MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

/** True for what holds no words of its own: comments, rules, definitions, tables without a filled row. */
export const isBlank = (node: RootContent): boolean => {
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
      return !says(node);
  }
};

/** Whether a word or an image stands anywhere in the node. */
const says = (node: Nodes): boolean => {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value.trim() !== '';
  return node.type === 'image' || node.type === 'imageReference' || ('children' in node && node.children.some(says));
};

/** Words for "nothing", then the end, a mark of punctuation or a reason: `Nothing watched the queue` says something. */
/** The letters with which one says so: few sections start with them, and the words take long to compile. */
const mayBeNothing = /^[nkeaNKEAな該特無无暂]/;
const nothingHere =
  /^(?:n\/?a|not applicable|none(?: (?:identified|known|needed|required|found|yet|so far|at this time))?|nothing(?: (?:to report|to add|of note|yet))?|nil|no (?:action items?|actions?|follow[- ]?ups?)(?: \p{L}+){0,3}|keine?|entfällt|なし|該当なし|特になし|無し|无|暂无|aucune?|néant|ninguna?|nenhuma?|ingen)(?=\s*(?:$|[.,;:：。，、()–—!-]|because\b|since\b|as\b|weil\b|fordi\b))/iu;

/** The first run of text in a node, up to its first markup. */
const firstWords = (node: Nodes): string => {
  if (node.type === 'text') return node.value;
  for (const child of 'children' in node ? node.children : []) {
    const words = firstWords(child);
    if (words.trim() !== '') return words;
  }
  return '';
};

/** A section with more than this says something, whatever its first words. */
const mostBlocks = 3;

/** The sentence that says on purpose that there is nothing to say; null where there is something. */
export const readNotApplicable = (document: MarkdownDocument, blocks: readonly RootContent[]): string | null => {
  const only = blocks.find((block) => !isBlank(block));
  if (!only || blocks.length > mostBlocks || (only.type !== 'paragraph' && only.type !== 'list')) return null;
  const words = firstWords(only).trimStart();
  return mayBeNothing.test(words) && nothingHere.test(words) ? plainText(document, only).text.trim() : null;
};
