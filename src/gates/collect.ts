import type { GateAdapter, GateFile, GateFiles, GateLint, GateProblem, GateReading } from './adapter.ts';
import type { AdapterSet } from './adapters/load.ts';
import { lintUnit } from './lint/units.ts';
import type { GateUnit } from './model.ts';

/** What all formats read in one file; an adapter that fails says so as a problem and takes no other with it. */
export const readGateFile = async (file: GateFile, files: GateFiles, adapters: AdapterSet): Promise<GateReading> => {
  const units: GateUnit[] = [];
  const problems: GateProblem[] = [];
  for (const adapter of await adapters.forFile(file)) {
    const reading = adapter.read(file, files);
    units.push(...reading.units);
    for (const problem of reading.problems) if (!problems.some((known) => known.message === problem.message && known.source?.start === problem.source?.start)) problems.push(problem);
  }
  return { units, problems };
};

/** Joins the chains of all units across files: each format sees every unit, as the formats before it left them. */
export const linkUnits = (units: readonly GateUnit[], adapters: readonly GateAdapter[]): readonly GateUnit[] => {
  const byKey = new Map(units.map((unit) => [unitIdentity(unit), unit]));
  for (const adapter of adapters) {
    if (adapter.link === undefined) continue;
    const all = [...byKey.values()];
    for (const unit of adapter.link(all.filter(({ format }) => format === adapter.id), all)) byKey.set(unitIdentity(unit), unit);
  }
  return [...byKey.values()];
};

/** Two formats may read one place of a file each in its own way. */
const unitIdentity = (unit: GateUnit): string => `${unit.format} ${unit.key}`;

/** Findings of formats that say why a general one holds; the general one need not be repeated. */
const EXPLAINED_BY: Readonly<Record<string, string>> = {
  unreferenced: 'never-runs', 'tells-nobody': 'result-ignored', 'no-analysis': 'result-ignored',
};

/** Gates that cannot do their job, by what holds for every format and by what each format knows of its own. */
export const lintUnits = (units: readonly GateUnit[], adapters: readonly GateAdapter[], files: GateFiles, today: string): readonly GateLint[] => {
  const own = adapters.flatMap((adapter) => adapter.lint?.(units.filter(({ format }) => format === adapter.id), units, files, today) ?? []);
  const told = new Set(own.flatMap(({ id, unit }) => [`${id} ${unit}`, `${EXPLAINED_BY[id] ?? id} ${unit}`]));
  const general = units.flatMap(lintUnit).filter(({ id, unit }) => !told.has(`${id} ${unit}`));
  return [...own, ...general].toSorted((one, other) => (one.path === other.path ? one.source.start - other.source.start : one.path < other.path ? -1 : 1));
};
