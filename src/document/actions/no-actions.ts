import type { RootContent } from 'mdast';
import { plainText } from '../plain-text.ts';
import { isBlank } from '../sections/content.ts';
import type { ActionContext } from './context.ts';

const noActions =
  /^(?:there (?:are|were|is) )?(?:no|none|not any)\b[^.]{0,30}\b(?:(?:specific )?items? in|action items?|actions?|follow[- ]?ups?|next steps|further (?:steps|work)|changes|tasks?)\b|^no (?:further )?(?:action|work) (?:is |was )?(?:needed|required|necessary|planned)|^keine (?:weiteren )?maßnahmen|^(?:対応|アクション).{0,8}(?:なし|不要)|^ingen (?:videre )?(?:tiltak|aksjonspunkter)|^无需|^aucune action|^ninguna acción|^nenhuma ação/i;

/** True for a sentence that says that there is nothing to do. */
export const saysNoActions = (text: string): boolean => noActions.test(text.trim());

/** The sentence that says that there are no action items, with its reason; null where the section does not say so. */
export const readNoActions = (context: ActionContext, blocks: readonly RootContent[]): string | null => {
  const filled = blocks.filter((block) => !isBlank(block));
  const [only] = filled;
  if (!only || filled.length > 2 || only.type !== 'paragraph') return null;
  const text = plainText(context.document, only).text.trim();
  return saysNoActions(text) ? text : null;
};
