import type { GateAdapter, GateFile, GateFiles, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { readConfig } from '../formats/config-file.ts';
import { FORMAT, istanbulUnits, jestUnits, vitestUnits } from './coverage-thresholds/javascript.ts';
import { iniUnits, tomlUnits } from './coverage-thresholds/python.ts';

/** Coverage below which a test run fails: vitest, jest, nyc, c8, coverage.py. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'coverage thresholds',
  recognises: ({ path, text }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (/vite(?:st)?\.(?:config|workspace)[\w.-]*\.[cm]?[jt]s$/.test(name)) return /coverage|thresholds/.test(text);
    if (/jest\.config[\w.-]*\.(?:[cm]?[jt]s|json)$/.test(name)) return true;
    if (/\.(?:nyc|c8)rc(?:\.\w+)?$/.test(name)) return true;
    if (name.endsWith('package.json')) return /"(?:jest|nyc|c8)"\s*:\s*\{/.test(text);
    return /(?:pyproject\.toml|\.coveragerc|setup\.cfg|tox\.ini)$/.test(name) && /fail_under|cov-fail-under/.test(text);
  },
  read,
  settings: {
    perFile: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'for each file by itself', fallback: false },
    exclude: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'files left out' },
    include: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'files counted' },
  },
  link: (own, all) => throughCi(own, all, /\b(?:vitest|jest|nyc|c8|pytest|tox|nox|coverage\s+report|(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|coverage)[\w:-]*)\b/, 'the tests'),
};

function read(file: GateFile, files: GateFiles): GateReading {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (name.endsWith('.toml')) return tomlUnits(file);
  if (/(?:coveragerc|\.cfg|\.ini)$/.test(name)) return iniUnits(file);
  const { root, opaque, problems } = readConfig(file, files);
  const place = { path: file.path, opaque };
  const units = /vite/.test(name) ? vitestUnits(place, root)
    : /jest/.test(name) ? jestUnits(place, root, '')
    : name.endsWith('package.json') ? jestUnits(place, root, 'jest').concat(istanbulUnits(place, root, 'nyc'), istanbulUnits(place, root, 'c8'))
    : istanbulUnits(place, root, '');
  return { units, problems };
}
