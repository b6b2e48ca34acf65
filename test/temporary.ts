import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files that is gone after the test. */
export const temporaryFolder = (files: Readonly<Record<string, string | Uint8Array>> = {}): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'postmortem-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFiles(folder, files);
  return folder;
};

export const writeFiles = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
};

/** Runs git without the settings of this machine's user. */
export const git = (folder: string, ...args: readonly string[]): string => gitAt(null, folder, args);

const gitAt = (day: string | null, folder: string, args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', ...(day !== null && { GIT_AUTHOR_DATE: `${day}T12:00:00Z`, GIT_COMMITTER_DATE: `${day}T12:00:00Z` }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Commits all that changed as on a day (ISO), or does so by another command of git. */
export const commitOn = (folder: string, day: string, ...command: readonly string[]): void => {
  git(folder, 'add', '--all');
  gitAt(day, folder, command.length > 0 ? command : ['commit', '-q', '-m', day]);
};

/** A git repository whose branch `main` holds these files. */
export const temporaryRepository = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = temporaryFolder(files);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'start');
  return folder;
};

/** Does work in a folder as a user whom permissions bind, also where the tests run as root. */
export const withoutPrivileges = async <Result>(folder: string, work: () => Result | Promise<Result>): Promise<Result> => {
  if (process.getuid?.() !== 0) return work();
  chmodSync(folder, 0o777);
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
};
