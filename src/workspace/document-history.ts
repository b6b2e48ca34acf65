import { posix } from 'node:path';
import { git } from './git.ts';
import { objectSizes, readObjects } from './git-objects.ts';
import type { Host } from './host.ts';
import { MAX_DOCUMENT_BYTES } from './text-file.ts';

/** What a document was from a commit on. */
export interface DocumentVersion {
  /** Day of the commit, ISO. */
  readonly date: string;
  readonly text: string;
}

/** What is read of a history at most, over all documents, the newest first; what lies further back is not known. */
const MOST_VERSIONS = 5_000;
const MOST_BYTES = 64_000_000;

/** Begins a commit in the log; no line of `--raw` does. */
const COMMIT = '\u0002';

interface Step {
  readonly path: string;
  readonly date: string;
  readonly object: string;
}

/** The versions of the wanted paths in a log, newest first. A renamed document is followed back; one that was deleted in between is not. */
const stepsOf = (log: string, paths: ReadonlySet<string>): Step[] => {
  const steps: Step[] = [];
  /** The name that each document has at this point of the log, and its name of today. */
  const names = new Map([...paths].map((path) => [path, path]));
  const fields = log.split('\0');
  let date = '';
  for (let index = 0; index < fields.length; index++) {
    const field = (fields[index] ?? '').trimStart();
    if (field.startsWith(COMMIT)) date = field.slice(COMMIT.length);
    if (!field.startsWith(':')) continue;
    const [, , , object = '', status = ''] = field.split(' ');
    const from = fields[++index] ?? '';
    const to = /^[RC]/.test(status) ? (fields[++index] ?? '') : from;
    const path = names.get(to);
    if (path === undefined) continue;
    if (!status.startsWith('D')) steps.push({ path, date, object });
    if (/^[MT]/.test(status)) continue;
    names.delete(to);
    if (status.startsWith('R')) names.set(from, path);
  }
  return steps;
};

const folderPattern = (folder: string): string => (folder === '.' ? ':(top,glob)*' : `:(top,literal)${folder}`);

/**
 * The committed versions of documents, newest first, along the first parents of HEAD: what the main line said, and since when. Three calls
 * of git whatever the number of documents. `paths` are relative to the git root; `since` is an ISO date before which nothing matters.
 *
 * @throws UserError where git cannot tell.
 */
export const documentHistory = async (host: Host, gitRoot: string, paths: ReadonlySet<string>, since: string | null): Promise<ReadonlyMap<string, readonly DocumentVersion[]>> => {
  const folders = new Set([...paths].map((path) => posix.dirname(path)));
  const log = await git(
    host,
    gitRoot,
    // A date alone would mean this time of that day.
    ['log', '--first-parent', '-m', '--raw', '-z', '--no-abbrev', '-M', '--no-show-signature', `--format=${COMMIT}%cs`, ...(since === null ? [] : [`--since=${since}T00:00:00Z`]), '--', ...[...folders].map(folderPattern)],
    'read the history',
  );
  const steps = stepsOf(log, paths).slice(0, MOST_VERSIONS);
  const sizes = await objectSizes(host, gitRoot, [...new Set(steps.map(({ object }) => object))]);
  let bytes = 0;
  const affordable = steps.filter(({ object }) => (bytes += sizes.get(object) ?? Infinity) <= MOST_BYTES);
  const contents = await readObjects(host, gitRoot, affordable.map(({ object }) => object), MAX_DOCUMENT_BYTES);
  const history = new Map([...paths].map((path): [string, DocumentVersion[]] => [path, []]));
  const unread = new Set<string>();
  for (const [index, { path, date }] of affordable.entries()) {
    const content = contents[index];
    // Behind a version that cannot be read nothing is known for certain.
    if (content === undefined || 'reason' in content) unread.add(path);
    else if (!unread.has(path)) history.get(path)?.push({ date, text: content.text });
  }
  return history;
};
