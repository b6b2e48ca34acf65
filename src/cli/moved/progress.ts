import type { Host } from '../../workspace/host.ts';

const AFTER = 1000;
const EVERY = 200;

export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line that is drawn over itself, on a terminal only, once the work has taken a second. */
export const progressOf = (host: Host): Progress => {
  const began = host.now();
  let drawn = began;
  return {
    show: (text) => {
      if (!host.stderr.isTTY || host.now() - began < AFTER || (drawn > began && host.now() - drawn < EVERY)) return;
      drawn = host.now();
      host.stderr.write(`\r\u001b[2K${text}`);
    },
    clear: () => {
      if (drawn > began) host.stderr.write('\r\u001b[2K');
    },
  };
};
