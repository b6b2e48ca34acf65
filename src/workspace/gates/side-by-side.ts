import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { GateProblem } from '../../gates/adapter.ts';
import { adapterSet, type AdapterSet } from '../../gates/adapters/load.ts';
import { ADAPTERS } from '../../gates/adapters/registry.ts';
import { bareContext, diffUnits } from '../../gates/diff/diff-units.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';
import { UserError } from '../../record/errors.ts';
import { displayPath } from '../discover.ts';
import type { Host } from '../host.ts';
import { readTextFile } from '../text-file.ts';
import { isInside } from '../workspace.ts';
import { NO_CACHE } from './cache.ts';
import { collectGates } from './collect.ts';
import { listFiles, MAX_GATE_FILE_BYTES, workTreeSource, type GateSource } from './files.ts';
import { formatsOf, joinUnits } from './repository.ts';

export interface SideBySide {
  readonly changes: readonly GateChange[];
  readonly problems: readonly GateProblem[];
  /** Text of a path of the newer version; null where it has none. */
  readonly text: (path: string) => string | null;
}

/** What the second of two files, or of two folders, does to the gates of the first: versions that lie side by side, in no history. `today` is an ISO date; `strict` as in the ratchet. */
export const compareSideBySide = async (host: Host, before: string, after: string, today: string, strict: boolean): Promise<SideBySide> => {
  const [old, fresh] = [before, after].map((word) => {
    const path = resolve(host.cwd, word);
    if (!existsSync(path)) throw new UserError(`there is no "${word}"`, { place: host.cwd });
    return { path, folder: statSync(path).isDirectory() };
  });
  if (old === undefined || fresh === undefined || old.folder !== fresh.folder) throw new UserError('two files or two folders can be compared, not one of each');
  const adapters = adapterSet(ADAPTERS, () => true);
  const name = isInside(host.cwd, fresh.path) ? displayPath(host.cwd, fresh.path) : basename(fresh.path);
  const sources = await Promise.all([old, fresh].map(async ({ path, folder }) => (folder ? workTreeSource(path, await listFiles(host, path, false)) : fileSource(path, name))));
  const [then, now] = await Promise.all(sources.map((source) => unitsOf(source, adapters)));
  const changes = diffUnits(then?.units ?? [], now?.units ?? [], { ...bareContext(formatsOf(adapters).settingsOf, today), strict });
  return { changes, problems: [...(then?.problems ?? []), ...(now?.problems ?? [])], text: sources[1]?.text ?? (() => null) };
};

const unitsOf = async (source: GateSource, adapters: AdapterSet) => {
  const { units, problems } = await collectGates(source, () => true, adapters, NO_CACHE);
  return { units: await joinUnits(units, adapters), problems };
};

/** One file under the name of the newer one, so that both versions are of one file; what it includes is looked for beside it. */
const fileSource = (path: string, name: string): GateSource => {
  const content = readTextFile(path, MAX_GATE_FILE_BYTES);
  const beside = workTreeSource(dirname(path), []);
  return {
    paths: [name],
    failed: () => ('reason' in content ? [{ path: name, reason: content.reason }] : []),
    text: (wanted) => (wanted !== name ? beside.text(wanted) : 'text' in content ? content.text : null),
  };
};
