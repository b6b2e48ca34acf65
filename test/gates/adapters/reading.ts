import type { GateAdapter, GateFiles } from '../../../src/gates/adapter.ts';
import { bareContext, diffUnits } from '../../../src/gates/diff/diff-units.ts';
import type { GateUnit } from '../../../src/gates/model.ts';

/** A repository in memory. */
export const filesOf = (texts: Readonly<Record<string, string>>): GateFiles => ({
  paths: Object.keys(texts).toSorted(),
  text: (path) => (Object.hasOwn(texts, path) ? (texts[path] ?? null) : null),
});

/** All units of one format in a repository, links joined. */
export const unitsIn = (adapter: GateAdapter, texts: Readonly<Record<string, string>>): readonly GateUnit[] => {
  const files = filesOf(texts);
  const units = files.paths.map((path) => ({ path, text: texts[path] ?? '' })).filter(adapter.recognises).flatMap((file) => adapter.read(file, files).units);
  const linked = new Map((adapter.link?.(units, units) ?? []).map((unit) => [unit.key, unit]));
  return units.map((unit) => linked.get(unit.key) ?? unit);
};

export const unitOf = (adapter: GateAdapter, texts: Readonly<Record<string, string>>, selector?: string): GateUnit => {
  const units = unitsIn(adapter, texts);
  const found = selector === undefined ? units[0] : units.find((unit) => unit.selector === selector);
  if (found === undefined) throw new Error(`no unit ${selector ?? ''} among ${units.map((unit) => unit.selector).join(', ')}`);
  return found;
};

/** Rules of the changes between two versions of a repository, in order. */
export const rulesBetween = (adapter: GateAdapter, before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly string[] =>
  diffUnits(unitsIn(adapter, before), unitsIn(adapter, after), bareContext(() => adapter.settings, '2026-01-01')).map((one) => one.rule);

export const lintsIn = (adapter: GateAdapter, texts: Readonly<Record<string, string>>): readonly string[] => {
  const units = unitsIn(adapter, texts);
  return (adapter.lint?.(units, units, filesOf(texts), '2026-01-01') ?? []).map((one) => one.id);
};

/** `selector: metric comparator threshold` of each condition, in order; why where the threshold is not known. */
export const conditionsIn = (adapter: GateAdapter, texts: Readonly<Record<string, string>>): readonly string[] =>
  unitsIn(adapter, texts).flatMap((unit) => unit.conditions.map((one) => `${unit.selector}: ${one.metric} ${one.comparator} ${one.threshold ?? one.opaque ?? ''}`));
