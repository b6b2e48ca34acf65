import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { notesFor } from '../../src/editor/import/notes.ts';
import { EVERYTHING } from '../../src/importers/select.ts';
import { readImport } from '../../src/workspace/imports/read.ts';
import { fakeHost } from '../fake-host.ts';
import { FIXTURES, linesOf } from '../importers/read.ts';
import { temporaryFolder } from '../temporary.ts';

const settings = { zone: 'UTC', baseUrl: null, notes: notesFor(null) };
const read = (folder: string, source: string, path: string, input: string | Buffer = '', selection = EVERYTHING) => readImport(fakeHost(folder, { input }).host, source, path, selection, settings);

interface Member {
  readonly name: string;
  readonly content: string | Buffer;
  /** The size that the archive claims, where it lies. */
  readonly claims?: number;
}

/** A zip archive as of APPNOTE.TXT 4.3, with names and sizes as they are given. */
const zipOf = (members: readonly Member[]): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of members) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end]);
};

const slackFiles = ['users.json', 'channels.json', 'general/2026-04-25.json', 'inc-2041/2026-04-25.json'];
const slackMembers = slackFiles.map((name) => ({ name, content: readFileSync(join(FIXTURES, 'slack', name)) }));
const message = '[{"type":"message","user":"U1","text":"hello","ts":"1777077300.000100"}]';

describe('a Slack export', () => {
  test('is the same from a folder, from a zip archive, and from one that is piped in', async () => {
    const zip = zipOf([...slackMembers, { name: 'uploads/F1.png', content: 'picture' }]);
    const folder = temporaryFolder({ 'export.zip': zip });
    const unpacked = linesOf(await read(FIXTURES, 'auto', 'slack'));
    expect(unpacked).toHaveLength(8);
    expect(linesOf(await read(folder, 'auto', 'export.zip'))).toEqual(unpacked);
    expect(linesOf(await read(folder, 'slack', '-', zip))).toEqual(unpacked);
  });

  test('opens no file of other channels and days than are wanted', async () => {
    const folder = temporaryFolder({
      'export.zip': zipOf([...slackMembers, { name: 'general/2020-01-01.json', content: 'not JSON' }, { name: 'random/2026-04-25.json', content: 'not JSON' }]),
    });
    const reading = await read(folder, 'slack', 'export.zip', '', { ...EVERYTHING, channels: ['#INC'], from: Date.parse('2026-04-25T00:40Z'), to: Date.parse('2026-04-25T00:47Z') });
    expect(reading.skipped.size).toBe(0);
    expect(reading.entries.map(({ actor }) => actor)).toEqual(['Jon Iversen', 'Mira Holt']);
  });
});

describe('an archive that is not what it seems', () => {
  test.each<[string, readonly Member[], RegExp]>([
    ['leads out of itself', [{ name: '../../etc/x/2026-04-25.json', content: message }], /cannot be unpacked: invalid relative path/],
    ['names an absolute path', [{ name: '/etc/x/2026-04-25.json', content: message }], /cannot be unpacked: absolute path/],
    ['names a drive', [{ name: 'C:\\x\\2026-04-25.json', content: message }], /cannot be unpacked: absolute path/],
    ['is a zip bomb', [{ name: 'a/2026-04-25.json', content: Buffer.alloc(30_000_000, 32) }], /looks like a zip bomb: 30\.0 MB out of 0\.0 MB/],
    ['claims a huge file', [{ name: 'a/2026-04-25.json', content: message, claims: 3_000_000_000 }], /holds a file of 3000\.0 MB/],
  ])('%s', async (_what, members, message_) => {
    const folder = temporaryFolder({ 'x.zip': zipOf(members) });
    await expect(read(folder, 'slack', 'x.zip')).rejects.toThrow(message_);
  });

  test('holds more than it claims, or is cut short', async () => {
    const folder = temporaryFolder({ 'more.zip': zipOf([{ name: 'a/2026-04-25.json', content: message.repeat(1000), claims: 10 }]), 'short.zip': zipOf(slackMembers).subarray(0, 900) });
    await expect(read(folder, 'slack', 'more.zip')).rejects.toThrow('too many bytes');
    await expect(read(folder, 'slack', 'short.zip')).rejects.toThrow('cannot be unpacked');
  });

  test('of any kind is not followed through links in a folder', async () => {
    const folder = temporaryFolder({ 'secret/2026-04-25.json': message, 'export/users.json': '[]', 'export/a/2026-04-24.json': message });
    symlinkSync(join(folder, 'secret'), join(folder, 'export/secret'));
    expect((await read(folder, 'slack', 'export')).entries).toHaveLength(1);
  });
});

