// Prints how fast the built program is, as ratios within one run on one machine: `npm run bench`, with `-- --large` for 20,000 documents too.
// Exit code 1 where a ratio is over its limit.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { writeDocuments } from './documents.js';
import { measure, medians, report, shortest } from './measure.js';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'bin/postmortem.js');
const require = createRequire(import.meta.url);
const rumdl = join(dirname(require.resolve(`@rumdl/cli-${process.platform}-${process.arch}/package.json`)), 'rumdl');
const markdownlint = join(root, 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs');
const shared = resolve(process.env.POSTMORTEM_SHARED ?? join(root, '../shared'), 'corpus');
const sources = existsSync(shared) ? [shared] : [join(root, 'examples'), join(root, 'templates')];
const large = process.argv.includes('--large');

const work = mkdtempSync(join(tmpdir(), 'postmortem-bench-'));
const environment = { ...process.env, XDG_CACHE_HOME: join(work, 'cache'), CI: '' };
const REPORT_MEMORY = 'data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS+"\\n"))';

/** Seconds that a program ran, and megabytes where it is node. */
const run = (command, args, cwd = work) => {
  const { seconds, stderr } = measure(command, args, { cwd, env: environment });
  return { seconds, megabytes: Number(/maxRSS (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
};
const node = (args, cwd) => run('node', args, cwd);
const postmortem = (args, cwd) => node(['--import', REPORT_MEMORY, program, ...args], cwd);

const milliseconds = (seconds) => (seconds * 1000).toFixed(0);

const rows = [];
const row = (what, value, limit, unit, good = value <= limit) => rows.push({ what, value, limit, unit, good });

try {
  const documents = join(work, 'documents');
  const bytes = writeDocuments(documents, sources, 2_000);
  const one = join(documents, '00000.md');

  const checkOne = () => node([program, 'check', '--no-cache', one]);
  const first = checkOne().seconds;
  const [empty, help, single] = shortest(40, [() => node(['-e', '0']), () => node([program, '--help']), checkOne]);
  row('--help / node -e 0', help / empty, 1.35, '×');
  row('check of one file / node -e 0', single / empty, 2, '×');

  const quiet = ['check', '--format', 'markdown', documents];
  const [cold, peer] = medians(5, [() => node([program, ...quiet, '--no-cache']), () => run(rumdl, ['check', '--no-cache', documents])]);
  const slow = node([markdownlint, `${documents}/*.md`]).seconds;
  row('2,000 documents / rumdl', cold / peer, 1.5, '×');
  row('markdownlint-cli2 / 2,000 documents', slow / cold, 8, '×', slow / cold >= 8);

  const filling = node([program, ...quiet]).seconds;
  const [warm] = medians(5, [() => node([program, ...quiet])]);
  row('with a warm cache / cold', warm / cold, 0.3, '×');
  row('the same / the run that fills the cache', warm / filling, 0.3, '×');

  const { megabytes } = postmortem(['check', '--format', 'json', '--no-cache', documents]);
  row('memory at 2,000 documents', megabytes, 300, 'MB');
  if (large) {
    const many = join(work, 'many');
    writeDocuments(many, sources, 20_000);
    const big = postmortem(['check', '--format', 'json', '--no-cache', many]);
    row('memory of each document at 20,000 / at 2,000', big.megabytes / 10 / megabytes, 1, '×');
    row('time of each document at 20,000 / at 2,000', big.seconds / 10 / cold, 1.25, '×');
  }

  console.log(`node ${process.version}, 2,000 documents of ${Math.round(bytes / 2_000)} bytes from ${sources.length === 1 ? 'real post-mortems' : 'examples and templates'}`);
  console.log(`node -e 0 ${milliseconds(empty)} ms; --help ${milliseconds(help)} ms; check of one file ${milliseconds(single)} ms, the first on this machine ${milliseconds(first)} ms`);
  console.log(`check of all ${cold.toFixed(2)} s, warm ${warm.toFixed(2)} s; rumdl ${peer.toFixed(2)} s; markdownlint-cli2 ${slow.toFixed(2)} s\n`);
  report(rows);
} finally {
  rmSync(work, { recursive: true, force: true });
}
