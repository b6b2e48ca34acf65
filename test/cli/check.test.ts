import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { git, temporaryFolder, temporaryRepository, withoutPrivileges, writeFiles } from '../temporary.ts';
import { WITH_ERROR, WITHOUT_ERROR } from './documents.ts';

type Extra = NonNullable<Parameters<typeof fakeHost>[1]>;

const check = async (folder: string, argv: readonly string[], extra: Extra = {}) => {
  const { host, stdout, stderr } = fakeHost(folder, { ...extra, env: { XDG_CACHE_HOME: join(folder, '.cache'), ...extra.env } });
  const exit = await main(host, ['check', ...argv]);
  return { exit, stdout: stdout(), stderr: stderr() };
};

/** Rules and lines that a JSON report finds, with what else the test asks of it. */
const found = (stdout: string): readonly string[] =>
  JSON.parse(stdout).findings.map(({ path, rule, range }: { path: string; rule: string; range: { start: { line: number } } }) => `${path}:${range.start.line} ${rule}`);

const json = async (folder: string, ...argv: readonly string[]) => {
  const { exit, stdout, stderr } = await check(folder, ['--format', 'json', ...argv]);
  return { exit, findings: stdout === '' ? [] : found(stdout), failed: stdout === '' ? [] : JSON.parse(stdout).failed, stderr };
};

const ERROR = 'timeline/impossible-time';