describe('a file that is compressed with gzip', () => {
  const LINES = '2026-04-25T00:37:05Z pager fires\n2026-04-25T00:48:00Z rolled back\n';
  const packed = Buffer.concat([gzipSync(LINES.slice(0, 33)), gzipSync(LINES.slice(33))]);

  test('reads as it would unpacked: by its content, in several members, piped in, and an archive within', async () => {
    const folder = temporaryFolder({ 'app.log': LINES, 'app.log.gz': packed, 'renamed.txt': packed, 'slack.zip.gz': gzipSync(zipOf(slackMembers)) });
    const plain = await read(folder, 'auto', 'app.log');
    expect(await read(folder, 'auto', 'app.log.gz')).toEqual(plain);
    expect((await read(folder, 'auto', 'renamed.txt')).entries).toHaveLength(2);
    expect((await read(folder, 'auto', '-', packed)).entries).toHaveLength(2);
    expect((await read(folder, 'auto', 'slack.zip.gz')).importer).toBe('slack');
  });

  test('is refused where it is a bomb, cut off or damaged', async () => {
    const damaged = Buffer.from(gzipSync(LINES.repeat(100)));
    damaged.fill(0xff, 40, 60);
    const folder = temporaryFolder({ 'bomb.gz': gzipSync(`${LINES}${' '.repeat(60_000_000)}`), 'short.gz': gzipSync(LINES.repeat(1_000)).subarray(0, 60), 'damaged.gz': damaged });
    await expect(read(folder, 'logs', 'bomb.gz')).rejects.toThrow('looks like a bomb');
    await expect(read(folder, 'logs', 'short.gz')).rejects.toThrow('cannot be unpacked');
    await expect(read(folder, 'logs', 'damaged.gz')).rejects.toThrow('cannot be unpacked');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['auto', 'gone.json', 'cannot be read: no such file'],
    ['auto', 'empty', 'holds no JSON files'],
    ['auto', 'poem.txt', 'is of no form that is known'],
    ['pagerduty', 'poem.txt', 'holds no entries of PagerDuty log entries'],
    ['slak', 'poem.txt', '"slak" is not a source'],
  ])('%s %s', async (source, path, expected) => {
    const folder = temporaryFolder({ 'poem.txt': 'Roses are red\n' });
    mkdirSync(join(folder, 'empty'));
    await expect(read(folder, source, path)).rejects.toThrow(expected);
  });

  test('says what it looks like', async () => {
    await expect(read(FIXTURES, 'opsgenie', 'pagerduty.json')).rejects.toMatchObject({ hint: 'it looks like PagerDuty log entries: postmortem timeline import pagerduty …' });
  });
});

describe('a large input', () => {
  test('of 100,000 lines is read in bounded time and memory', () => {
    const folder = temporaryFolder();
    const lines = Array.from({ length: 100_000 }, (_, index) => JSON.stringify({ __REALTIME_TIMESTAMP: String((1777074600000 + index * 370) * 1000), __CURSOR: `s=${index}`, SYSLOG_IDENTIFIER: 'engine', PRIORITY: '6', MESSAGE: `request ${index} failed | <b> @mira https://x.example/${index}` }));
    writeFileSync(join(folder, 'journal.jsonl'), `${lines.join('\n')}\n`);
    const program = join(import.meta.dirname, '../../bin/postmortem.js');
    // The bound of the heap is the test: what is outside of the wanted hour is not kept.
    const words = ['timeline', 'import', 'auto', 'journal.jsonl', '--from', '2026-04-25 01:00', '--to', '2026-04-25 01:09'];
    const { stdout, stderr, status } = spawnSync('node', ['--max-old-space-size=96', program, ...words], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
    expect({ status, rows: stdout.trimEnd().split('\n').length - 2 }).toEqual({ status: 0, rows: 1621 });
    expect(stderr).toContain('journald: 100,000 entries read, 98,379 outside of what was asked for');
  }, 90_000);
});
