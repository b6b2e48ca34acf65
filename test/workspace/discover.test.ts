import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover, displayPath } from '../../src/workspace/discover.ts';
import { temporaryFolder, withoutPrivileges } from '../temporary.ts';

const found = (root: string, words: readonly string[], admits: (path: string) => boolean = () => true) => {
  const { files, failed } = discover({ cwd: root, root }, words, admits);
  return { files: files.map((path) => displayPath(root, path)), failed };
};

describe('discovery', () => {
  test('a directory gives its Markdown files, sorted, without companions, and without what .gitignore excludes', () => {
    const root = temporaryFolder({
      '.gitignore': 'drafts/\n*.tmp.md\n!keep.tmp.md\n',
      'docs/b.md': '',
      'docs/a.markdown': '',
      'docs/README.md': '',
      'docs/postmortem-template.md': '',
      'docs/notes.txt': '',
      'docs/drafts/c.md': '',
      'docs/x.tmp.md': '',
      'docs/keep.tmp.md': '',
      'docs/deep/.gitignore': 'secret.md\n',
      'docs/deep/secret.md': '',
      'docs/deep/open.md': '',
      'node_modules/x/y.md': '',
    });
    expect(found(root, ['.'])).toEqual({ files: ['docs/a.markdown', 'docs/b.md', 'docs/deep/open.md', 'docs/keep.tmp.md'], failed: [] });
    expect(found(root, ['docs/deep']).files).toEqual(['docs/deep/open.md']);
  });

  test('an explicit file is taken whatever its name, once', () => {
    const root = temporaryFolder({ 'README.md': '', 'incident.txt': '', 'a.md': '' });
    expect(found(root, ['incident.txt', 'README.md', 'a.md', './a.md', '.'], () => false).files).toEqual(['incident.txt', 'README.md', 'a.md']);
  });

  test('a pattern is matched below its fixed part', () => {
    const root = temporaryFolder({ 'docs/2024/a.md': '', 'docs/2025/a.md': '', 'docs/2025/b.md': '', 'other/2025/a.md': '' });
    expect(found(root, ['docs/**/a.md']).files).toEqual(['docs/2024/a.md', 'docs/2025/a.md']);
    expect(found(root, ['docs/2025/*.md']).files).toEqual(['docs/2025/a.md', 'docs/2025/b.md']);
    expect(found(root, ['docs/*/z.md'])).toEqual({ files: [], failed: [{ path: 'docs/*/z.md', reason: 'no Markdown file matches this pattern' }] });
  });

  test('a pattern or configuration that names an ending of its own gets it', () => {
    const root = temporaryFolder({ 'docs/a.qmd': '', 'docs/b.md.erb': '', 'docs/c.md': '', 'docs/d.png': '' });
    expect(found(root, ['docs/*.qmd']).files).toEqual(['docs/a.qmd']);
    expect(found(root, ['docs/*.{md,erb}']).files).toEqual(['docs/b.md.erb', 'docs/c.md']);
    expect(discover({ cwd: root, root }, ['docs'], () => true, ['**/*.erb']).files).toHaveLength(2);
  });

  test('what cannot be had is named, and the rest is found', () => {
    const root = temporaryFolder({ 'a.md': '', 'locked/b.md': '' });
    symlinkSync('loop.md', join(root, 'loop.md'));
    symlinkSync('gone.md', join(root, 'dangling.md'));
    expect(found(root, ['missing.md', '.'])).toEqual({
      files: ['a.md', 'locked/b.md'],
      failed: [
        { path: 'missing.md', reason: 'no such file' },
        { path: 'dangling.md', reason: 'no such file' },
        { path: 'loop.md', reason: 'a symbolic link that leads back to itself' },
      ],
    });
  });

  test('a folder that links to its own parent is walked once', () => {
    const root = temporaryFolder({ 'docs/a.md': '' });
    symlinkSync('..', join(root, 'docs/up'));
    expect(found(root, ['.'])).toEqual({ files: ['docs/a.md'], failed: [] });
  });

  test('a folder without permission is a failure, not an end', async () => {
    const root = temporaryFolder({ 'a.md': '' });
    mkdirSync(join(root, 'locked'));
    chmodSync(join(root, 'locked'), 0);
    expect(await withoutPrivileges(root, () => found(root, ['.']))).toEqual({ files: ['a.md'], failed: [{ path: 'locked', reason: 'permission denied' }] });
  });
});