describe('exit codes', () => {
  test('0 clean, 1 an error, and what --fail-on and --max-warnings make of it', async () => {
    const folder = temporaryFolder({ 'bad.md': WITH_ERROR, 'good.md': WITHOUT_ERROR });
    expect((await check(folder, ['good.md'])).exit).toBe(0);
    expect((await check(folder, ['bad.md'])).exit).toBe(1);
    expect((await check(folder, ['bad.md', '--fail-on', 'never'])).exit).toBe(0);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=warning`])).exit).toBe(0);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=warning`, '--fail-on', 'warning'])).exit).toBe(1);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=warning`, '--fail-on', 'info'])).exit).toBe(1);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=warning`, '--max-warnings', '0'])).exit).toBe(1);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=warning`, '--max-warnings', '1'])).exit).toBe(0);
    expect((await check(folder, ['bad.md', '--rule', `${ERROR}=off`])).exit).toBe(0);
    expect((await check(folder, ['bad.md', '--only', 'suppressions/*'])).exit).toBe(0);
  });

  test('a run that checked nothing is not green', async () => {
    const folder = temporaryFolder({ 'src/README.md': '# Readme', 'empty/.keep': '' });
    const { exit, stderr } = await check(folder, []);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: 'postmortem: no document found\n  at .\n  name the paths, or say in postmortem.config.yaml where the post-mortems are: documents: ["docs/postmortems/**"]\n',
    });
    expect((await check(folder, ['empty'])).stderr).toContain('no document found in empty');
    expect(await check(folder, ['empty', '--allow-empty'])).toEqual({ exit: 0, stdout: '✔ no findings in 0 documents\n', stderr: '' });
  });

  test('2 where a file could not be checked, though the others are', async () => {
    const folder = temporaryFolder({ 'bad.md': WITH_ERROR });
    const { exit, findings, failed } = await json(folder, 'bad.md', 'missing.md');
    expect({ exit, findings, failed }).toEqual({ exit: 2, findings: [`bad.md:10 ${ERROR}`], failed: [{ path: 'missing.md', reason: 'no such file' }] });
  });
});

describe('bad input ends in bounded time with a clear message, and the other documents are checked', () => {
  test.each<[name: string, content: string | Uint8Array, reason: RegExp]>([
    ['binary bytes', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), /is not text: a NUL byte at offset 4/],
    ['a NUL', `# A\0\n${WITH_ERROR}`, /is not text: a NUL byte at offset 3/],
    ['Latin-1', Buffer.from('# Caf\u00e9\n', 'latin1'), /is not UTF-8 text/],
    ['50 MB of [', Buffer.alloc(50_000_000, '['), /is too large: 50\.0 MB, the limit is 2\.0 MB/],
  ])('%s', async (_name, content, reason) => {
    const folder = temporaryFolder({ 'a.md': content, 'b.md': WITH_ERROR });
    const started = Date.now();
    const { exit, findings, failed } = await json(folder, '.');
    expect(Date.now() - started).toBeLessThan(5_000);
    expect({ exit, findings }).toEqual({ exit: 2, findings: [`b.md:10 ${ERROR}`] });
    expect(failed).toEqual([{ path: 'a.md', reason: expect.stringMatching(reason) }]);
  });

  test.each<[name: string, content: string]>([
    ['1.9 MB of [', '['.repeat(1_900_000)],
    ['deep quotations', `${'>'.repeat(20_000)} x\n`],
    ['deep lists', Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level * 2)}- x`).join('\n')],
    ['emphasis without end', '*a_ '.repeat(100_000)],
    ['a bomb of aliases in the front matter', `---\na: &a [x, x]\n${Array.from({ length: 30 }, (_, level) => `l${level}: &l${level} [${Array(9).fill(level === 0 ? '*a' : `*l${level - 1}`).join(', ')}]`).join('\n')}\n---\n# A\n`],
    ['deep front matter', `---\na: ${'['.repeat(20_000)}\n---\n# A\n`],
    ['a table of 20,000 rows', `| a | b |\n|---|---|\n${'| 10:00 | x |\n'.repeat(20_000)}`],
    ['one line of 1 MB', `# ${'word '.repeat(200_000)}`],
    ['backticks of every length', Array.from({ length: 1_500 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['links that never close', '[a](<b'.repeat(50_000)],
    ['HTML that never closes', '<!--'.repeat(100_000)],
    ['nothing at all', ''],
    ['a byte order mark alone', '\ufeff'],
    ['only line endings', '\r\n\r\r\n\n'.repeat(1_000)],
  ])('%s', async (_name, content) => {
    const folder = temporaryFolder({ 'a.md': content, 'b.md': WITH_ERROR });
    const started = Date.now();
    const { exit, findings } = await json(folder, '.');
    expect(Date.now() - started).toBeLessThan(10_000);
    expect([1, 2]).toContain(exit);
    expect(findings).toContain(`b.md:10 ${ERROR}`);
  });

  test('CRLF and a byte order mark change nothing about what is found', async () => {
    const folder = temporaryFolder({ 'crlf.md': WITH_ERROR.replaceAll('\n', '\r\n'), 'bom.md': `\ufeff${WITH_ERROR}` });
    expect((await json(folder, '.')).findings).toEqual([`bom.md:10 ${ERROR}`, `crlf.md:10 ${ERROR}`]);
  });

  test('a pipe, a loop of links, a directory as a document, a link that leads nowhere', async () => {
    const folder = temporaryFolder({ 'b.md': WITH_ERROR });
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    symlinkSync('loop.md', join(folder, 'loop.md'));
    symlinkSync('.', join(folder, 'self'));
    mkdirSync(join(folder, 'folder.md'));
    const { exit, findings, failed } = await json(folder, '.', 'pipe.md');
    expect({ exit, findings }).toEqual({ exit: 2, findings: [`b.md:10 ${ERROR}`] });
    expect(failed).toEqual([
      { path: 'loop.md', reason: 'a symbolic link that leads back to itself' },
      { path: 'pipe.md', reason: 'is not a regular file (a pipe, a socket or a device)' },
    ]);
  });

  test('a file without permission', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR, 'b.md': WITH_ERROR });
    chmodSync(join(folder, 'a.md'), 0);
    const { failed, findings } = await withoutPrivileges(folder, () => json(folder, '.'));
    expect({ failed, findings }).toEqual({ failed: [{ path: 'a.md', reason: 'permission denied' }], findings: [`b.md:10 ${ERROR}`] });
  });

  test.each([
    ['an unknown key', 'documentz: []\n', /unknown key "documentz"\n {2}at .*postmortem\.config\.yaml:1:1\n {2}did you mean "documents"\?/],
    ['an unknown rule', 'rules:\n  timeline/ordr: off\n', /there is no rule "timeline\/ordr"\n {2}at postmortem\.config\.yaml\n {2}did you mean "timeline\/order"\?/],
    ['no YAML', '[', /the configuration cannot be parsed/],
    ['a zone that is none', 'timezone: Mars/Olympus\n', /"Mars\/Olympus" is no time zone/],
  ])('a configuration with %s is exit code 2 and says where', async (_name, text, message) => {
    const folder = temporaryFolder({ 'postmortem.config.yaml': text, 'a.md': WITH_ERROR });
    const { exit, stdout, stderr } = await check(folder, ['a.md']);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('a document outside the root of the configuration is checked when it is named, and never found by its globs', async () => {
    const folder = temporaryFolder({ 'outside.md': WITH_ERROR, 'repository/postmortem.config.yaml': 'documents: ["../*.md", "docs/**"]\n', 'repository/docs/a.md': WITHOUT_ERROR });
    const inside = join(folder, 'repository');
    expect(await json(inside)).toEqual({ exit: 0, findings: [], failed: [], stderr: '' });
    expect((await json(inside, '../outside.md', '--config', 'postmortem.config.yaml')).findings).toEqual([`../outside.md:10 ${ERROR}`]);
  });
});

