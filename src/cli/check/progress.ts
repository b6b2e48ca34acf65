import type { Host } from '../../workspace/host.ts';

/** Work shorter than this, in milliseconds, shows nothing; then one line is written at most every tenth of a second. */
const PATIENCE = 1_000;
const INTERVAL = 100;

export interface Progress {
  readonly step: (what: string, done: number, total: number) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** One line on stderr that says how far the work is: on a terminal only, and only for work that lasts. */
export const progressOn = (host: Host): Progress => {
  if (!host.stderr.isTTY) return { step: () => undefined, end: () => undefined };
  const started = host.now();
  let last = started + PATIENCE - INTERVAL;
  let shown = false;
  return {
    step: (what, done, total) => {
      const now = host.now();
      if (now - last < INTERVAL) return;
      last = now;
      shown = true;
      host.stderr.write(`\r\u001b[K${what} ${done} of ${total}`);
    },
    end: () => {
      if (shown) host.stderr.write('\r\u001b[K');
    },
  };
};
