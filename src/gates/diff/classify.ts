import type { GateFile, GateFiles } from '../adapter.ts';
import type { AdapterSet } from '../adapters/load.ts';
import type { ChangeKind, Level } from '../changes.ts';
import { linkUnits, readGateFile } from '../collect.ts';
import type { GateUnit } from '../model.ts';
import { bareContext, diffUnits, type DiffContext } from './diff-units.ts';
import { overallKind, type GateChange } from './gate-change.ts';

/** What surrounds the one file that changed. */
export interface ClassifyContext {
  readonly adapters: AdapterSet;
  readonly today: string;
  /** The other files; none by default. */
  readonly files?: GateFiles;
  /** Replay, payments and acceptances; none by default. */
  readonly judgement?: Partial<DiffContext>;
}

export interface Classification {
  readonly changes: readonly GateChange[];
  /** What the changes come to together; null where no gate changed. */
  readonly kind: ChangeKind | null;
  readonly level: Level | null;
}

/** What the change of one file does to the gates in it; null stands for a file that did not or does not exist. */
export const classifyChange = async (before: GateFile | null, after: GateFile | null, context: ClassifyContext): Promise<Classification> => {
  const read = async (file: GateFile | null): Promise<readonly GateUnit[]> => {
    if (file === null) return [];
    const around = context.files;
    const files: GateFiles = {
      text: (path) => (path === file.path ? file.text : (around?.text(path) ?? null)),
      paths: [...new Set([file.path, ...(around?.paths ?? [])])].sort(),
    };
    const { units } = await readGateFile(file, files, context.adapters);
    return linkUnits(units, context.adapters.loaded());
  };
  const [old, fresh] = [await read(before), await read(after)];
  const settings = new Map(context.adapters.loaded().map(({ id, settings: rules }) => [id, rules]));
  const changes = diffUnits(old, fresh, { ...bareContext((format) => settings.get(format) ?? {}, context.today), ...context.judgement });
  return { changes, kind: overallKind(changes), level: changes[0]?.level ?? null };
};