describe('what is checked', () => {
  test('without words: the documents of the configuration, or where post-mortems usually are', async () => {
    const configured = temporaryFolder({ 'postmortem.config.yaml': 'documents: ["notes/**", "!notes/old/**"]\n', 'notes/a.md': WITH_ERROR, 'notes/old/b.md': WITH_ERROR, 'postmortems/c.md': WITH_ERROR });
    expect((await json(configured)).findings).toEqual([`notes/a.md:10 ${ERROR}`]);
    const usual = temporaryFolder({ 'docs/postmortems/a.md': WITH_ERROR, 'docs/guide.md': WITH_ERROR, 'docs/2026-outage-postmortem.md': WITH_ERROR });
    expect((await json(usual)).findings).toEqual([`docs/2026-outage-postmortem.md:10 ${ERROR}`, `docs/postmortems/a.md:10 ${ERROR}`]);
  });

  test('standard input, under the name that it is given', async () => {
    const folder = temporaryFolder({ 'postmortem.config.yaml': `overrides:\n  - files: ["old/**"]\n    rules: { ${ERROR}: off }\n` });
    const run = async (...argv: readonly string[]) => check(folder, ['-', '--format', 'json', ...argv], { input: WITH_ERROR });
    expect(found((await run()).stdout)).toEqual([`stdin.md:10 ${ERROR}`]);
    expect(found((await run('--stdin-path', 'new/a.md')).stdout)).toEqual([`new/a.md:10 ${ERROR}`]);
    expect(found((await run('--stdin-path', 'old/a.md')).stdout)).toEqual([]);
    expect((await check(folder, ['-'], { input: Buffer.from([0xff, 0xfe, 0x41]) })).stdout).toContain('stdin.md: is UTF-16: save it as UTF-8');
  });

  test('--changed: what differs from the base, and nothing is not green', async () => {
    const folder = temporaryRepository({ 'docs/old.md': WITH_ERROR, 'docs/edited.md': WITHOUT_ERROR });
    git(folder, 'switch', '-q', '-c', 'work');
    expect((await check(folder, ['docs', '--changed'])).stderr).toContain('no document differs from the base');
    writeFiles(folder, { 'docs/edited.md': WITH_ERROR, 'docs/new.md': WITH_ERROR });
    expect((await json(folder, 'docs', '--changed')).findings).toEqual([`docs/edited.md:10 ${ERROR}`, `docs/new.md:10 ${ERROR}`]);
    expect((await json(folder, 'docs', '--changed=main')).findings).toHaveLength(2);
    expect((await json(folder, 'docs', '--changed=nowhere')).stderr).toContain('cannot compare with "nowhere"');
    const outside = temporaryFolder({ 'a.md': WITH_ERROR });
    expect((await check(outside, ['a.md', '--changed'])).stderr).toContain('this needs a git repository');
  });

  test('paths are printed as they are written where the command runs; for platforms, from the top of the repository', async () => {
    const folder = temporaryRepository({ 'team/postmortem.config.yaml': 'documents: ["docs/**"]\n', 'team/docs/a.md': WITH_ERROR });
    const inside = join(folder, 'team/docs');
    expect((await json(inside, 'a.md')).findings).toEqual([`a.md:10 ${ERROR}`]);
    expect((await check(inside, ['a.md', '--format', 'github'])).stdout).toContain('::error file=team/docs/a.md,line=10,');
  });
});

