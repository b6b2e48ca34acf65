import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeFolder } from '../../src/cli/packs/code-folder.ts';
import { temporaryFolder } from '../temporary.ts';

const root = resolve(import.meta.dirname, '../..');
const DOCUMENT = '# Orders could not be placed\n\n## Timeline (UTC)\n\n- 2026-03-12 10:20 Rolled back\n- 2026-03-12 10:00 Errors began, see oncall-book@mail.se\n';

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const check = (program: string, home: string, flags: readonly string[] = []): Run => {
  const folder = temporaryFolder({ 'a.md': DOCUMENT });
  const { status, stdout, stderr } = spawnSync('node', [...flags, program, 'check', '--no-cache', 'a.md'], { cwd: folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: home } });
  return { status, stdout, stderr };
};

/** The built program in a folder of its own, with the packs and no other chunk. */
const withoutChunks = (): string => {
  const folder = temporaryFolder();
  for (const name of ['bin', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'dist'));
  for (const name of readdirSync(join(root, 'dist'))) if (name.endsWith('.cjs')) cpSync(join(root, 'dist', name), join(folder, 'dist', name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'bin/postmortem.js');
};

describe('the packs of the bundle', () => {
  test('a check of one document, and help, need nothing but the packs', () => {
    const program = withoutChunks();
    const { stdout, stderr } = check(program, temporaryFolder());
    expect(stderr).toBe('');
    expect(stdout).toContain('timeline/order');
    expect(spawnSync('node', [program, '--help'], { encoding: 'utf8' }).stdout).toContain('Usage: postmortem COMMAND');
  });

  test('a check of one document opens no module that starts programs or threads', () => {
    const folder = temporaryFolder({ 'print-modules.cjs': "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))" });
    const { stderr } = check(join(root, 'bin/postmortem.js'), temporaryFolder(), ['--require', join(folder, 'print-modules.cjs')]);
    const modules = stderr.split('\n');
    expect(modules).toContain('NativeModule vm');
    expect(modules.filter((name) => /^NativeModule (?:child_process|worker_threads|http|https)$/.test(name))).toEqual([]);
  });

  test('a check says the same from fresh, kept, damaged and foreign compiled code', () => {
    const program = join(root, 'bin/postmortem.js');
    const home = temporaryFolder();
    const fresh = check(program, home);
    expect(fresh.stdout).toContain('timeline/order');
    expect(check(program, home)).toEqual(fresh);
    const folder = join(home, 'postmortem-kit/code');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) if (statSync(join(folder, name)).isFile()) writeFileSync(join(folder, name), 'damaged');
    expect(check(program, home)).toEqual(fresh);
    expect(check(program, home, ['--no-opt'])).toEqual(fresh);
    expect(check(program, home)).toEqual(fresh);
  });

  test('a place where nothing can be kept is no error', () => {
    const home = temporaryFolder({ 'postmortem-kit': 'a file in the way' });
    const { stdout, stderr } = check(join(root, 'bin/postmortem.js'), home);
    expect(stderr).toBe('');
    expect(stdout).toContain('timeline/order');
  });
});

describe('the folder for compiled code', () => {
  test('it is made in the cache of the user, for the user alone', () => {
    const home = temporaryFolder();
    const folder = codeFolder({ XDG_CACHE_HOME: home });
    expect(folder).toBe(join(home, 'postmortem-kit/code'));
    expect(statSync(join(home, 'postmortem-kit/code')).mode & 0o077).toBe(0);
  });

  test('one into which others can write, or that is a link to elsewhere, is not used', () => {
    const open = temporaryFolder({ 'postmortem-kit/code/x': '' });
    chmodSync(join(open, 'postmortem-kit/code'), 0o777);
    expect(codeFolder({ XDG_CACHE_HOME: open })).toBeNull();
    const linked = temporaryFolder({ 'postmortem-kit/x': '' });
    symlinkSync(temporaryFolder(), join(linked, 'postmortem-kit/code'));
    expect(codeFolder({ XDG_CACHE_HOME: linked })).toBeNull();
  });
});

test('code that other versions left long ago is dropped, of late is kept', () => {
  const home = temporaryFolder({ 'postmortem-kit/code/old': '', 'postmortem-kit/code/new': '' });
  const folder = join(home, 'postmortem-kit/code');
  chmodSync(folder, 0o700);
  utimesSync(join(folder, 'old'), 0, 0);
  check(join(root, 'bin/postmortem.js'), home);
  const left = readdirSync(folder);
  expect(left).toEqual(expect.arrayContaining([expect.stringMatching(/^check-[0-9a-f]{12}\.cjs-v/), 'new']));
  expect(left).not.toContain('old');
});
