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

/**
 * The JavaScript of the native engine is some twenty files, of which reading needs a few: those are bundled. Its loader of the binary stays where it
 * is installed, beside the binary for the platform; without it the import fails, and the other engine reads.
 */
const bindingOfEngine = {
  name: 'binding-of-engine',
  setup: ({ onResolve, onLoad }) => {
    const [, names] = /^export (\{[^}]*\}) from/m.exec(readFileSync(join(root, 'node_modules/satteri/dist/binding.js'), 'utf8'));
    onResolve({ filter: /^#binding$/ }, ({ path }) => ({ path, namespace: 'binding' }));
    onLoad({ filter: /.*/, namespace: 'binding' }, () => ({
      contents: `const binding = await import(new URL('../index.js', import.meta.resolve('satteri')));\nexport const ${names} = binding;`,
    }));
  },
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
  // Ink imports its developer tools where DEV=true; an unresolved import makes the bundle fail at start.
  // The HCL grammar comes as a language of an editor, whose code is not wanted.
  alias: { 'react-devtools-core': './scripts/empty-module.js', '@codemirror/language': './scripts/editor-language.js' },
  // Bundled CommonJS packages call `require` for node's own modules.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  plugins: [namespaceOfZod, bindingOfEngine],
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(outdir, 'metafile.json'), JSON.stringify(result.metafile));
const built = new Set(Object.keys(result.metafile.outputs).map((path) => join(root, path)));
for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && entry.name !== 'metafile.json' && !built.has(path)) rmSync(path, { force: true });
}
