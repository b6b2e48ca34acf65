import { conversationTable } from '../../src/traces/attribution/conversation-table.ts';
import type { Source } from '../../src/traces/attribution/cube.ts';

/** One conversation as scenarios make it. */
export interface Sample {
  /** Start, in milliseconds since 1970. */
  readonly time: number;
  readonly failed: boolean;
  /** Value by facet (`model.served`); a facet that is absent was not recorded. */
  readonly values: Readonly<Record<string, string>>;
}

export const sourceOf = (samples: readonly Sample[]): Source => {
  const table = conversationTable();
  for (const [index, { time, failed, values }] of samples.entries()) {
    const row = table.row(String(index));
    table.at(row, time);
    if (failed) table.fail(row);
    for (const [facet, value] of Object.entries(values)) table.tell(row, facet, value);
  }
  return table.source;
};
