import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { readConfig } from '../formats/config-file.ts';
import { condition, distinctSelectors, gateUnit, lintOf } from '../formats/gate-unit.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, opaqueReason, textOf, textsOf } from '../formats/node.ts';
import type { Condition, Enforcement, GateUnit } from '../model.ts';

const FORMAT = 'lighthouse-ci';

/** What each option of an assertion measures and the side on which it fails. */
const OPTIONS = {
  minScore: { what: 'score', fires: 'lt' },
  minLength: { what: 'length', fires: 'lt' },
  maxLength: { what: 'length', fires: 'gt' },
  minNumericValue: { what: 'value', fires: 'lt' },
  maxNumericValue: { what: 'value', fires: 'gt' },
} as const;

/** The score below which Lighthouse CI fails an audit whose assertion names none, as its code has it (its documentation says 1). */
const DEFAULT_MIN_SCORE = 0.9;

const DEFAULT_RUNS = 3;

const LEVELS: Readonly<Record<string, { readonly enforcement: Enforcement; readonly reason: string }>> = {
  error: { enforcement: 'block', reason: 'level error: the run exits non-zero' },
  warn: { enforcement: 'observe', reason: 'level warn: printed, never fails the run' },
  off: { enforcement: 'dormant', reason: 'level off: not evaluated' },
};

/** Assertions of Lighthouse CI: `ci.assert` of `lighthouserc` in JavaScript, JSON or YAML. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Lighthouse CI',
  holds: 'assertion under ci.assert',
  recognises: ({ path, text }) => /lighthouserc(?:\.\w+)?$/.test(path) && /\bci\b/.test(text),
  resembles: ({ text }) => /(?:^|[\s{,])["']?ci["']?\s*:/.test(text) && /["']?\b(?:assert|collect)["']?\s*:/.test(text) && /\b(?:assertions|assertMatrix|preset|budgetsFile|numberOfRuns|startServerCommand|staticDistDir|url)\b/.test(text),
  read: (file, files): GateReading => {
    const { root, opaque, problems } = readConfig(file, files);
    const config = at(root, 'ci');
    const assert = at(config, 'assert');
    const selector = distinctSelectors();
    const shared = {
      path: file.path,
      format: FORMAT,
      link: 'assertion',
      scope: textsOf(at(config, 'collect', 'url')).map((url) => `url ${url}`),
      runs: numberOf(at(config, 'collect', 'numberOfRuns')),
    };
    const unitsOf = (node: ConfigNode | null, prefix: string): readonly GateUnit[] =>
      entriesOf(at(node, 'assertions')).map(({ key, node: assertion }) => assertionUnit(shared, selector(`${prefix}/${key}`), key, assertion, opaque));
    const units = [
      ...presetUnits(shared, assert, opaque),
      ...unitsOf(assert, 'assertions'),
      ...itemsOf(at(assert, 'assertMatrix')).flatMap((entry) => unitsOf(entry, `assertMatrix/${textOf(at(entry, 'matchingUrlPattern')) ?? '*'}`)),
    ];
    return { units, problems };
  },
  settings: {
    aggregationMethod: { direction: ['optimistic', 'median-run', 'median', 'pessimistic'], weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'which of several runs counts', fallback: 'optimistic' },
    numberOfRuns: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'runs of which the best counts', whereBoth: true },
    preset: { direction: ['lighthouse:no-pwa', 'lighthouse:recommended', 'lighthouse:all'], weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'preset' },
  },
  link: (own, all) => throughCi(own, all, /\blhci\s+(?:autorun|assert)|lighthouse-ci-action|\blhci\b/, 'Lighthouse CI'),
  lint: (own) => own.flatMap((unit) =>
    unit.conditions.some((one) => one.comparator === 'lt' && one.threshold !== null && one.threshold <= 0) ? [lintOf(unit, 'cannot-fail', 'warning', 'A score is never below 0.', 'Set the lowest score you accept.')] : []),
};

interface Shared {
  readonly path: string;
  readonly format: string;
  readonly link: string;
  readonly scope: readonly string[];
  readonly runs: number | null;
}

const assertionUnit = (shared: Shared, selector: string, audit: string, node: ConfigNode, opaque: string | null): GateUnit => {
  const level = textOf(node) ?? textOf(at(node, 0)) ?? 'error';
  const options = node.kind === 'list' ? at(node, 1) : null;
  const method = textOf(at(options, 'aggregationMethod'));
  const { enforcement, reason } = LEVELS[level] ?? { enforcement: 'unverified', reason: `the level "${level}" is not one of Lighthouse CI` };
  const optimistic = method === null || method === 'optimistic';
  return gateUnit({
    ...shared,
    selector,
    title: `Lighthouse ${audit}`,
    enforcement,
    reason,
    source: node.source,
    mark: node.mark,
    conditions: conditionsOf(audit, options, node),
    settings: { aggregationMethod: method, numberOfRuns: optimistic ? (shared.runs ?? DEFAULT_RUNS) : null },
    opaque: opaque ?? opaqueReason(node),
    body: canonical(node),
  });
};

const conditionsOf = (audit: string, options: ConfigNode | null, node: ConfigNode): readonly Condition[] => {
  const stated = Object.entries(OPTIONS).flatMap(([option, { what, fires }]) => {
    const value = at(options, option);
    const threshold = numberOf(value);
    return value === null || threshold === null ? [] : [condition({ metric: `${audit} ${what}`, comparator: fires, threshold, unit: what === 'score' ? 'ratio' : null, source: value.source })];
  });
  return stated.length > 0 ? stated : [condition({ metric: `${audit} score`, comparator: 'lt', threshold: DEFAULT_MIN_SCORE, unit: 'ratio', source: node.source })];
};

/** A preset asserts on audits that the file does not name; a budgets file states its own limits. */
const presetUnits = (shared: Shared, assert: ConfigNode | null, opaque: string | null): readonly GateUnit[] => {
  const parts = [
    { key: 'preset', title: 'Lighthouse preset', why: 'the audits of a preset are those of the version that runs' },
    { key: 'budgetsFile', title: 'Lighthouse budgets', why: 'the budgets stand in another file' },
  ] as const;
  return parts.flatMap(({ key, title, why }) => {
    const node = at(assert, key);
    const value = textOf(node);
    if (node === null || value === null) return [];
    return [gateUnit({ ...shared, selector: key, title: `${title} ${value}`, enforcement: 'block', reason: 'level error: the run exits non-zero', source: node.source, mark: node.mark, settings: key === 'preset' ? { preset: value } : {}, opaque: opaque ?? why, body: value })];
  });
};
