import type { GateAdapter, GateFile, GateFiles, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { readConfig } from '../formats/config-file.ts';
import { FORMAT, istanbulUnits, jestUnits, vitestUnits } from './coverage-thresholds/javascript.ts';
import { iniUnits, tomlUnits } from './coverage-thresholds/python.ts';

type Runner = 'vitest' | 'jest' | 'istanbul' | 'package' | 'toml' | 'ini';

/** Whose configuration a file is by its name; null for a name that tells nothing. */
const runnerByName = (path: string): Runner | null => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/vite(?:st)?\.(?:config|workspace)[\w.-]*\.[cm]?[jt]s$/.test(name)) return 'vitest';
  if (/jest\.config[\w.-]*\.(?:[cm]?[jt]s|json)$/.test(name)) return 'jest';
  if (/\.(?:nyc|c8)rc(?:\.\w+)?$/.test(name)) return 'istanbul';
  if (name.endsWith('package.json')) return 'package';
  if (name.endsWith('pyproject.toml')) return 'toml';
  return /(?:\.coveragerc|setup\.cfg|tox\.ini)$/.test(name) ? 'ini' : null;
};

/** Whose configuration a file is by what it says. */
const runnerByContent = ({ path, text }: GateFile): Runner | null => {
  if (path.endsWith('.toml')) return /^\[tool\.(?:coverage|pytest)/m.test(text) && UNDER.test(text) ? 'toml' : null;
  if (/\.(?:ini|cfg|coveragerc)$/.test(path)) return UNDER.test(text) ? 'ini' : null;
  if (/\.[cm]?[jt]s$/.test(path) && /["']vitest\/config["']/.test(text) && /\bthresholds\b/.test(text)) return 'vitest';
  if (/\bcoverageThreshold["']?\s*:/.test(text)) return 'jest';
  return /["']?check-coverage["']?\s*:/.test(text) && /\b(?:lines|branches|functions|statements)\b/.test(text) ? 'istanbul' : null;
};

const UNDER = /fail_under|cov-fail-under/;

const runnerOf = (file: GateFile): Runner | null => runnerByName(file.path) ?? runnerByContent(file);

/** Coverage below which a test run fails: vitest, jest, nyc, c8, coverage.py. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'coverage thresholds',
  holds: 'coverage threshold',
  recognises: ({ path, text }) => {
    const runner = runnerByName(path);
    switch (runner) {
      case 'vitest':
        return /coverage|thresholds/.test(text);
      case 'jest':
      case 'istanbul':
        return true;
      case 'package':
        return /"(?:jest|nyc|c8)"\s*:\s*\{/.test(text);
      case 'toml':
      case 'ini':
        return UNDER.test(text);
      case null:
        return false;
    }
  },
  resembles: (file) => runnerByContent(file) !== null,
  read,
  settings: {
    perFile: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'for each file by itself', fallback: false },
    exclude: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'files left out' },
    include: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'files counted' },
  },
  link: (own, all) => throughCi(own, all, /\b(?:vitest|jest|nyc|c8|pytest|tox|nox|coverage\s+report|(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|coverage)[\w:-]*)\b/, 'the tests'),
};

function read(file: GateFile, files: GateFiles): GateReading {
  const runner = runnerOf(file);
  if (runner === 'toml') return tomlUnits(file);
  if (runner === 'ini') return iniUnits(file);
  const { root, opaque, problems } = readConfig(file, files);
  const place = { path: file.path, opaque };
  const units = runner === 'vitest' ? vitestUnits(place, root)
    : runner === 'jest' ? jestUnits(place, root, '')
    : runner === 'package' ? jestUnits(place, root, 'jest').concat(istanbulUnits(place, root, 'nyc'), istanbulUnits(place, root, 'c8'))
    : istanbulUnits(place, root, '');
  return { units, problems };
}
