// Builds dist/: a small pack that knows the command table, a pack for the check, and a chunk for each other command that is loaded when it is called.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { fasterInk } from './faster-ink.js';
import { withQuickLetters } from './letters.js';
import { joinChunks } from './packs.js';
import { withLateExamples } from './rule-examples.js';

const root = join(import.meta.dirname, '..');
const outdir = join(root, 'dist');

/**
 * A bundler drops what is not used of `import * as z`, but keeps all of zod for `import { z }`: 400 kB, a third of the start of `check`.
 * The two mean the same.
 */
const withNamespaceOfZod = (text) =>
  text.replace(/^import \{(.*?),? z \} from 'zod\/mini';/m, (_, others) => `import * as z from 'zod/mini';${others && `import {${others} } from 'zod/mini';`}`);

/** The source files, changed to start sooner. */
const sources = {
  name: 'sources',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]src[/\\].*\.tsx?$/ }, ({ path }) => {
      const text = withQuickLetters(withNamespaceOfZod(readFileSync(path, 'utf8')));
      return { contents: /[/\\]rules[/\\]/.test(path) ? withLateExamples(text, path) : text, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    }),
};

/**
 * The JavaScript of the native engine is some twenty files, of which reading needs a few: those are bundled. The binary for the platform stays where it is
 * installed, beside the engine, and is opened without the engine's loader, which first finds out the C library of the machine: only the binary that
 * fits is installed. Without one the import fails, and the other engine reads.
 */
const bindingOfEngine = {
  name: 'binding-of-engine',
  setup: ({ onResolve, onLoad }) => {
    const engine = join(root, 'node_modules/satteri');
    const [, names] = /^export (\{[^}]*\}) from/m.exec(readFileSync(join(engine, 'dist/binding.js'), 'utf8'));
    const binaries = Object.keys(JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8')).optionalDependencies);
    onResolve({ filter: /^#binding$/ }, ({ path }) => ({ path, namespace: 'binding' }));
    onLoad({ filter: /.*/, namespace: 'binding' }, () => ({
      contents: `import { createRequire } from 'node:module';
const fromHere = createRequire(import.meta.url);
const fromEngine = (name) => createRequire(fromHere.resolve('satteri'))(name);
const open = () => {
  let cause;
  for (const name of ${JSON.stringify(binaries)}.filter((one) => one.startsWith(\`@bruits/satteri-\${process.platform}-\${process.arch}\`)))
    // Most package managers put it where it is found without a look at the engine's own package, which takes longer.
    for (const from of [fromHere, fromEngine])
      try {
        return from(name);
      } catch (error) {
        cause = error;
      }
  throw new Error('no binary of the Markdown engine for this platform', { cause });
};
export const ${names} = open();`,
    }));
  },
};

const options = {
  absWorkingDir: root,
  platform: 'node',
  target: 'node20',
  // Node 20 has them; else each use of such a pattern, however often it runs, would make it anew.
  supported: { 'regexp-unicode-property-escapes': true, 'regexp-lookbehind-assertions': true },
  minify: true,
  keepNames: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
  // Bundled CommonJS packages call `require` for node's own modules.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
};

/** What loads packs: an entry of its own, so that it is a chunk of its own. */
const LOADING = 'src/cli/packs/load-pack.ts';

const { metafile, outputFiles } = await build({
  ...options,
  entryPoints: { cli: 'src/cli/start.ts', packs: LOADING },
  outdir,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  legalComments: 'linked',
  // Ink imports its developer tools where DEV=true; an unresolved import makes the bundle fail at start.
  // The HCL grammar comes as a language of an editor, whose code is not wanted.
  alias: { 'react-devtools-core': './scripts/empty-module.js', '@codemirror/language': './scripts/editor-language.js' },
  // Native, optional, and loaded only for traces that do not fit into memory.
  external: ['@duckdb/node-api'],
  plugins: [sources, bindingOfEngine, fasterInk],
  metafile: true,
  write: false,
});

const { files, packs } = await joinChunks({
  outputs: metafile.outputs,
  texts: new Map(outputFiles.map(({ path, text }) => [relative(root, path).split(sep).join('/'), text])),
  outdir: 'dist',
  entry: 'src/cli/start.ts',
  loading: LOADING,
  starting: ['src/cli/start.ts', 'src/cli/help.ts'],
  running: ['src/cli/commands/check.ts', 'src/cli/check/thread.ts', 'src/reporters/pretty.ts', 'src/document/engines/satteri.ts'],
  options,
});
files.set('dist/metafile.json', JSON.stringify({ ...metafile, packs }));

for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
for (const entry of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !files.has(relative(root, path).split(sep).join('/'))) rmSync(path, { force: true });
}
