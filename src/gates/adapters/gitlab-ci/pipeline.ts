import type { GateFile, GateFiles } from '../../adapter.ts';
import { at, type ConfigEntry, type ConfigMap, type ConfigNode, entriesOf, textOf, textsOf } from '../../formats/node.ts';
import { readYaml } from '../../formats/yaml-file.ts';

/** Keys of a pipeline that are no jobs. */
const GLOBALS = new Set(['default', 'include', 'stages', 'variables', 'workflow', 'image', 'services', 'cache', 'before_script', 'after_script', 'spec']);

export interface Pipeline {
  /** Jobs with what they extend merged in, hidden ones left out. */
  readonly jobs: readonly PipelineJob[];
  readonly stages: readonly string[];
  readonly root: ConfigNode | null;
}

export interface PipelineJob {
  readonly name: string;
  readonly node: ConfigNode;
  /** The entry as the file writes it, for its place and mark. */
  readonly entry: ConfigEntry;
  /** Why something of it is unknown: it extends or refers to what is not in the repository. */
  readonly opaque: string | null;
}

const DEFAULT_STAGES = ['.pre', 'build', 'test', 'deploy', '.post'];
/** GitLab allows this many levels of `extends`. */
const MAX_EXTENDS = 11;
const MAX_INCLUDES = 50;

/** Reads a pipeline with its local includes, `extends`, `default` and `!reference` resolved. */
export const readPipeline = (file: GateFile, files: GateFiles, root: ConfigNode | null): Pipeline => {
  const known = new Map<string, ConfigNode>();
  const remote = collect(file, files, root, known, new Set([file.path]));
  const resolve = resolver(known, remote);
  const jobs = entriesOf(root).flatMap((entry): readonly PipelineJob[] => {
    if (GLOBALS.has(entry.key) || entry.key.startsWith('.') || entry.node.kind !== 'map') return [];
    const { node, opaque } = resolve(entry.node);
    // What a key of the file holds that is neither a job nor a global is a set of values for anchors.
    if (!['script', 'trigger', 'run'].some((key) => at(node, key) !== null) && opaque === null) return [];
    return [{ name: entry.key, node, entry, opaque }];
  });
  const stages = textsOf(known.get('stages') ?? null);
  return { jobs, stages: stages.length === 0 ? DEFAULT_STAGES : ['.pre', ...stages, '.post'], root };
};

/** Gathers the top-level keys of a file and of the files that it includes from the repository; true where it includes others. */
const collect = (file: GateFile, files: GateFiles, root: ConfigNode | null, known: Map<string, ConfigNode>, seen: Set<string>): boolean => {
  let remote = false;
  const includes = at(root, 'include');
  for (const include of includes?.kind === 'list' ? includes.items : includes === null ? [] : [includes]) {
    const local = (textOf(at(include, 'local')) ?? textOf(include))?.replace(/^\//, '') ?? null;
    const text = local === null || seen.size > MAX_INCLUDES ? null : files.text(local);
    if (local === null || text === null) {
      remote = true;
      continue;
    }
    if (seen.has(local)) continue;
    seen.add(local);
    const included = { path: local, text };
    for (const { root: inner } of readYaml(included).documents) remote = collect(included, files, inner, known, seen) || remote;
  }
  for (const { key, node } of entriesOf(root)) known.set(key, node);
  return remote;
};

interface Resolved {
  readonly node: ConfigNode;
  readonly opaque: string | null;
}

/** References may multiply; past this many values of one file they stay as written. */
const MAX_VALUES = 100_000;

const resolver = (known: ReadonlyMap<string, ConfigNode>, remote: boolean) => {
  const parents = new Map<string, Resolved>();
  const underway = new Set<string>();
  const budget = { left: MAX_VALUES };
  const parentOf = (name: string, depth: number): Resolved | null => {
    const resolved = parents.get(name);
    const found = known.get(name);
    if (resolved !== undefined || found === undefined || underway.has(name) || depth >= MAX_EXTENDS) return resolved ?? null;
    underway.add(name);
    const fresh = extended(found, depth + 1);
    underway.delete(name);
    parents.set(name, fresh);
    return fresh;
  };
  const extended = (node: ConfigNode, depth: number): Resolved => {
    let base: ConfigNode | null = null;
    let opaque: string | null = null;
    for (const parent of textsOf(at(node, 'extends'))) {
      const resolved = parentOf(parent, depth);
      if (resolved === null) {
        opaque ??= remote ? `it extends "${parent}", which comes from outside the repository` : `it extends "${parent}", which is not defined`;
        continue;
      }
      opaque ??= resolved.opaque;
      base = base === null ? resolved.node : merged(base, resolved.node);
    }
    return { node: base === null ? node : merged(base, node), opaque };
  };
  const withDefaults = (node: ConfigNode): ConfigNode => {
    if (node.kind !== 'map') return node;
    const entries = new Map(node.entries);
    for (const { key, node: value } of entriesOf(known.get('default') ?? null)) if (!entries.has(key)) entries.set(key, { key, keySource: value.source, node: value });
    return { ...node, entries };
  };
  return (job: ConfigNode) => {
    const { node, opaque } = extended(job, 0);
    const missing = missingReference(node, known, 0);
    return { node: withReferences(withDefaults(node), known, budget, 0), opaque: opaque ?? missing };
  };
};

/** Maps merge key by key, anything else is replaced, as `extends` does. */
const merged = (base: ConfigNode, over: ConfigNode): ConfigNode => {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below === undefined ? entry : { ...entry, node: merged(below.node, entry.node) });
  }
  return { ...over, entries } satisfies ConfigMap;
};

const MAX_REFERENCES = 10;

const referred = (node: ConfigNode, known: ReadonlyMap<string, ConfigNode>): ConfigNode | null | undefined => {
  if (node.tag !== '!reference') return undefined;
  const [job = '', ...path] = textsOf(node);
  return at(known.get(job) ?? null, ...path);
};

/** `!reference [job, key]` stands for what another job says; in a list its items take its place. */
const withReferences = (node: ConfigNode, known: ReadonlyMap<string, ConfigNode>, budget: { left: number }, depth: number): ConfigNode => {
  budget.left -= 1;
  if (depth > MAX_REFERENCES || budget.left < 0) return node;
  const target = referred(node, known);
  if (target !== undefined && target !== null) return withReferences(target, known, budget, depth + 1);
  if (node.kind === 'list') {
    const items = node.items.flatMap((item) => {
      const resolved = withReferences(item, known, budget, depth + 1);
      return item.tag === '!reference' && resolved.kind === 'list' && resolved !== item ? resolved.items : [resolved];
    });
    return { ...node, items };
  }
  if (node.kind !== 'map') return node;
  return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { ...entry, node: withReferences(entry.node, known, budget, depth + 1) }])) };
};

const missingReference = (node: ConfigNode, known: ReadonlyMap<string, ConfigNode>, depth: number): string | null => {
  if (depth > MAX_REFERENCES) return null;
  if (referred(node, known) === null) return `it refers to ${textsOf(node).join('.')}, which is not in the repository`;
  const inner = node.kind === 'list' ? node.items : entriesOf(node).map((entry) => entry.node);
  for (const one of inner) {
    const missing = missingReference(one, known, depth + 1);
    if (missing !== null) return missing;
  }
  return null;
};
