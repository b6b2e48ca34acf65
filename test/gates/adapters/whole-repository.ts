import { adapterSet } from '../../../src/gates/adapters/load.ts';
import { linkUnits, lintUnits, readGateFile } from '../../../src/gates/collect.ts';
import { bareContext, diffUnits } from '../../../src/gates/diff/diff-units.ts';
import type { GateUnit } from '../../../src/gates/model.ts';
import { filesOf } from './reading.ts';

export type Texts = Readonly<Record<string, string>>;

const TODAY = '2026-01-01';
const adapters = adapterSet();

/** All units of a repository in memory, in every format, with their chains joined. */
export const unitsOf = async (texts: Texts): Promise<readonly GateUnit[]> => {
  const files = filesOf(texts);
  const readings = await Promise.all(files.paths.map((path) => readGateFile({ path, text: texts[path] ?? '' }, files, adapters)));
  return linkUnits(readings.flatMap(({ units }) => units), adapters.loaded());
};

export const unitAt = async (texts: Texts, key: string): Promise<GateUnit> => {
  const units = await unitsOf(texts);
  const found = units.find((unit) => unit.key === key);
  if (found === undefined) throw new Error(`no unit ${key} among ${units.map((unit) => unit.key).join(', ')}`);
  return found;
};

/** `unit rule` of each change between two versions of a repository. */
export const changesBetween = async (before: Texts, after: Texts): Promise<readonly string[]> => {
  const [old, fresh] = [await unitsOf(before), await unitsOf(after)];
  const settings = new Map(adapters.loaded().map((adapter) => [adapter.id, adapter.settings]));
  return diffUnits(old, fresh, bareContext((format) => settings.get(format) ?? {}, TODAY)).map((one) => `${one.unit.slice(one.unit.indexOf('#') + 1)} ${one.rule}`);
};

/** `level id unit` of each finding of `gates lint`. */
export const findingsIn = async (texts: Texts): Promise<readonly string[]> => {
  const units = await unitsOf(texts);
  return lintUnits(units, adapters.loaded(), filesOf(texts), TODAY).map((one) => `${one.level} ${one.id} ${one.unit.slice(one.unit.indexOf('#') + 1)}`);
};
