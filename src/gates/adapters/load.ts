import picomatch from 'picomatch';
import type { GateAdapter, GateFile } from '../adapter.ts';
import { ADAPTERS, type AdapterRegistration } from './registry.ts';

/** Adapters of one run, each loaded when the first file needs it. */
export interface AdapterSet {
  /** Whether any adapter may read a file of this path. */
  readonly mayRead: (path: string) => boolean;
  /** Whether any adapter may find a gate in a file, by its path and words; loads nothing. */
  readonly mayHold: (file: GateFile) => boolean;
  /** Adapters that recognise a file; opens none whose words the text does not hold. */
  readonly forFile: (file: GateFile) => Promise<readonly GateAdapter[]>;
  /** The adapter of a format; null for one that this version does not know. */
  readonly ofFormat: (id: string) => Promise<GateAdapter | null>;
  /** Those loaded so far, in the order of registration. */
  readonly loaded: () => readonly GateAdapter[];
}

interface Candidate extends AdapterRegistration {
  readonly matches: (path: string) => boolean;
}

/** The adapters of a list, nothing loaded yet. */
export const adapterSet = (registrations: readonly AdapterRegistration[] = ADAPTERS): AdapterSet => {
  const candidates: readonly Candidate[] = registrations.map((one) => ({ ...one, matches: picomatch([...one.globs], { dot: true }) }));
  const adapters = new Map<string, GateAdapter>();
  const open = async (one: AdapterRegistration): Promise<GateAdapter> => {
    const known = adapters.get(one.id);
    if (known !== undefined) return known;
    const { adapter } = await one.load();
    adapters.set(one.id, adapter);
    return adapter;
  };
  const offered = ({ path, text }: GateFile): readonly Candidate[] =>
    candidates.filter(({ matches, words }) => matches(path) && (words === undefined || words.some((word) => text.includes(word))));
  return {
    mayRead: (path) => candidates.some(({ matches }) => matches(path)),
    mayHold: (file) => offered(file).length > 0,
    forFile: async (file) => (await Promise.all(offered(file).map(open))).filter((adapter) => adapter.recognises(file)),
    ofFormat: async (id) => {
      const found = registrations.find((one) => one.id === id);
      return found === undefined ? null : open(found);
    },
    loaded: () => registrations.flatMap(({ id }) => adapters.get(id) ?? []),
  };
};