/** A clock that has moved on each time it is looked at. */
const clock = (step: number) => {
  let now = Date.UTC(2026, 10, 21);
  return () => (now += step);
};

describe('outputs', () => {
  test('several formats at once, to stdout and to files, and the step summary', async () => {
    const folder = temporaryFolder({ 'bad.md': WITH_ERROR });
    const summary = join(folder, 'summary.md');
    const { stdout } = await check(folder, ['bad.md', '--format', 'github', '-o', 'sarif=out/../report.sarif', '--output', 'junit=report.xml'], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(stdout).toContain(`title=${ERROR}::`);
    expect(JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain('<testsuite name="bad.md"');
    expect(readFileSync(summary, 'utf8')).toContain('| ❌ | bad.md:10 |');
  });

  test('a file that cannot be written is a user error', async () => {
    const folder = temporaryFolder({ 'bad.md': WITH_ERROR });
    expect((await check(folder, ['bad.md', '-o', 'sarif=none/report.sarif'])).stderr).toContain('cannot save: no such file');
  });

  test('progress is shown on a terminal only, and only for work that lasts over a second', async () => {
    const folder = temporaryFolder({ 'a.md': WITHOUT_ERROR, 'b.md': WITHOUT_ERROR, 'c.md': WITHOUT_ERROR });
    expect((await check(folder, ['.'], { terminal: { columns: 80 }, now: clock(400) })).stderr.replaceAll('\r\u001b[K', '|')).toMatch(/^(?:\|(?:reading|checking) [1-3] of 3)+\|$/);
    expect((await check(folder, ['.'], { terminal: { columns: 80 }, now: clock(1) })).stderr).toBe('');
    expect((await check(folder, ['.'], { now: clock(400) })).stderr).toBe('');
  });
});

describe('the baseline', () => {
  test('knows the findings of yesterday, fails on those of today, and only tightens', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR, 'b.md': WITHOUT_ERROR });
    const flags = ['.', '--baseline', 'known.json'];
    expect((await check(folder, flags)).stderr).toContain('the baseline does not exist');
    expect((await check(folder, [...flags, '--update-baseline'])).exit).toBe(0);
    const { exit, stdout } = await check(folder, flags);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '✔ no findings in 2 documents; 1 known\n' });
    writeFiles(folder, { 'b.md': WITH_ERROR });
    expect((await check(folder, flags)).exit).toBe(1);
    expect((await check(folder, [...flags, '--update-baseline'])).exit).toBe(1);
    writeFiles(folder, { 'a.md': WITHOUT_ERROR, 'b.md': WITHOUT_ERROR });
    await check(folder, [...flags, '--update-baseline']);
    expect(JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8')).findings).toEqual([]);
    writeFiles(folder, { 'known.json': 'nonsense' });
    expect((await check(folder, flags)).stderr).toContain('the baseline is not JSON\n  at known.json');
  });

  test('an edit above a known finding does not make it new', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR });
    await check(folder, ['a.md', '--baseline', 'known.json', '--update-baseline']);
    writeFiles(folder, { 'a.md': WITH_ERROR.replace('Status: resolved', 'Status: resolved\n\nMore words.\n') });
    expect((await check(folder, ['a.md', '--baseline', 'known.json'])).exit).toBe(0);
  });
});

