import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { displayPath } from '../../workspace/discover.ts';
import { isInside, type Workspace } from '../../workspace/workspace.ts';

/** Whether a root-relative path is one of the named files or lies below one of the named folders; everything where none is named. */
export const belowPaths = ({ host, root }: Workspace, words: readonly string[]): ((path: string) => boolean) => {
  const places = words.map((word) => {
    const absolute = resolve(host.cwd, word);
    if (!isInside(root, absolute)) throw new UserError(`"${word}" lies outside the repository`, { place: root });
    if (!existsSync(absolute)) throw new UserError(`there is no "${word}"`, { place: host.cwd });
    return displayPath(root, absolute);
  });
  if (places.length === 0) return () => true;
  return (path) => places.some((place) => place === '.' || path === place || path.startsWith(`${place}/`));
};
