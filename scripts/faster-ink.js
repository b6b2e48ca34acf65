// What Ink does again for each frame, or long before the first one, is left out of the bundle. Each change is to a line of a package that is pinned; where the line reads
// otherwise, the build fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROWS = join(import.meta.dirname, 'ink-rows.js');

/**
 * Characters of one column that stand alone: Latin, dashes, arrows, frames and signs. Without them in the list one frame of `─` makes the table of all emoji be compiled, which
 * takes longer than the first screen.
 */
export const NARROW = String.raw`[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2190-\u2199\u2500-\u25FC\u2713\u2714\u2716]`;

const changed = (path, before, after) => {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(before)) throw new Error(`a package is written otherwise by now: see scripts/faster-ink.js and ${path}`);
  return text.replace(before, () => after);
};

const CHANGES = [
  // Every line is measured, split and composed anew for each frame: what was found is kept from frame to frame, up to some screens full.
  {
    file: /[/\\]ink[/\\]build[/\\]output\.js$/,
    contents: (path) => `import { keepRows } from ${JSON.stringify(ROWS)};
${changed(path, 'caches = new OutputCaches();', 'caches = keptCaches();')}
keepRows(Output);
let known = new OutputCaches();
const keptCaches = () => (known.styledChars.size > 2000 || known.widths.size > 20000 ? (known = new OutputCaches()) : known);`,
  },
  // The same function with a memory, which Ink uses for the layout.
  {
    file: /[/\\]ink[/\\]build[/\\]render-node-to-output\.js$/,
    contents: (path) => `import measureText from './measure-text.js';\n${changed(path, 'widestLine(text)', 'measureText(text).width')}`,
  },
  { file: /[/\\]string-width[/\\]index\.js$/, contents: (path) => changed(path, String.raw`/^[\u0020-\u007E]*$/.test(string)`, `/^${NARROW}*$/.test(string)`) },
  // The layout is WebAssembly in base64; fetching it from there makes Node load its whole client of HTTP.
  { file: /[/\\]yoga-layout[/\\]dist[/\\]binaries[/\\]yoga-wasm-base64-esm\.js$/, contents: (path) => changed(path, 'return w||"function"!=typeof fetch?Promise.resolve()', 'return 1?Promise.resolve()') },
];

export const fasterInk = {
  name: 'faster-ink',
  setup: ({ onLoad }) => {
    for (const { file, contents } of CHANGES) onLoad({ filter: file }, ({ path }) => ({ contents: contents(path) }));
  },
};