const caches = (folder: string): string[] => (existsSync(join(folder, '.cache/postmortem-kit')) ? readdirSync(join(folder, '.cache/postmortem-kit')) : []);

describe('the cache', () => {
  test('gives the same findings, sees every change, and is not written with --no-cache', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR, 'b.md': WITHOUT_ERROR });
    await json(folder, '.', '--no-cache');
    expect(caches(folder)).toEqual([]);
    const cold = await json(folder, '.');
    expect(caches(folder)).toHaveLength(1);
    expect(await json(folder, '.')).toEqual(cold);
    writeFiles(folder, { 'b.md': WITH_ERROR });
    expect((await json(folder, '.')).findings).toEqual([`a.md:10 ${ERROR}`, `b.md:10 ${ERROR}`]);
    expect((await json(folder, '.', '--rule', `${ERROR}=off`)).findings).toEqual([]);
  });

  test('damaged, it costs time and no more', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR });
    const cold = await json(folder, '.');
    for (const content of ['', '{', '{"key":1}', 'null']) {
      for (const name of caches(folder)) writeFileSync(join(folder, '.cache/postmortem-kit', name), content);
      expect(await json(folder, '.')).toEqual(cold);
    }
  });

  test('is really read: what it holds is what is said', async () => {
    const folder = temporaryFolder({ 'a.md': WITH_ERROR });
    await json(folder, '.');
    const path = join(folder, '.cache/postmortem-kit', caches(folder)[0] ?? '');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('there is no day 31', 'FROM THE CACHE'));
    expect((await check(folder, ['.'])).stdout).toContain('FROM THE CACHE');
  });
});

test('check changes no document', async () => {
  const folder = temporaryFolder({ 'a.md': WITH_ERROR, 'b.md': '\ufeff# B\r\n' });
  await check(folder, ['.']);
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe(WITH_ERROR);
  expect(readFileSync(join(folder, 'b.md'), 'utf8')).toBe('\ufeff# B\r\n');
});

test('--print-config says which layer set what', async () => {
  const folder = temporaryFolder({ 'postmortem.config.yaml': `severities: [P1, P2]\nrules: { timeline/order: warning }\noverrides:\n  - files: ["old/**"]\n    rules: { timeline/order: off }\n`, 'old/a.md': '' });
  const { stdout } = await check(folder, ['--print-config', 'old/a.md', '--rule', 'timeline/range=info']);
  const printed = JSON.parse(stdout);
  expect(printed.severities).toEqual({ value: ['P1', 'P2'], from: 'postmortem.config.yaml' });
  expect(printed.timezone.from).toBe('default');
  expect(printed.rules['timeline/order']).toEqual({ severity: 'off', options: {}, from: 'postmortem.config.yaml overrides[0]' });
  expect(printed.rules['timeline/range']).toEqual({ severity: 'info', options: {}, from: 'the command line' });
  expect(printed.rules['timeline/weekday'].from).toBe('default');
});

test('a reader that closes the pipe early is no failure', () => {
  const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.md`, WITH_ERROR])));
  const program = join(import.meta.dirname, '../../bin/postmortem.js');
  const { stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; node ${program} check --no-cache . | head -1; echo "status \${PIPESTATUS[0]}"`], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toMatch(/^0\.md\nstatus [01]\n$/);
  expect(stderr).toBe('');
});
