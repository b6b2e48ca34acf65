import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTextFile } from '../../src/workspace/text-file.ts';
import { temporaryFolder } from '../temporary.ts';

describe('reading a text file', () => {
  test.each([
    ['plain', 'a\nb\n'],
    ['CRLF', 'a\r\nb\r\n'],
    ['a byte order mark', '\ufeffa\n'],
    ['nothing', ''],
    ['wide and combining characters', '日本 e\u0301 👩‍👩‍👧\n'],
  ])('%s comes as it is', (_name, text) => {
    const folder = temporaryFolder({ 'a.md': text });
    expect(readTextFile(join(folder, 'a.md'))).toEqual({ text });
  });

  test.each([
    ['a NUL', Buffer.from('a\0b'), 'is not text: a NUL byte at offset 1'],
    ['Latin-1', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'is not UTF-8 text'],
    ['UTF-16', Buffer.from('\ufeffab', 'utf16le'), 'is UTF-16: save it as UTF-8'],
  ])('%s is refused with the reason', (_name, bytes, reason) => {
    const folder = temporaryFolder({ 'a.md': bytes });
    expect(readTextFile(join(folder, 'a.md'))).toEqual({ reason });
  });

  test('a file over the limit is not read', () => {
    const folder = temporaryFolder({});
    writeFileSync(join(folder, 'big.md'), '['.repeat(5_000_000));
    expect(readTextFile(join(folder, 'big.md'))).toEqual({ reason: 'is too large: 5.0 MB, the limit is 2.0 MB' });
  });

  test('a pipe does not block, a directory and a missing file are named', () => {
    const folder = temporaryFolder({});
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    expect(readTextFile(join(folder, 'pipe.md'))).toEqual({ reason: 'is not a regular file (a pipe, a socket or a device)' });
    expect(readTextFile(folder)).toEqual({ reason: 'is a directory' });
    expect(readTextFile(join(folder, 'none.md'))).toEqual({ reason: 'no such file' });
    expect(readTextFile(join(folder, `${'x'.repeat(300)}.md`))).toEqual({ reason: 'the path is too long' });
  });
});
