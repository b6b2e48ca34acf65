import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Host } from '../../workspace/host.ts';

/** Changes within this time, in milliseconds, are one: editors save in several steps. */
const SETTLE = 100;

/**
 * Runs `check` once and again whenever something changes in the folders of the paths that it gave back. Ends only with the process.
 */
export const watchAndRun = async (host: Host, check: () => Promise<readonly string[]>): Promise<never> => {
  for (;;) {
    const folders = new Set((await check()).map((path) => dirname(path)));
    host.stderr.write(`watching ${folders.size} ${folders.size === 1 ? 'folder' : 'folders'}; end with Ctrl-C\n`);
    await nextChange([...folders]);
  }
};

const nextChange = (folders: readonly string[]): Promise<void> =>
  new Promise((settled) => {
    let timer: NodeJS.Timeout | null = null;
    const watchers = folders.map((folder) =>
      watch(folder, () => {
        timer ??= setTimeout(() => {
          for (const watcher of watchers) watcher.close();
          settled();
        }, SETTLE);
      }),
    );
  });
