import { condition, distinctSelectors, gateUnit } from '../../formats/gate-unit.ts';
import { at, booleanOf, canonical, type ConfigEntry, type ConfigNode, entriesOf, itemsOf, numberOf, opaqueReason, textsOf } from '../../formats/node.ts';
import type { Condition, GateUnit, SettingValue } from '../../model.ts';

export const FORMAT = 'coverage-thresholds';

export interface CoveragePlace {
  readonly path: string;
  readonly opaque: string | null;
}

const PARTS = ['lines', 'branches', 'functions', 'statements'] as const;

/** `coverage.thresholds` of vitest, wherever projects nest it: global ones, and those of file patterns. */
export const vitestUnits = (place: CoveragePlace, root: ConfigNode | null): readonly GateUnit[] => {
  const selector = distinctSelectors();
  return coverageNodes(root, 0).flatMap((coverage) => {
    const thresholds = at(coverage, 'thresholds');
    const perFile = booleanOf(at(thresholds, 'perFile'));
    const exclude = at(coverage, 'exclude');
    const settings = { perFile, exclude: exclude === null ? null : textsOf(exclude).toSorted() };
    if (thresholds === null) return [];
    const global = { key: 'thresholds', keySource: thresholds.source, node: thresholds };
    const patterns = entriesOf(thresholds).filter(({ node }) => node.kind === 'map');
    return [global, ...patterns].flatMap((entry) => unitOf(place, selector(entry === global ? 'coverage' : `coverage/${entry.key}`), entry, settings));
  });
};

/** Nodes under the key `coverage` that state thresholds; older versions state them beside the provider. */
const coverageNodes = (node: ConfigNode | null, depth: number): readonly ConfigNode[] => {
  if (node === null || depth > 8) return [];
  return [...entriesOf(node).map(({ key, node: inner }) => ({ key, inner })), ...itemsOf(node).map((inner) => ({ key: '', inner }))].flatMap(({ key, inner }) =>
    key === 'coverage' && inner.kind === 'map' ? [inner] : coverageNodes(inner, depth + 1));
};

/** `coverageThreshold` of jest: `global`, and paths or patterns. */
export const jestUnits = (place: CoveragePlace, root: ConfigNode | null, under: string): readonly GateUnit[] => {
  const config = under === '' ? root : at(root, under);
  const ignored = at(config, 'coveragePathIgnorePatterns');
  const settings = { exclude: ignored === null ? null : textsOf(ignored).toSorted() };
  const threshold = at(config, 'coverageThreshold');
  if (threshold?.kind === 'opaque') return unitOf(place, 'coverageThreshold', { key: '', keySource: threshold.source, node: threshold }, settings);
  return entriesOf(threshold).flatMap((entry) => unitOf(place, `coverageThreshold/${entry.key}`, entry, settings));
};

/** nyc and c8: thresholds count only with `check-coverage`. */
export const istanbulUnits = (place: CoveragePlace, root: ConfigNode | null, under: string): readonly GateUnit[] => {
  const config = under === '' ? root : at(root, under);
  if (config === null || !PARTS.some((part) => at(config, part) !== null)) return [];
  const checks = booleanOf(at(config, 'check-coverage')) ?? booleanOf(at(config, 'checkCoverage')) ?? false;
  const exclude = at(config, 'exclude');
  const settings = { perFile: booleanOf(at(config, 'per-file')), exclude: exclude === null ? null : textsOf(exclude).toSorted() };
  return unitOf(place, under === '' ? 'check-coverage' : `${under}/check-coverage`, { key: '', keySource: config.source, node: config }, settings, checks);
};

const unitOf = (place: CoveragePlace, selector: string, { key, node }: ConfigEntry, settings: Readonly<Record<string, SettingValue | null>>, checks = true): GateUnit[] => {
  const conditions = conditionsOf(node);
  if (conditions.length === 0 && node.kind !== 'opaque') return [];
  return [gateUnit({
    path: place.path,
    selector,
    format: FORMAT,
    title: `coverage${key === '' || key === 'thresholds' || key === 'global' ? '' : ` of ${key}`}`,
    enforcement: checks ? 'block' : 'dormant',
    reason: checks ? 'the test run fails below it' : 'check-coverage is not on: the thresholds are not looked at',
    link: 'threshold',
    source: node.source,
    mark: node.mark,
    conditions,
    settings,
    opaque: place.opaque ?? (node.kind === 'opaque' ? node.reason : null),
    body: canonical(node),
  })];
};

/** A negative number is the most that may stay uncovered, a positive one the least percentage covered. */
const conditionsOf = (node: ConfigNode): readonly Condition[] => {
  const all = at(node, '100');
  if (all !== null && booleanOf(all) === true) return PARTS.map((part) => condition({ metric: `coverage of ${part}`, comparator: 'lt', threshold: 100, unit: '%', source: all.source }));
  return PARTS.flatMap((part) => {
    const value = at(node, part);
    if (value === null) return [];
    const threshold = numberOf(value);
    if (threshold === null) return [condition({ metric: `coverage of ${part}`, comparator: 'lt', threshold: null, expression: value.kind === 'opaque' ? value.text : null, unit: '%', opaque: opaqueReason(value) ?? 'it is not a number', source: value.source })];
    return [threshold < 0
      ? condition({ metric: `${part} not covered`, comparator: 'gt', threshold: -threshold, source: value.source })
      : condition({ metric: `coverage of ${part}`, comparator: 'lt', threshold, unit: '%', source: value.source })];
  });
};
