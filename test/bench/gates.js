// Prints how fast the built program is on the gates of a repository with 5,000 YAML files, against the YAML library in the same run:
// `npm run bench:gates`. Exit code 1 where a ratio is over its limit.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure, medians, report } from './measure.js';
import { writeYamlFiles } from './yaml-files.js';

const FILES = 5_000;
const RUNS = 3;
const program = resolve(import.meta.dirname, '../../bin/postmortem.js');
const work = mkdtempSync(join(tmpdir(), 'postmortem-bench-'));
const repository = join(work, 'repository');
const cache = join(work, 'cache');
const options = { cwd: repository, env: { ...process.env, XDG_CACHE_HOME: cache, CI: '' } };

const git = (...args) => measure('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], options);
const gates = (...args) => measure('node', [program, 'gates', ...args], options);
const cold = (...args) => {
  rmSync(cache, { recursive: true, force: true });
  return gates(...args);
};

const row = (what, value, limit) => ({ what, value, limit, unit: '×', good: value <= limit });

try {
  mkdirSync(repository);
  const paths = writeYamlFiles(repository, FILES);
  const list = join(work, 'paths');
  writeFileSync(list, paths.join('\n'));
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'Start');

  const [parse, listCold, diffCold] = medians(RUNS, [
    () => measure('node', [join(import.meta.dirname, 'parse-yaml.js'), list], options),
    () => cold('list'),
    () => cold('diff', '--against', 'HEAD'),
  ]);
  const { stderr } = gates('list');
  const [diffWarm] = medians(RUNS, [() => gates('diff', '--against', 'HEAD')]);

  console.log(`node ${process.version}, ${FILES} YAML files: ${stderr.trim()}`);
  console.log(`parse ${parse.toFixed(2)} s; gates list ${listCold.toFixed(2)} s; gates diff of an unchanged tree ${diffCold.toFixed(2)} s, with the cache ${diffWarm.toFixed(2)} s\n`);
  report([
    row('gates list / reading and parsing the files', listCold / parse, 3),
    row('gates diff, nothing changed / gates list', diffCold / listCold, 1.5),
    row('the same with the cache / gates list', diffWarm / listCold, 0.3),
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
