// Writes what is made from the code: schemas/, docs/rules/ and docs/flight-recorder.md. Tests fail where they differ.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const bundle = join(root, 'node_modules/.cache/postmortem-kit/generated.mjs');

await build({
  absWorkingDir: root,
  stdin: {
    contents: "export { schemaFiles } from './src/cli/schemas/registry.ts'; export { rulePages } from './src/cli/explain/rule-markdown.ts'; export { flightRecorderPage } from './src/traces/flight-recorder.ts';",
    resolveDir: root,
  },
  outfile: bundle,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
const { schemaFiles, rulePages, flightRecorderPage } = await import(pathToFileURL(bundle).href);
rmSync(bundle);

const write = (folder, files) => {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!(name in files)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
write(join(root, 'schemas'), schemaFiles());
write(join(root, 'docs/rules'), rulePages());
writeFileSync(join(root, 'docs/flight-recorder.md'), flightRecorderPage());
