import { UserError } from '../../record/errors.ts';
import { normalisePath } from '../../gates/links/reference.ts';
import { git } from '../git.ts';
import { readObjects } from '../git-objects.ts';
import type { Host } from '../host.ts';
import type { Failure } from '../markdown-files.ts';
import { MAX_GATE_FILE_BYTES, type GateSource } from './files.ts';

/** Paths of a commit below a folder of the work tree, relative to it, with the object that each holds. Reads git only, never the work tree. */
export const listTree = async (host: Host, folder: string, commit: string): Promise<ReadonlyMap<string, string>> => {
  if (commit.startsWith('-')) throw new UserError(`"${commit}" is no git reference`);
  const listing = await git(host, folder, ['ls-tree', '-r', '-z', commit], `read "${commit}"`);
  const objects = new Map<string, string>();
  for (const line of listing.split('\0')) {
    const tab = line.indexOf('\t');
    const [mode = '', type, object = ''] = line.slice(0, tab).split(' ');
    // 120000 is a symbolic link, whose object holds the path it leads to.
    if (type === 'blob' && mode !== '120000') objects.set(line.slice(tab + 1), object);
  }
  return objects;
};

/** The contents of paths of a commit, by the objects that hold them; what is no text is a failure. */
export const readTexts = async (
  host: Host,
  folder: string,
  objects: readonly (readonly [path: string, object: string])[],
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly failed: readonly Failure[] }> => {
  const contents = await readObjects(host, folder, objects.map(([, object]) => object), MAX_GATE_FILE_BYTES);
  const texts = new Map<string, string>();
  const failed: Failure[] = [];
  for (const [index, [path]] of objects.entries()) {
    const content = contents[index] ?? { reason: 'was not read' };
    if ('text' in content) texts.set(path, content.text);
    else failed.push({ path, reason: content.reason });
  }
  return { texts, failed };
};

/**
 * The files of a commit. `changed` are the paths whose text differs from the work tree; all others are read there, which needs no
 * git. Objects that adapters ask for beyond `wanted` are not in the map and read as absent.
 */
export const commitSource = (
  objects: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
  failed: readonly Failure[],
  unchanged: (path: string) => string | null,
): GateSource => ({
  paths: [...objects.keys()].sort(),
  failed: () => failed,
  text: (written) => {
    const path = normalisePath(written);
    if (path === null || !objects.has(path)) return null;
    return texts.get(path) ?? unchanged(path);
  },
});
