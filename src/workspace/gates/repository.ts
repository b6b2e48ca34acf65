import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { GateAdapter, GateLint, GateProblem, RecognisedFile, SettingRule } from '../../gates/adapter.ts';
import { adapterSet, type AdapterSet } from '../../gates/adapters/load.ts';
import { ADAPTERS } from '../../gates/adapters/registry.ts';
import { linkUnits, lintUnits } from '../../gates/collect.ts';
import { indexUnits, type UnitIndex } from '../../gates/links/reference.ts';
import type { GateUnit } from '../../gates/model.ts';
import { isoDate } from '../today.ts';
import { VERSION } from '../version.ts';
import type { Workspace } from '../workspace.ts';
import { openGateCache, type GateCache } from './cache.ts';
import { collectGates } from './collect.ts';
import { below, gatePaths, listFiles, withPlaces, workTreeSource, type GateSource } from './files.ts';

/** The gates of a repository as its work tree has them. */
export interface GateRepository {
  readonly workspace: Workspace;
  readonly source: GateSource;
  readonly units: readonly GateUnit[];
  readonly problems: readonly GateProblem[];
  /** Files of a known format, those without a gate included. */
  readonly files: readonly RecognisedFile[];
  readonly index: UnitIndex;
  readonly formats: Formats;
  readonly cache: GateCache;
  readonly lint: () => readonly GateLint[];
}

/** What is known of the formats of the units at hand. */
export interface Formats {
  readonly adapters: AdapterSet;
  readonly settingsOf: (format: string) => Readonly<Record<string, SettingRule>>;
  readonly replayOf: (format: string) => GateAdapter['replay'];
}

/** Looks formats up among the adapters that are loaded. */
export const formatsOf = (adapters: AdapterSet): Formats => {
  const find = (format: string): GateAdapter | undefined => adapters.loaded().find(({ id }) => id === format);
  return { adapters, settingsOf: (format) => find(format)?.settings ?? {}, replayOf: (format) => find(format)?.replay };
};

/** Loads the adapters of all units, then joins the units' chains. Units from a cache come without their adapters. */
export const joinUnits = async (units: readonly GateUnit[], adapters: AdapterSet): Promise<readonly GateUnit[]> => {
  for (const format of new Set(units.map(({ format }) => format))) await adapters.ofFormat(format);
  return linkUnits(units, adapters.loaded());
};

/**
 * Reads the gates of the repository, and those of the other configured repositories, whose paths begin with their name (`infra:`).
 * `places` are the files and folders that the user names, relative to the root: what they hold is read by its content where its place
 * tells nothing, also where git ignores it.
 */
export const openGates = async (workspace: Workspace, places: readonly string[] = []): Promise<GateRepository> => {
  const { host, root, gitRoot, configuration } = workspace;
  const adapters = adapterSet(ADAPTERS, below(places));
  const program = [VERSION, basename(import.meta.url)];
  const cache = openGateCache(workspace, program);
  const source = workTreeSource(root, await withPlaces(root, await listFiles(host, root, gitRoot !== null), places));
  const own = await collectGates(source, gatePaths(workspace), adapters, cache);
  const units = [...(await joinUnits(own.units, adapters))];
  const problems = [...own.problems];
  const repositories = Object.entries(configuration.repositories ?? {});
  for (const [name, folder] of repositories) {
    const place = resolve(root, folder);
    if (!existsSync(place)) {
      problems.push({ path: `${name}:`, source: null, message: `the repository "${name}" is not at ${folder}`, hint: 'check it out there, or change "repositories" in the configuration' });
      continue;
    }
    const other = await collectGates(workTreeSource(place, await listFiles(host, place, existsSync(resolve(place, '.git')))), () => true, adapters, openGateCache({ ...workspace, root: place, gitRoot: null }, program));
    units.push(...(await joinUnits(other.units, adapters)).map((unit) => ({ ...unit, path: `${name}:${unit.path}`, key: `${name}:${unit.key}` })));
    problems.push(...other.problems.map((problem) => ({ ...problem, path: `${name}:${problem.path}` })));
  }
  cache.save();
  return {
    workspace, source, units, problems, files: own.files, cache,
    index: indexUnits(units, repositories.map(([name]) => name)),
    formats: formatsOf(adapters),
    lint: () => lintUnits(ownUnits(units), adapters.loaded(), source, today(workspace)),
  };
};

/** The units of the repository itself; those of another one have its name before their path (`infra:`). */
export const ownUnits = (units: readonly GateUnit[]): readonly GateUnit[] => units.filter(({ path }) => !/^[\w-]+:/.test(path));

/** Today, ISO, in the configured zone or UTC. */
export const today = ({ host, configuration }: Workspace): string => isoDate(host.now(), configuration.timezone);
