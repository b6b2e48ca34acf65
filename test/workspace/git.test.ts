import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobAt, changesSince, defaultBase, findGitRoot, readBranches } from '../../src/workspace/git.ts';
import { fakeHost } from '../fake-host.ts';
import { git, temporaryFolder, temporaryRepository, writeFiles } from '../temporary.ts';

describe('git', () => {
  test('the root is found from any folder, and not outside', () => {
    const root = temporaryRepository({ 'docs/a.md': 'a' });
    expect(findGitRoot(join(root, 'docs'))).toBe(root);
    expect(findGitRoot(temporaryFolder())).toBeNull();
  });

  test('branches, the default one by the remote where there is one', async () => {
    const origin = temporaryRepository({ 'a.md': 'a' });
    git(origin, 'branch', '-m', 'trunk-of-ours');
    const clone = temporaryFolder();
    git(clone, 'clone', '-q', origin, '.');
    git(clone, 'switch', '-q', '-c', 'feature/x');
    const { host } = fakeHost(clone);
    expect(await readBranches(host, clone)).toEqual({ default: 'trunk-of-ours', all: ['feature/x', 'trunk-of-ours', 'origin/trunk-of-ours'] });
    expect(await defaultBase(host, clone)).toBe('origin/trunk-of-ours');
  });

  test('changes since a branch: edited, new, unknown to git, renamed, deleted; names with spaces and other letters', async () => {
    const root = temporaryRepository({ 'edit.md': 'old\n', 'gone.md': 'x\n', 'from here.md': 'a long enough text to be recognised\n', 'same.md': '' });
    git(root, 'switch', '-q', '-c', 'work');
    writeFiles(root, { 'edit.md': 'new\n', 'ünknown file.md': 'y' });
    git(root, 'mv', 'from here.md', 'to there.md');
    rmSync(join(root, 'gone.md'));
    const { host } = fakeHost(root);
    const { changes, parted } = await changesSince(host, root, 'main');
    expect(changes).toEqual([
      { path: 'edit.md', from: 'edit.md', status: 'modified' },
      { path: 'gone.md', from: 'gone.md', status: 'deleted' },
      { path: 'to there.md', from: 'from here.md', status: 'renamed' },
      { path: 'ünknown file.md', from: 'ünknown file.md', status: 'added' },
    ]);
    expect(await blobAt(host, root, parted, 'edit.md')).toBe('old\n');
    expect(await blobAt(host, root, parted, 'ünknown file.md')).toBeNull();
  });

  test('a reference that does not exist, or that would be a flag, is a user error', async () => {
    const root = temporaryRepository({ 'a.md': 'a' });
    const { host } = fakeHost(root);
    await expect(changesSince(host, root, 'nowhere')).rejects.toThrow('cannot compare with "nowhere": Not a valid object name nowhere');
    await expect(changesSince(host, root, '--output=/tmp/x')).rejects.toThrow('"--output=/tmp/x" is no git reference');
  });
});
