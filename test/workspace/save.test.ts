import { lstatSync, readFileSync, readdirSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/record/errors.ts';
import { changeText, saveText, saveTogether } from '../../src/workspace/save.ts';
import { temporaryFolder, withoutPrivileges } from '../temporary.ts';

describe('saving', () => {
  test('replaces the text, keeps the mode and leaves nothing beside it', () => {
    const folder = temporaryFolder({ 'a.md': 'old' });
    chmodSync(join(folder, 'a.md'), 0o640);
    saveText(join(folder, 'a.md'), 'new\r\n');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('new\r\n');
    expect(statSync(join(folder, 'a.md')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.md']);
  });

  test('makes a file that was not there, and follows a link to the file it names', () => {
    const folder = temporaryFolder({ 'real.md': 'old' });
    symlinkSync('real.md', join(folder, 'link.md'));
    saveText(join(folder, 'fresh.md'), 'x');
    saveText(join(folder, 'link.md'), 'new');
    expect(readFileSync(join(folder, 'real.md'), 'utf8')).toBe('new');
    expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual(['fresh.md', 'link.md', 'real.md']);
  });

  test('a lock whose maker was killed before it was named in it is broken', () => {
    const folder = temporaryFolder({ 'a.md': 'old', '.a.md.lock': '' });
    changeText(join(folder, 'a.md'), () => 'new');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.md']);
  });

  test('a folder that is not there is a user error', () => {
    const folder = temporaryFolder({});
    expect(() => saveText(join(folder, 'none/a.md'), 'x')).toThrow(UserError);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a read-only file stays as it is', async () => {
    const folder = temporaryFolder({ 'a.md': 'old' });
    chmodSync(join(folder, 'a.md'), 0o444);
    await expect(withoutPrivileges(folder, () => saveText(join(folder, 'a.md'), 'new'))).rejects.toThrow('cannot save: permission denied');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe('old');
  });
});

const texts = (folder: string): string[] => ['a.md', 'b.md'].map((name) => readFileSync(join(folder, name), 'utf8'));

describe('saving together', () => {
  test('changes every file', () => {
    const folder = temporaryFolder({ 'a.md': 'old a', 'b.md': 'old b' });
    saveTogether([{ path: join(folder, 'a.md'), before: 'old a', after: 'new a' }, { path: join(folder, 'b.md'), before: 'old b', after: 'new b' }]);
    expect(texts(folder)).toEqual(['new a', 'new b']);
  });

  test.each([['holds something else by now', 'b.md'], ['is gone', 'c.md']])('changes none where the second %s', (_, second) => {
    const folder = temporaryFolder({ 'a.md': 'old a', 'b.md': 'saved meanwhile' });
    expect(() => saveTogether([{ path: join(folder, 'a.md'), before: 'old a', after: 'new a' }, { path: join(folder, second), before: 'old b', after: 'new b' }])).toThrow(UserError);
    expect(texts(folder)).toEqual(['old a', 'saved meanwhile']);
  });
});
