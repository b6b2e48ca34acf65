// Builds dist/: one small entry that knows the command table, and a chunk for each command that is loaded when it is called.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const outdir = join(root, 'dist');

/**
 * A bundler drops what is not used of `import * as z`, but keeps all of zod for `import { z }`: 400 kB, a third of the start of `check`.
 * The two mean the same.
 */
const namespaceOfZod = {
  name: 'namespace-of-zod',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]src[/\\].*\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^import \{(.*?),? z \} from 'zod\/mini';/m, (_, others) => `import * as z from 'zod/mini';${others && `import {${others} } from 'zod/mini';`}`),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    })),
};

const result = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/start.ts' },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
  // The native engine carries a binary for its platform; duckdb, clickhouse and other optional packages stand outside for the same reason.
  external: ['satteri'],
  // Ink imports its developer tools where DEV=true; an unresolved import makes the bundle fail at start.
  // The HCL grammar comes as a language of an editor, whose code is not wanted.
  alias: { 'react-devtools-core': './scripts/empty-module.js', '@codemirror/language': './scripts/editor-language.js' },
  // Bundled CommonJS packages call `require` for node's own modules.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  plugins: [namespaceOfZod],
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(outdir, 'metafile.json'), JSON.stringify(result.metafile));
const built = new Set(Object.keys(result.metafile.outputs).map((path) => join(root, path)));
for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && entry.name !== 'metafile.json' && !built.has(path)) rmSync(path, { force: true });
}
