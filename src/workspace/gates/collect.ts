import type { GateFiles, GateProblem, RecognisedFile } from '../../gates/adapter.ts';
import type { AdapterSet } from '../../gates/adapters/load.ts';
import { type FileReading, readGateFile } from '../../gates/collect.ts';
import type { GateUnit } from '../../gates/model.ts';
import { digest } from '../cache.ts';
import type { GateCache } from './cache.ts';
import type { GateSource } from './files.ts';

/** Reads the gate files among the paths of a source that `admits` lets in. */
export const collectGates = async (source: GateSource, admits: (path: string) => boolean, adapters: AdapterSet, cache: GateCache): Promise<FileReading> => {
  const units: GateUnit[] = [];
  const problems: GateProblem[] = [];
  const recognised: RecognisedFile[] = [];
  const digests = new Map<string, string | null>();
  const digestOf = (path: string): string | null => {
    const known = digests.get(path);
    if (known !== undefined) return known;
    const text = source.text(path);
    const own = text === null ? null : digest(text);
    digests.set(path, own);
    return own;
  };
  let allPaths: string | null = null;
  const listed = (): string => (allPaths ??= digest(source.paths.join('\0')));
  const read = async (path: string, text: string): Promise<FileReading> => {
    if (!adapters.mayHold({ path, text })) return NOTHING;
    const own = digestOf(path) ?? '';
    // What a file says by its content alone counts only in the run that asks for it.
    const kept = !adapters.named(path);
    const known = kept ? cache.get(path, own, digestOf, listed) : null;
    if (known !== null) return known;
    const asked = new Set<string>();
    let looked = false;
    const files: GateFiles = {
      text: (other) => {
        asked.add(other);
        return source.text(other);
      },
      get paths() {
        looked = true;
        return source.paths;
      },
    };
    const reading = await readGateFile({ path, text }, files, adapters);
    if (kept) cache.set(path, { text: own, asked: [...asked].map((other) => [other, digestOf(other)] as const), listed: looked ? listed() : null, reading });
    return reading;
  };
  for (const path of source.paths) {
    if (!adapters.mayRead(path) || !admits(path)) continue;
    const text = source.text(path);
    if (text === null) continue;
    const reading = await read(path, text);
    units.push(...reading.units);
    problems.push(...reading.problems);
    recognised.push(...reading.files);
  }
  problems.push(...source.failed().map(({ path, reason }) => ({ path, source: null, message: reason, hint: null })));
  return { units, problems, files: recognised };
};

const NOTHING: FileReading = { units: [], problems: [], files: [] };
