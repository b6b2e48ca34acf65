import picomatch from 'picomatch';
import type { GateAdapter, GateFile } from '../adapter.ts';
import { ADAPTERS, type AdapterRegistration } from './registry.ts';

/** Adapters of one run, each loaded when the first file needs it. */
export interface AdapterSet {
  /** Whether any adapter may read a file of this path. */
  readonly mayRead: (path: string) => boolean;
  /** Whether any adapter may find a gate in a file, by its path and words; loads nothing. */
  readonly mayHold: (file: GateFile) => boolean;
  /** Whether the user asked for a file, so that its content counts where its place tells nothing. */
  readonly named: (path: string) => boolean;
  /** Adapters that recognise a file; opens none whose words the text does not hold. */
  readonly forFile: (file: GateFile) => Promise<readonly GateAdapter[]>;
  /** The adapter of a format; null for one that this version does not know. */
  readonly ofFormat: (id: string) => Promise<GateAdapter | null>;
  /** Those loaded so far, in the order of registration. */
  readonly loaded: () => readonly GateAdapter[];
}

interface Candidate {
  readonly registration: AdapterRegistration;
  readonly matches: (path: string) => boolean;
  readonly matchesElsewhere: (path: string) => boolean;
}

const holds = (text: string, words: readonly string[] | undefined): boolean => words === undefined || words.some((word) => text.includes(word));

const NONE = (): boolean => false;

/**
 * The adapters of a list, nothing loaded yet. A file that `named` tells is one that the user asked for: where its place does not show
 * its format, its content does, as of a workflow that was copied out of `.github/workflows`.
 */
export const adapterSet = (registrations: readonly AdapterRegistration[] = ADAPTERS, named: (path: string) => boolean = NONE): AdapterSet => {
  const candidates: readonly Candidate[] = registrations.map((registration) => ({
    registration,
    matches: picomatch([...registration.globs], { dot: true }),
    matchesElsewhere: registration.elsewhere === undefined ? NONE : picomatch([...registration.elsewhere.globs], { dot: true }),
  }));
  const adapters = new Map<string, GateAdapter>();
  const open = async ({ registration: { id, load } }: Candidate): Promise<GateAdapter> => {
    const known = adapters.get(id);
    if (known !== undefined) return known;
    const { adapter } = await load();
    adapters.set(id, adapter);
    return adapter;
  };
  const atPlace = ({ path, text }: GateFile): readonly Candidate[] => candidates.filter(({ matches, registration }) => matches(path) && holds(text, registration.words));
  const elsewhere = ({ path, text }: GateFile): readonly Candidate[] =>
    named(path) ? candidates.filter(({ matchesElsewhere, registration }) => matchesElsewhere(path) && holds(text, registration.elsewhere?.words)) : [];
  return {
    mayRead: (path) => candidates.some(({ matches, matchesElsewhere }) => matches(path) || (named(path) && matchesElsewhere(path))),
    mayHold: (file) => atPlace(file).length > 0 || elsewhere(file).length > 0,
    named,
    forFile: async (file) => {
      const known = (await Promise.all(atPlace(file).map(open))).filter((adapter) => adapter.recognises(file));
      if (known.length > 0) return known;
      const similar = await Promise.all(elsewhere(file).map(open));
      return similar.filter((adapter) => adapter.recognises(file) || adapter.resembles?.(file) === true).slice(0, 1);
    },
    ofFormat: async (id) => {
      const found = candidates.find(({ registration }) => registration.id === id);
      return found === undefined ? null : open(found);
    },
    loaded: () => registrations.flatMap(({ id }) => adapters.get(id) ?? []),
  };
};
