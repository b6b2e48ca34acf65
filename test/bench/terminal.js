// Prints how fast the terminal app is, in a pseudo-terminal: `npm run bench:terminal`. First paint over an empty Ink app, and what a key costs with 1,000
// timeline entries in a document of 2,000 lines, as the processor time of the app's own thread. Exit code 1 where a figure is over its limit.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { report } from './measure.js';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'bin/postmortem.js');
const work = mkdtempSync(join(tmpdir(), 'postmortem-bench-'));

const ENTRIES = 1_000;
const PARAGRAPHS = 480;
const pad = (value) => String(value).padStart(2, '0');
const entry = (index) => `| 2026-04-${pad(10 + Math.floor(index / 100))} ${pad(Math.floor((index % 100) / 5))}:${pad((index % 5) * 10 + 5)} | | Event ${index} of a long incident, told in some words | | |`;
const LONG = `---\npostmortem: 1\ntitle: A long incident\nseverity: SEV1\nstatus: draft\n---\n\n## Summary\n\n${Array.from({ length: PARAGRAPHS }, (_, index) => `Paragraph ${index} tells what the dashboards showed and what it meant.\n`).join('\n')}
## Timeline\n\n| Time (UTC) | Milestone | Event | Actor | Evidence |\n|---|---|---|---|---|\n${Array.from({ length: ENTRIES }, (_, index) => entry(index)).join('\n')}\n\n## Action items\n\n| ID | Action | Owner |\n|---|---|---|\n| AI-1 | Alert on the pool | @mira-holt |\n`;

const quote = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A program in a pseudo-terminal. */
const open = (args, rows = 24, columns = 80) => {
  const child = spawn('script', ['-qfec', `stty cols ${columns} rows ${rows}; exec ${[process.execPath, ...args].map(quote).join(' ')}`, '/dev/null'], {
    cwd: work,
    env: { ...process.env, XDG_STATE_HOME: join(work, 'state'), TERM: 'xterm-256color', CI: 'false', SHELL: '/bin/sh', POSTMORTEM_MEASURE: join(work, 'keys') },
  });
  let text = '';
  let bytes = 0;
  child.stdout.on('data', (data) => {
    text += data;
    bytes += data.length;
  });
  return {
    shows: async (wanted) => {
      while (!text.includes(wanted)) await pause(1);
    },
    type: (keys) => child.stdin.write(keys),
    bytes: () => bytes,
    end: () => child.kill('SIGKILL'),
  };
};

/** What the program that was measured wrote down: a line for its first frame, and one for each key. */
const measured = () => readFileSync(join(work, 'keys'), 'utf8').split('\n').filter(Boolean);
const MEASURED = ['--import', join(import.meta.dirname, 'measure-keys.js')];

/** Milliseconds of processor time until a program has drawn its first frame, the best of several. */
const firstPaint = async (args, wanted) => {
  const times = [];
  for (let run = 0; run < 7; run++) {
    writeFileSync(join(work, 'keys'), '');
    const screen = open([...MEASURED, ...args]);
    await screen.shows(wanted);
    await pause(50);
    times.push(Number(measured().find((line) => line.startsWith('first'))?.split(' ')[1]));
    screen.end();
    rmSync(join(work, 'state'), { recursive: true, force: true });
  }
  return Math.min(...times);
};

const rows = [];
const row = (what, value, limit, unit) => rows.push({ what, value, limit, unit, good: value <= limit });
const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** An Ink app of one line, built as the program is. */
const emptyApp = async () => {
  const source = join(work, 'empty.js');
  writeFileSync(source, `import { createElement } from 'react'; import { render, Text, useInput } from 'ink';\nPromise.withResolvers ??= function () { let resolve, reject; const promise = new this((a, b) => { resolve = a; reject = b; }); return { promise, resolve, reject }; };\nrender(createElement(() => { useInput(() => {}); return createElement(Text, null, 'empty app'); }), { alternateScreen: true });`);
  const outfile = join(work, 'empty.mjs');
  await build({
    entryPoints: [source], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', minify: true, nodePaths: [join(root, 'node_modules')], logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' }, alias: { 'react-devtools-core': join(root, 'scripts/empty-module.js') },
    banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  });
  return outfile;
};

/** The cost of keys that change the screen: processor time of the app's thread between the key and the last byte of its frame. */
const measureKeys = async (rowsOfScreen, columns) => {
  writeFileSync(join(work, 'long.md'), LONG);
  writeFileSync(join(work, 'keys'), '');
  const screen = open([...MEASURED, program, 'edit', 'long.md'], rowsOfScreen, columns);
  await screen.shows('Event 0 ');
  await pause(1_500);
  const bytes = [];
  const press = async (key, wait) => {
    const before = screen.bytes();
    screen.type(key);
    await pause(wait);
    bytes.push(screen.bytes() - before);
  };
  for (let round = 0; round < 12; round++) {
    for (const key of `a${pad(round)}59 pager fires on the 5xx ratio of checkout`) await press(key, 40);
    const before = bytes.length;
    await press('\r', 700);
    bytes.length = before;
    for (let step = 0; step < 6; step++) await press(step % 2 ? '\u001b[A' : '\u001b[B', 40);
  }
  screen.end();
  const times = measured().filter((line) => !line.startsWith('first')).map(Number);
  return { times, bytes };
};

try {
  writeFileSync(join(work, 'a.md'), '# Orders failed\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 2026-04-24 23:50 | Deploy begins |\n');
  const empty = await firstPaint([await emptyApp()], 'empty app');
  const first = await firstPaint([program, 'edit', 'a.md'], 'Deploy begins');
  row('first paint over an empty Ink app', first - empty, 150, 'ms');
  for (const [height, width] of [[24, 80], [60, 200]]) {
    const { times, bytes } = await measureKeys(height, width);
    row(`a key, p50 of ${times.length}, ${width}×${height}`, percentile(times, 0.5), 16, 'ms');
    row(`a key, p99, ${width}×${height}`, percentile(times, 0.99), 16, 'ms');
    row(`bytes of a key, p50, ${width}×${height}`, percentile(bytes, 0.5), 600, 'B');
    row(`bytes of a key, p99, ${width}×${height}`, percentile(bytes, 0.99), height * width, 'B');
  }
  console.log(`node ${process.version}; an empty Ink app paints after ${empty.toFixed(0)} ms, the editor after ${first.toFixed(0)} ms; ${LONG.split('\n').length} lines, ${ENTRIES} entries\n`);
  report(rows);
} finally {
  rmSync(work, { recursive: true, force: true });
}
