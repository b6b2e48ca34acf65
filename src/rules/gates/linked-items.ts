import type { ActionItem } from '../../record/action.ts';
import type { LinkProof } from '../../gates/links/proof.ts';
import type { RuleContext } from '../define-rule.ts';

/** What the gates of a record prove; nothing where the repository's gates are not known. */
export const proofsIn = ({ record, repository }: RuleContext<unknown>): readonly LinkProof[] =>
  record.actions.some(({ gates }) => gates.length > 0) ? (repository.gates?.proofs(record) ?? []) : [];

/** Whether an item claims to be finished. */
export const isFinished = ({ status }: ActionItem): boolean => status === 'done' || status === 'verified';

/** `AI-1`, or the item's title where it has no id. */
export const itemName = ({ id, title }: ActionItem): string => id ?? `"${title}"`;

/** `alerts.yml#api/Model5xx`. */
export const referenceName = ({ link: { reference } }: LinkProof): string => `${reference.path}#${reference.selector}`;
