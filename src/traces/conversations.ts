import { CONVERSATION_NAMES } from './aliases.ts';
import { facetValues } from './facet-values.ts';
import { textOf } from './json.ts';
import type { Sample } from './attribution/cube.ts';
import type { Span } from './span.ts';

/** Whether a span shows the failure that is asked about. */
export type Failure = (span: Span) => boolean;

const MOST_VALUES = 4;

interface Conversation {
  time: number | null;
  failed: boolean;
  spans: number;
  readonly values: Record<string, string | string[]>;
}

/** Values of all spans of a conversation; one that saw two models has both. */
const addValue = (values: Record<string, string | string[]>, facet: string, value: string): void => {
  const known = values[facet];
  if (known === undefined) values[facet] = value;
  else if (typeof known === 'string') {
    if (known !== value) values[facet] = [known, value];
  } else if (known.length < MOST_VALUES && !known.includes(value)) known.push(value);
};

export const conversationOf = (span: Span): string => {
  for (const name of CONVERSATION_NAMES) {
    const id = textOf(span.attributes[name]);
    if (id !== null) return id;
  }
  return span.traceId === '' ? span.spanId : span.traceId;
};

/** Gathers spans, in any order, into one row a conversation: memory grows with conversations, not with spans. */
export interface Conversations {
  readonly add: (span: Span) => void;
  readonly spans: () => number;
  /** Rows with a time, and how many had none. */
  readonly samples: () => { readonly samples: readonly Sample[]; readonly withoutTime: number };
}

export const gatherConversations = (failure: Failure): Conversations => {
  const conversations = new Map<string, Conversation>();
  // Strings cut out of a large JSON line keep the whole line alive; each value is kept once, on its own.
  const kept = new Map<string, string>();
  const keep = (value: string): string => {
    const known = kept.get(value);
    if (known !== undefined) return known;
    const copy = Buffer.from(value).toString();
    kept.set(copy, copy);
    return copy;
  };
  let spans = 0;
  return {
    add: (span) => {
      spans++;
      const id = conversationOf(span);
      let conversation = conversations.get(id);
      if (conversation === undefined) {
        conversation = { time: null, failed: false, spans: 0, values: {} };
        conversations.set(Buffer.from(id).toString(), conversation);
      }
      conversation.spans++;
      if (span.start !== null && (conversation.time === null || span.start < conversation.time)) conversation.time = span.start;
      conversation.failed ||= failure(span);
      for (const [facet, value] of Object.entries(facetValues(span))) addValue(conversation.values, facet, keep(value));
    },
    spans: () => spans,
    samples: () => {
      const samples: Sample[] = [];
      let withoutTime = 0;
      for (const { time, failed, values } of conversations.values()) {
        if (time === null) withoutTime++;
        else samples.push({ time, failed, values: Object.fromEntries(Object.entries(values).map(([facet, value]) => [facet, typeof value === 'string' ? value : value.toSorted().join(' + ')])) });
      }
      return { samples, withoutTime };
    },
  };
};
