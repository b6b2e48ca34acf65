import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Programs save in several steps. */
const SETTLED_AFTER = 100;

/** Calls back soon after a file was changed, also by a program that replaces it; gives what ends this. Silent where nothing can be watched. */
export const watchFile = (path: string, changed: () => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_, name) => {
      if (name !== null && name !== basename(path)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLED_AFTER);
    });
    watcher.on('error', () => watcher.close());
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => {};
  }
};
