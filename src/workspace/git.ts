import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../record/errors.ts';
import type { Host } from './host.ts';

/** The directory at or above `from` that holds `.git`; null outside a repository. Starts no program. */
export const findGitRoot = (from: string): string | null => {
  for (let current = resolve(from); ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (current === dirname(current)) return null;
  }
};

/** Runs git in a repository; a failure is a user error that quotes git's own words. */
export const git = async (host: Host, root: string, args: readonly string[], what: string): Promise<string> => {
  const { code, stdout, stderr } = await host.run('git', ['--no-optional-locks', '-c', 'core.quotePath=false', ...args], { cwd: root });
  if (code === 0) return stdout;
  const [said = ''] = stderr.trim().split('\n');
  throw new UserError(code === null ? `git could not be started: ${said}` : `cannot ${what}: ${said.replace(/^(?:fatal|error): /, '')}`, { place: root });
};

export interface Branches {
  /** `main`; null where neither a remote nor a local branch tells. */
  readonly default: string | null;
  /** Names as one writes them, local and remote: `main`, `origin/main`. */
  readonly all: readonly string[];
}

/** The branches of a repository, by one call of git; null where git cannot tell. */
export const readBranches = async (host: Host, root: string): Promise<Branches | null> => {
  const { code, stdout } = await host.run('git', ['for-each-ref', '--format=%(refname)%09%(symref)', 'refs/heads', 'refs/remotes'], { cwd: root });
  if (code !== 0) return null;
  const all: string[] = [];
  let fromRemote: string | null = null;
  for (const line of stdout.split('\n')) {
    const [reference = '', target = ''] = line.split('\t');
    const name = reference.replace(/^refs\/(?:heads|remotes)\//, '');
    if (name === '') continue;
    if (target !== '') {
      if (name === 'origin/HEAD' || fromRemote === null) fromRemote = target.replace(/^refs\/remotes\/[^/]+\//, '');
    } else all.push(name);
  }
  const usual = ['main', 'master', 'trunk', 'develop'].find((name) => all.includes(name)) ?? (all.length === 1 ? all[0] : undefined);
  return { default: fromRemote ?? usual ?? null, all };
};

/** What to compare with where the user names no base: the remote's default branch, else the local one. */
export const defaultBase = async (host: Host, root: string): Promise<string> => {
  const branches = await readBranches(host, root);
  const remote = branches?.default ? `origin/${branches.default}` : null;
  if (remote && branches?.all.includes(remote)) return remote;
  if (branches?.default) return branches.default;
  throw new UserError('cannot tell which branch to compare with', { place: root, hint: 'name it: --changed=BASE or --diff BASE' });
};

export interface Change {
  /** Repository-relative path; the new one of a rename. */
  readonly path: string;
  /** Path before a rename, else the same. */
  readonly from: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
}

const STATUS: Readonly<Record<string, Change['status']>> = { A: 'added', C: 'added', D: 'deleted', R: 'renamed' };

/** What a branch changed. */
export interface ChangeSet {
  /** The commit at which `base` and HEAD parted. */
  readonly parted: string;
  readonly changes: readonly Change[];
}

/** Files that differ between where `base` and HEAD parted and the work tree, files unknown to git included. */
export const changesSince = async (host: Host, root: string, base: string): Promise<ChangeSet> => {
  if (base.startsWith('-')) throw new UserError(`"${base}" is no git reference`);
  const what = `compare with "${base}"`;
  const parted = (await git(host, root, ['merge-base', base, 'HEAD'], what)).trim();
  const fields = (await git(host, root, ['diff', '--name-status', '-M', '-z', parted, '--'], what)).split('\0');
  const changes: Change[] = [];
  for (let index = 0; index + 1 < fields.length; ) {
    const letter = fields[index]?.[0] ?? '';
    const from = fields[index + 1] ?? '';
    const twoPaths = letter === 'R' || letter === 'C';
    changes.push({ path: twoPaths ? (fields[index + 2] ?? from) : from, from, status: STATUS[letter] ?? 'modified' });
    index += twoPaths ? 3 : 2;
  }
  const untracked = await git(host, root, ['ls-files', '--others', '--exclude-standard', '-z'], 'list files unknown to git');
  for (const path of untracked.split('\0')) if (path !== '') changes.push({ path, from: path, status: 'added' });
  return { parted, changes };
};

/** Text of a file at a git reference; null where it does not exist there. */
export const blobAt = async (host: Host, root: string, reference: string, path: string): Promise<string | null> => {
  const { code, stdout } = await host.run('git', ['cat-file', 'blob', `${reference}:${path}`], { cwd: root });
  return code === 0 ? stdout : null;
};
