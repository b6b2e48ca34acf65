import type { GateAdapter, GateFile, GateFiles, GateLint, GateProblem, GateReading, RecognisedFile } from './adapter.ts';
import type { AdapterSet } from './adapters/load.ts';
import { lintUnit } from './lint/units.ts';
import type { GateUnit } from './model.ts';

/** What all formats read in some files. */
export interface FileReading {
  readonly units: readonly GateUnit[];
  readonly problems: readonly GateProblem[];
  /** One entry for each format that recognised a file. */
  readonly files: readonly RecognisedFile[];
}

/** What all formats read in one file; an adapter that fails says so as a problem and takes no other with it. */
export const readGateFile = async (file: GateFile, files: GateFiles, adapters: AdapterSet): Promise<FileReading> => {
  const units: GateUnit[] = [];
  const problems: GateProblem[] = [];
  const recognised: RecognisedFile[] = [];
  for (const adapter of await adapters.forFile(file)) {
    const reading = adapter.read(file, files);
    units.push(...reading.units);
    recognised.push({ path: file.path, format: adapter.id, none: reasonForNone(adapter, reading) });
    for (const problem of reading.problems) if (!problems.some((known) => known.message === problem.message && known.source?.start === problem.source?.start)) problems.push(problem);
  }
  // What one format reads says why another that looks alike reads nothing.
  const held = recognised.filter(({ none }) => none === null);
  return { units, problems, files: held.length > 0 ? held : recognised };
};

const reasonForNone = ({ holds }: GateAdapter, { units, problems, instead }: GateReading): string | null => {
  if (units.length > 0) return null;
  return problems[0]?.message ?? `it holds no ${holds}${instead === undefined || instead === null ? '' : `: it ${instead}`}`;
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
