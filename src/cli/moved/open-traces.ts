import type { Source } from '../../traces/attribution/cube.ts';

/** Conversations that can be asked about, wherever they are. */
export interface OpenTraces {
  readonly spans: number;
  readonly conversations: number;
  /** Conversations that no window holds. */
  readonly withoutTime: number;
  readonly source: Source;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
  readonly close: () => void | Promise<void>;
}
