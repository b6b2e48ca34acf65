import type { MarkdownDocument } from '../document.ts';

/** What every reader of an action item's form receives. */
export interface ActionContext {
  readonly document: MarkdownDocument;
  /** The incident's first day, ISO, for due dates without a year; null where unknown. */
  readonly incident: string | null;
}
