import { conversationTable, type ConversationTable } from '../../src/traces/attribution/conversation-table.ts';
import type { Source } from '../../src/traces/attribution/cube.ts';

/** One conversation as scenarios make it. */
export interface Sample {
  /** Start, in milliseconds since 1970. */
  readonly time: number;
  readonly failed: boolean;
  /** Value by facet (`model.served`); a facet that is absent was not recorded. */
  readonly values: Readonly<Record<string, string>>;
}

/** A table of some of the samples; their ids are their positions. */
export const fillTable = (samples: readonly Sample[], from = 0, to = samples.length): ConversationTable => {
  const table = conversationTable();
  for (const [index, { time, failed, values }] of samples.entries()) {
    if (index < from || index >= to) continue;
    const row = table.row(String(index));
    table.at(row, time);
    if (failed) table.fail(row);
    for (const [facet, value] of Object.entries(values)) table.tell(row, facet, value);
  }
  return table;
};

export const sourceOf = (samples: readonly Sample[]): Source => fillTable(samples).source;
