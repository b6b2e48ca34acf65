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

describe('end to end', () => {
  test.each(names)('%s', (name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const scenario = parseScenario(text);
    const work = temporaryFolder(Object.fromEntries(scenario.files));
    const outcome = perform(scenario, work);
    if (process.env['UPDATE_SCENARIOS']) rewrite(path, text, outcome);
    else {
      const seen: Record<string, string> = { ...outcome };
      for (const stream of ['stdout', 'stderr'] as const) if (matches(scenario[stream].trimEnd(), outcome[stream].trimEnd())) seen[stream] = scenario[stream];
      expect(seen).toEqual({ stdout: scenario.stdout, stderr: scenario.stderr, status: String(scenario.status) });
    }
    for (const [file, content] of scenario.after) expect(readFileSync(join(work, file), 'utf8').trimEnd(), file).toBe(content.trimEnd());
  });
});
