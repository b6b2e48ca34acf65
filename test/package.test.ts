import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { publint } from 'publint';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';

const root = resolve(import.meta.dirname, '..');
const packed = z.array(z.object({ files: z.array(z.object({ path: z.string(), size: z.number() })), size: z.number(), unpackedSize: z.number() }));

test('the package holds what users run and read, and nothing else', () => {
  const [report] = packed.parse(JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
  const paths = report?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'bin/postmortem.js', 'bin/package.json', 'dist/cli.cjs', 'schemas/record.schema.json']));
  for (const template of readdirSync(resolve(root, 'templates'))) expect(paths).toContain(`templates/${template}`);
  expect(paths.filter((path) => !/^(?:package\.json|LICENSE|README\.md|CHANGELOG\.md|(?:bin|dist|templates|schemas)\/.+)$/.test(path))).toEqual([]);
  expect(paths.filter((path) => /metafile|\.map$|\.tsx?$/.test(path))).toEqual([]);
});

test('nothing of it is installed but the package itself and, where they can be, the native engines', () => {
  const manifest = z.object({ dependencies: z.optional(z.unknown()), optionalDependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')));
  expect(manifest.dependencies).toBeUndefined();
  for (const version of Object.values(manifest.optionalDependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+(?:-r\.\d+)?$/);
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: root, strict: true });
  expect(messages).toEqual([]);
});
