import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { distinctSelectors } from '../formats/gate-unit.ts';
import { readJavascript } from '../formats/javascript-file.ts';
import { readJson } from '../formats/json-file.ts';
import { at, type ConfigNode } from '../formats/node.ts';
import type { GateUnit } from '../model.ts';
import { isThresholds, loadOf, thresholdUnits } from './k6/thresholds.ts';

const FORMAT = 'k6';

/** Thresholds of k6 load tests: `options.thresholds` of a script, and constants that scripts import as such. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'k6 thresholds',
  holds: 'threshold',
  recognises: ({ path, text }) => (path.endsWith('.json') ? /"thresholds"/.test(text) && /k6/.test(path) : /["']k6(?:\/[\w-]+)?["']/.test(text) || (/k6/.test(path) && /thresholds/i.test(text))),
  resembles: ({ path, text }) => (path.endsWith('.json') ? /"thresholds"\s*:/.test(text) && /"(?:scenarios|stages|vus|executor)"\s*:/.test(text) : /(?:from|require\()\s*["']k6(?:\/[\w-]+)?["']/.test(text)),
  read: (file, files): GateReading => {
    if (file.path.endsWith('.json')) {
      const { root, opaque, problems } = readJson(file);
      return { units: unitsOf(file.path, 'options', root, opaque), problems };
    }
    const { exports, opaque, problems } = readJavascript(file, files);
    const options = exports.get('options') ?? null;
    if (options !== null) return { units: unitsOf(file.path, 'options', options, opaque), problems };
    const shared = [...exports].filter(([, node]) => isThresholds(node));
    return { units: shared.flatMap(([name, node]) => thresholdUnits({ path: file.path, format: FORMAT, prefix: name, selector: distinctSelectors(), opaque }, node, {})), problems };
  },
  settings: {
    abortOnFail: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'stops the test at once (abortOnFail)', fallback: false },
    vus: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'virtual users' },
    durationSeconds: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'duration of the load' },
  },
  link: (own, all) => throughCi(own, all, /\bk6\s+(?:run|cloud)\b|\bgrafana\/(?:k6|run-k6)-action|\bgrafana\/k6\b/, 'k6'),
};

const unitsOf = (path: string, prefix: string, options: ConfigNode | null, opaque: string | null): readonly GateUnit[] => {
  const thresholds = at(options, 'thresholds');
  return thresholds === null ? [] : thresholdUnits({ path, format: FORMAT, prefix, selector: distinctSelectors(), opaque }, thresholds, loadOf(options));
};
