import { CONVERSATION_NAMES } from './aliases.ts';
import { conversationTable, type ConversationTable } from './attribution/conversation-table.ts';
import { tellFacets } from './facet-values.ts';
import { textOf } from '../record/json-values.ts';
import type { Span } from './span.ts';

/** Whether a span shows the failure that is asked about. */
export type Failure = (span: Span) => boolean;

const conversationOf = (span: Span): string => {
  for (const name of CONVERSATION_NAMES) {
    const id = textOf(span.attributes[name]);
    if (id !== null) return id;
  }
  return span.traceId === '' ? span.spanId : span.traceId;
};

/** Gathers spans, in any order, into one row a conversation. */
export interface Conversations {
  readonly add: (span: Span) => void;
  readonly spans: () => number;
  readonly table: Omit<ConversationTable, 'row' | 'at' | 'fail' | 'tell'>;
}

export const gatherConversations = (failure: Failure): Conversations => {
  const table = conversationTable();
  let spans = 0;
  return {
    add: (span) => {
      spans++;
      const row = table.row(conversationOf(span));
      if (span.start !== null) table.at(row, span.start);
      if (failure(span)) table.fail(row);
      tellFacets(span, (facet, value) => table.tell(row, facet, value));
    },
    spans: () => spans,
    table,
  };
};
