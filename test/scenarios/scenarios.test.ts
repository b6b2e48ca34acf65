import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { matches, parseScenario, sectionsOf, type Scenario } from './scenario.ts';

const folder = import.meta.dirname;
const program = resolve(folder, '../../bin/postmortem.js');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.scenario')).toSorted();

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: string;
}

const perform = (scenario: Scenario, work: string): Outcome => {
  const bin = temporaryFolder();
  symlinkSync(program, join(bin, 'postmortem'));
  const { stdout, stderr, status } = spawnSync('bash', ['-c', scenario.command], {
    cwd: work,
    input: scenario.stdin,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: bin, LANG: 'C.UTF-8', XDG_CACHE_HOME: join(bin, 'cache') },
  });
  return { stdout, stderr, status: String(status) };
};

/** With UPDATE_SCENARIOS set, writes what happened into the file, for a person to read and commit. */
const rewrite = (path: string, text: string, outcome: Outcome): void => {
  const kept = sectionsOf(text).filter(([name]) => !(name in outcome));
  const sections = [...kept, ...Object.entries(outcome).filter(([name, content]) => content !== '' && !(name === 'status' && content === '0'))];
  writeFileSync(path, sections.map(([name, content]) => `==== ${name} ====\n${content}`).join('\n').trimEnd() + '\n');
};

/** What happened, with output that is as expected written as expected, so that a difference shows only what differs. */
const compared = (scenario: Scenario, { stdout, stderr, status }: Outcome): Outcome => ({
  stdout: matches(scenario.stdout.trimEnd(), stdout.trimEnd()) ? scenario.stdout : stdout,
  stderr: matches(scenario.stderr.trimEnd(), stderr.trimEnd()) ? scenario.stderr : stderr,
  status,
});

const textOf = (path: string): string => readFileSync(path, 'utf8').trimEnd();

describe('end to end', () => {
  test.each(names)('%s', (name) => {
    const path = join(folder, name);
    const before = readFileSync(path, 'utf8');
    const work = temporaryFolder(Object.fromEntries(parseScenario(before).files));
    const outcome = perform(parseScenario(before), work);
    if (process.env['UPDATE_SCENARIOS']) rewrite(path, before, outcome);
    const scenario = parseScenario(readFileSync(path, 'utf8'));
    expect(compared(scenario, outcome)).toEqual({ stdout: scenario.stdout, stderr: scenario.stderr, status: String(scenario.status) });
    expect(Object.fromEntries([...scenario.after.keys()].map((file) => [file, textOf(join(work, file))]))).toEqual(
      Object.fromEntries([...scenario.after].map(([file, content]) => [file, content.trimEnd()])),
    );
  });
});
