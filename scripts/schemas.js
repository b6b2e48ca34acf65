// Writes schemas/ from the schemas of the code. A test fails where they differ.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const bundle = join(root, 'node_modules/.cache/postmortem-kit/schemas.mjs');

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/schemas/registry.ts'],
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
const { schemaFiles } = await import(pathToFileURL(bundle).href);
rmSync(bundle);
mkdirSync(join(root, 'schemas'), { recursive: true });
for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(join(root, 'schemas', name), text);
