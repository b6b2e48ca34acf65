import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { findCommand, parseCommandLine } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commands/registry.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/trackers.md'), 'utf8');
const recipe = /```yaml\n(name: Action items\n[^]*?)```/.exec(page)?.[1] ?? '';
const workflow = z.object({ jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.optional(z.string()) })) })) });

test('the recipe for GitHub Actions is a workflow whose commands exist with the flags that it gives them', () => {
  const steps = Object.values(workflow.parse(parse(recipe)).jobs).flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run = '' }) => [...run.matchAll(/^npx --yes postmortem-kit ([^>\n]+)/gm)].map(([, words = '']) => words.trim().split(' ')));
  const names = commands.map((words) => {
    const { command, rest } = findCommand(COMMANDS, words);
    parseCommandLine(command, rest);
    return command.name;
  });
  expect(names).toEqual(['actions', 'actions sync', 'actions', 'actions due']);
});
