// Packs: of the split bundle, the chunks that a command always loads, joined to one CommonJS file. One file opens sooner than fifty, and Node 20 can keep
// compiled code of CommonJS only.
import { createHash } from 'node:crypto';
import { basename, posix } from 'node:path';
import { build } from 'esbuild';
import { inAscii } from './ascii.js';
import { lateCrypto } from './late-crypto.js';

/** The chunks that importing some of them loads before they run. */
const closure = (outputs, roots) => {
  const members = new Set();
  const pending = [...roots];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (members.has(path)) continue;
    members.add(path);
    for (const { path: next, kind, external } of outputs[path].imports) if (kind === 'import-statement' && !external) pending.push(next);
  }
  return members;
};

/** An ES module that gives what a chunk in a pack exports; `chunks` is an expression for the chunks of the pack. */
const handOut = (path, { exports }, before, chunks) => `${before}
const chunk = ${chunks}[${JSON.stringify(basename(path))}];
${exports.map((name, index) => `const e${index} = chunk[${JSON.stringify(name)}];`).join('\n')}
export { ${exports.map((name, index) => `e${index} as ${JSON.stringify(name)}`).join(', ')} };
`;

/**
 * The text of a chunk whose dynamic imports of what lies outside the packs (`within` are the chunks that do not) are calls of `importChunk`: in code that was compiled in an
 * earlier run, Node 20 does not know from where to import.
 */
const importingThrough = (text, path, { imports }, within, outdir) => {
  const outside = new Set(imports.filter(({ path: other, kind, external }) => kind === 'dynamic-import' && !external && !within.has(other)).map((one) => one.path));
  return [...outside].reduce((changed, other) => {
    const [written, called] = [posix.dirname(path), outdir].map((folder) => posix.relative(folder, other));
    const next = changed.replaceAll(`import("./${written}")`, `importChunk("./${called}")`);
    if (next === changed) throw new Error(`${path} does not import ${other} as expected`);
    return next;
  }, outside.size === 0 ? text : `import { importChunk } from '${posix.relative(posix.dirname(path), outdir) || '.'}/cli.cjs';${text}`);
};

/** One CommonJS file of the member chunks. `borrowed` are modules in place of chunks that lie in another pack; whatever else is imported stays outside. */
const join = async (name, members, contents, borrowed, texts, options) => {
  const folder = posix.dirname(name);
  const chunks = {
    name: 'chunks',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.\.?\// }, ({ path, importer, namespace }) => {
        const chunk = posix.join(namespace === 'chunk' ? posix.dirname(importer) : folder, path);
        if (borrowed.has(chunk)) return { path: chunk, namespace: 'borrowed' };
        return members.has(chunk) ? { path: chunk, namespace: 'chunk' } : { path: `./${posix.relative(folder, chunk)}`, external: true };
      });
      onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({ contents: texts.get(path).replace(options.banner.js, '') }));
      onLoad({ filter: /./, namespace: 'borrowed' }, ({ path }) => ({ contents: borrowed.get(path) }));
    },
  };
  const { outputFiles } = await build({
    ...options,
    stdin: { contents },
    bundle: true,
    splitting: false,
    format: 'cjs',
    write: false,
    define: { ...options.define, 'import.meta.url': '__url', 'import.meta.dirname': '__folder' },
    banner: { js: 'const __url=require("node:url").pathToFileURL(__filename).href,__folder=require("node:path").dirname(__filename);' },
    plugins: [chunks, lateCrypto],
  });
  return outputFiles[0].text;
};

/** A pack as `loadPack` takes it: one function, in ASCII. */
const asFunction = (text) => `(function(exports,require,module,__filename){${inAscii(text)}\n})`;

/**
 * Joins chunks of a split bundle in `outdir`, given as esbuild's metafile and the texts by path, to two packs: one of what starts the program, one of what its command
 * needs; and to `cli.cjs` those of what loads packs. Each root is a source file whose chunk is loaded at once or by a dynamic import. Gives the texts of the whole bundle anew: in place of a packed chunk that others
 * import stands a module that hands out what the pack holds, so that nothing is loaded twice.
 */
export const joinChunks = async ({ outputs, texts, outdir, entry, loading, starting, running, options }) => {
  const chunkOf = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
  const loader = closure(outputs, [chunkOf(loading)]);
  const first = new Set([...closure(outputs, starting.map(chunkOf))].filter((path) => !loader.has(path)));
  const second = new Set([...closure(outputs, running.map(chunkOf))].filter((path) => !first.has(path) && !loader.has(path)));
  const importedOutside = (members) => [...members].filter((chunk) => Object.keys(outputs).some((path) => !members.has(path) && outputs[path].imports.some((one) => one.path === chunk)));
  const exported = (members) => importedOutside(members).map((path) => `export * as ${JSON.stringify(basename(path))} from './${posix.relative(outdir, path)}';\n`).join('');

  const opener = posix.relative(outdir, chunkOf(loading));
  const pack = async (name, members, contents, call, borrowed) => {
    const own = new Map([...members].map((path) => [path, importingThrough(texts.get(path), path, outputs[path], new Set([...members, ...borrowed.keys()]), outdir)]));
    const text = asFunction(await join(`${outdir}/${name}.cjs`, members, contents, borrowed, own, options));
    const file = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.cjs`;
    return { file, text, load: `${call}(${JSON.stringify(file)})` };
  };
  const handedOut = (members, chunks) => importedOutside(members).map((path) => [path, handOut(path, outputs[path], '', chunks)]);
  const fromLoader = handedOut(loader, `require('./cli.cjs')`);
  // The first pack opens the second, whose name holds its content; so the second finds the first by a name without.
  const checking = await pack('check', second, exported(second), 'loadPack', new Map([...fromLoader, ...handedOut(first, `require('./cli.cjs').starting()`)]));
  const fromSecond = handedOut(second, `require('./cli.cjs').${checking.load}`);
  const startingPack = await pack('start', first, `export * from './${posix.relative(outdir, chunkOf(entry))}';\n${exported(first)}`, 'openPack', new Map([...fromLoader, ...fromSecond]));
  const loaderContents = `import { openPack } from './${opener}';\nexport * from './${opener}';\n${exported(loader)}export const starting = () => ${startingPack.load};\nexport const start = () => starting().start();\n`;
  const loaderText = await join(`${outdir}/cli.cjs`, loader, loaderContents, new Map(), texts, options);

  const packed = (path) => loader.has(path) || first.has(path) || second.has(path);
  const isNeeded = (path) => Object.keys(outputs).some((other) => !packed(other) && outputs[other].imports.some((one) => one.path === path));
  const files = new Map([...texts].filter(([path]) => !packed(path)));
  for (const [members, chunks] of [[loader, 'cli'], [first, 'cli.starting()'], [second, `cli.${checking.load}`]])
    for (const path of members) if (isNeeded(path)) files.set(path, handOut(path, outputs[path], `import cli from '${posix.relative(posix.dirname(path), outdir)}/cli.cjs';`, chunks));
  files.set(`${outdir}/cli.cjs`, loaderText);
  for (const { file, text } of [startingPack, checking]) files.set(`${outdir}/${file}`, text);
  return { files, packs: { cli: [...loader, ...first], check: [...second] } };
};
