import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/registry.ts';
import { suggest } from '../../src/cli/completion/suggest.ts';
import { main } from '../../src/cli/main.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { VERSION } from '../../src/workspace/version.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryFolder } from '../temporary.ts';

const call = async (...argv: readonly string[]) => {
  const { host, stdout, stderr } = fakeHost(temporaryFolder());
  const exit = await main(host, argv);
  return { exit, stdout: stdout(), stderr: stderr() };
};

describe('the command line', () => {
  test('says its version', async () => {
    for (const flag of ['--version', '-V']) expect(await call(flag)).toEqual({ exit: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  test('without words it explains itself on stdout, every command in one line', async () => {
    for (const argv of [[], ['--help'], ['-h'], ['help']]) {
      const { exit, stdout, stderr } = await call(...argv);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      for (const { name, summary } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name}\\s+${summary.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}$`, 'm'));
    }
  });

  test.each(COMMANDS.map(({ name }) => name))('%s explains itself: usage, examples, every flag', async (name) => {
    const { exit, stdout } = await call(...name.split(' '), '--help');
    expect(exit).toBe(0);
    expect(stdout).toContain(`Usage: postmortem ${name} `);
    expect(stdout).toContain('\nExamples:\n  ');
    const command = COMMANDS.find((one) => one.name === name);
    for (const flag of Object.keys(command?.options ?? {})) expect(stdout).toContain(`--${flag}`);
    expect(await call('help', ...name.split(' '))).toEqual({ exit, stdout, stderr: '' });
  });

test.each([[['gates', '--help']], [['gates', '-h']], [['help', 'gates']]])('the commands that share a first word are listed: %j', async (argv) => {
  const { exit, stdout, stderr } = await call(...argv);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: postmortem gates COMMAND \[FLAGS\]\n[^]*\n {2}gates diff +\S/);
});

  test.each(COMMANDS.map(({ name, load }) => [name, load] as const))('%s can be loaded', async (_name, load) => {
    expect(typeof (await load()).run).toBe('function');
  });

  test.each([
    [['chekc'], 'unknown command "chekc"', 'did you mean `postmortem check`?'],
    [['nothing-like-it'], 'unknown command "nothing-like-it"', 'run `postmortem --help` for the list of commands'],
    [['check', '--formt', 'json'], 'unknown flag "--formt" for `postmortem check`', 'did you mean `--format`?'],
    [['check', '-x'], 'unknown flag "-x" for `postmortem check`', 'run `postmortem check --help` for its flags'],
    [['check', '--format', 'sarfi'], '--format cannot be "sarfi"', 'did you mean "sarif"? one of: pretty, json, jsonl, sarif, github, gitlab, junit, markdown'],
    [['check', '--format'], '--format needs a value (FORMAT)', 'run `postmortem check --help`'],
    [['check', '--allow-empty=yes'], '--allow-empty takes no value', 'run `postmortem check --help`'],
    [['check', '--max-warnings', 'few'], '--max-warnings cannot be "few"', 'a whole number, such as 0'],
    [['check', '--output', 'sarif'], '--output cannot be "sarif"', 'FORMAT=PATH, with a format of: pretty, json, jsonl, sarif, github, gitlab, junit, markdown'],
    [['check', '--rule', 'a/b=maybe'], '--rule cannot be "a/b=maybe"', 'RULE=SEVERITY, with a severity of: error, warning, info, off'],
    [['explain', 'suppressions/unusd'], 'there is no rule "suppressions/unusd"', 'did you mean "suppressions/unused"?'],
    [['completion', 'tcsh'], 'no completion for "tcsh"', 'one of: bash, zsh, fish, powershell'],
    [['show'], 'name the document to show', '`postmortem list` lists them'],
  ])('%j is refused with a hint', async (argv, message, hint) => {
    expect(await call(...argv)).toEqual({ exit: 2, stdout: '', stderr: `postmortem: ${message}\n  ${hint}\n` });
  });

  test('a bug is one line with what to do, and its stack only where it is asked for', async () => {
    const { host, stderr } = fakeHost('/');
    const failing = { ...host, get cwd(): string { throw new TypeError('boom'); } };
    expect(await main(failing, ['list'])).toBe(2);
    expect(stderr()).toBe(`postmortem: internal error: boom (version ${VERSION}; please report it with the output of POSTMORTEM_DEBUG=1)\n`);
  });
});

const words = (...line: readonly string[]) => suggest(COMMANDS, line, () => ['actions/owner', 'timeline/order']);

describe('completion', () => {
  test('commands, their flags, the choices of a flag, rules, paths', () => {
    expect(words('ch').words).toContain('check');
    expect(words('check', '--max').words).toEqual(['--max-warnings']);
    expect(words('check', '--format', 'g')).toEqual({ words: ['github', 'gitlab'], paths: false });
    expect(words('check', '--baseline', '')).toEqual({ words: [], paths: true });
    expect(words('check', '')).toEqual({ words: [], paths: true });
    expect(words('explain', 'ti')).toEqual({ words: ['timeline/order'], paths: false });
    expect(words('timeline', 'import', 'git')).toEqual({ words: ['github', 'git-log'], paths: false });
    expect(words('timeline', 'import', 'github', '')).toEqual({ words: [], paths: true });
    expect(words('completion', 'f')).toEqual({ words: ['fish'], paths: false });
    expect(words('help', 'sho').words).toEqual(['show']);
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('%s gets a script that asks the program', async (shell) => {
    const { exit, stdout } = await call('completion', shell);
    expect(exit).toBe(0);
    expect(stdout).toContain('postmortem completion words');
  });
});

test('the manual page names every command and flag, and escapes what roff would take for its own', async () => {
  const { stdout } = await call('help', '--man');
  expect(stdout.startsWith('.TH POSTMORTEM 1')).toBe(true);
  for (const { name, options } of COMMANDS) {
    expect(stdout).toContain(`postmortem ${name}`.replaceAll('-', '\\-'));
    for (const flag of Object.keys(options)) expect(stdout).toContain(`\\-\\-${flag.replaceAll('-', '\\-')}`);
  }
  expect(stdout.split('\n').filter((line) => /^[.'](?!TH|SH|SS|TP|B |I |PP|EX|EE|\\")/.test(line))).toEqual([]);
});

const colour = (env: Record<string, string>, terminal: boolean, flags: Record<string, boolean> = {}): boolean => {
  const { host } = fakeHost('/', { env, terminal: terminal ? { columns: 80 } : null });
  return terminalOf(host, host.stdout, flags).colour;
};

describe('the colour decision', () => {
  test.each([
    ['a terminal', {}, true, {}, true],
    ['a pipe', {}, false, {}, false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, {}, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, true, {}, true],
    ['TERM=dumb', { TERM: 'dumb' }, true, {}, false],
    ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, false, {}, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false, {}, false],
    ['NO_COLOR against FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, {}, false],
    ['--no-color against FORCE_COLOR', { FORCE_COLOR: '1' }, true, { 'no-color': true }, false],
    ['--color against NO_COLOR', { NO_COLOR: '1' }, false, { color: true }, true],
  ])('%s', (_name, env, terminal, flags, expected) => {
    expect(colour(env, terminal, flags)).toBe(expected);
  });
});
