// Prints how the site of 1,000 records is: how long it takes to build against `check` of the same documents, how large it is, and how its first page
// does in headless Chromium: `npm run bench:report`, with `-- --runs 1 --slack 2` for one quick run with twice the time. Exit code 1 where a figure is over its limit.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { writeDocuments } from './documents.js';
import { measure, medians, report } from './measure.js';

const RECORDS = 1_000;
const LOOKS = ['light', 'dark'].flatMap((colorScheme) => [390, 1200].map((width) => ({ colorScheme, viewport: { width, height: 800 } })));

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, slack: { type: 'string', default: '1' } } });
const [runs, slack] = [Number(values.runs), Number(values.slack)];
const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'bin/postmortem.js');
const shared = resolve(process.env.POSTMORTEM_SHARED ?? join(root, '../shared'), 'corpus');
const work = mkdtempSync(join(tmpdir(), 'postmortem-bench-'));
const [documents, site, cache] = ['postmortems', 'site', 'cache'].map((name) => join(work, name));
const options = { cwd: work, env: { ...process.env, XDG_CACHE_HOME: cache, CI: '' } };
const git = (...args) => measure('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], options);

/** Both with no cache at all: not of findings, and not of compiled code. */
const cold = (...args) => {
  rmSync(cache, { recursive: true, force: true });
  return measure('node', [program, ...args], options);
};

const row = (what, value, limit, unit) => ({ what, value, limit, unit, good: value <= limit });

/** What a page does in a new browser context: its errors and requests, the moment from which it can be read and used, and what the checker finds. */
const visit = async (browser, file, look) => {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => request.url() !== address && wrong.push(request.url()));
  await page.goto(address);
  // Without a script a page is interactive once it is parsed and painted.
  const milliseconds = await page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
      const [{ loadEventEnd }] = performance.getEntriesByType('navigation');
      done(Math.max(loadEventEnd, ...performance.getEntriesByType('paint').map(({ startTime }) => startTime)));
    })))`,
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate('axe.run()');
  await context.close();
  return { milliseconds, wrong, violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)) };
};

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
if (executablePath === undefined) {
  console.error('Chromium is not installed: bash scripts/ci-packages.sh');
  process.exit(2);
}
try {
  writeDocuments(documents, existsSync(shared) ? [shared] : [join(root, 'examples'), join(root, 'templates')], RECORDS);
  // A history to read: as many versions as are read at most.
  git('init', '-q', '-b', 'main');
  for (let version = 0; version < 5; version++) {
    for (const name of readdirSync(documents)) writeFileSync(join(documents, name), `${readFileSync(join(documents, name), 'utf8')}\n`);
    git('add', documents);
    git('commit', '-q', '-m', `Version ${version}`);
  }

  const [check, build] = medians(runs, [() => cold('check', '--no-cache', '--format', 'markdown', documents), () => cold('report', documents, '--out', site)]);
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) => join(site, name)).filter((path) => statSync(path).isFile());
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const index = join(site, 'index.html');
  const largest = files.filter((path) => path !== index).toSorted((a, b) => statSync(b).size - statSync(a).size)[0];

  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const visits = [];
  try {
    for (const look of LOOKS) for (const file of [index, largest]) visits.push({ file, ...(await visit(browser, file, look)) });
  } finally {
    await browser.close();
  }
  const first = visits.filter(({ file }) => file === index).map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const [wrong, violations] = [visits.flatMap((one) => one.wrong), visits.flatMap((one) => one.violations)];

  console.log(`node ${process.version}, ${RECORDS} records; check ${check.toFixed(2)} s, report ${build.toFixed(2)} s; index ${(statSync(index).size / 1e6).toFixed(2)} MB, interactive after ${first.map((value) => value.toFixed(0)).join(', ')} ms`);
  for (const what of new Set([...wrong, ...violations])) console.log(what);
  report([
    row('report of 1,000 records / check', build / check, 2 * slack, '×'),
    row('size of the site', bytes / 1e6, 25, 'MB'),
    row('first page interactive, the slowest of its looks', first.at(-1), 1_000 * slack, 'ms'),
    row('console errors, page errors and requests', wrong.length, 0, ''),
    row('findings of the accessibility checker', violations.length, 0, ''),
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
