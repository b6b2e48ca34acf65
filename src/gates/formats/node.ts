import type { Source } from '../../record/source.ts';

/**
 * A value of a configuration file with its place, whatever the syntax it was written in (YAML, JSON, JavaScript): adapters read
 * these and need not know which it was.
 */
export type ConfigNode = ConfigScalar | ConfigList | ConfigMap | ConfigOpaque;

interface Placed {
  readonly source: Source;
  /** Name given by a `# gate: NAME` comment at the key or list item that holds the value. */
  readonly mark: string | null;
  /** Tag as written (`!reference`); null where there is none. */
  readonly tag: string | null;
  /** Number of values in it, itself included, aliases expanded: walking it takes time in proportion. */
  readonly size: number;
}

export interface ConfigScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as written, quotes and escapes resolved: `3.10` where `value` is 3.1. */
  readonly text: string;
}

export interface ConfigList extends Placed {
  readonly kind: 'list';
  readonly items: readonly ConfigNode[];
}

export interface ConfigMap extends Placed {
  readonly kind: 'map';
  /** In the order of the file; keys merged in by `<<` come last. */
  readonly entries: ReadonlyMap<string, ConfigEntry>;
}

export interface ConfigEntry {
  readonly key: string;
  readonly keySource: Source;
  readonly node: ConfigNode;
}

/** A value that only running or rendering the file would tell. */
export interface ConfigOpaque extends Placed {
  readonly kind: 'opaque';
  readonly reason: string;
  /** As written. */
  readonly text: string;
}

type Path = readonly (string | number)[];

/** The value at a path of keys and list positions; null where the path leads nowhere. */
export const at = (node: ConfigNode | null, ...path: Path): ConfigNode | null => {
  let here: ConfigNode | null = node;
  for (const step of path) {
    if (here?.kind === 'map') here = here.entries.get(String(step))?.node ?? null;
    else if (here?.kind === 'list' && typeof step === 'number') here = here.items[step] ?? null;
    else return null;
  }
  return here;
};

/** Entries of a map; none for anything else. */
export const entriesOf = (node: ConfigNode | null): readonly ConfigEntry[] => (node?.kind === 'map' ? [...node.entries.values()] : []);

/** Items of a list; none for anything else. */
export const itemsOf = (node: ConfigNode | null): readonly ConfigNode[] => (node?.kind === 'list' ? node.items : []);

/** A scalar as text (numbers and booleans as written); null for null, collections and opaque values. */
export const textOf = (node: ConfigNode | null): string | null => (node?.kind === 'scalar' && node.value !== null ? node.text : null);

/** A number, or a string that is wholly a decimal number; null for anything else. */
export const numberOf = (node: ConfigNode | null): number | null => {
  if (node?.kind !== 'scalar') return null;
  if (typeof node.value === 'number') return node.value;
  return typeof node.value === 'string' && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(node.value) ? Number(node.value) : null;
};

export const booleanOf = (node: ConfigNode | null): boolean | null => (node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : null);

/** Texts of a list of scalars, or of one scalar standing for a list of one; scalars that are not text are left out. */
export const textsOf = (node: ConfigNode | null): readonly string[] => {
  const items = node?.kind === 'list' ? node.items : node === null ? [] : [node];
  return items.flatMap((item) => textOf(item) ?? []);
};

/**
 * The value in a normal form that does not depend on layout, order of keys, comments or syntax: JSON with sorted keys. Opaque
 * values stand as written. `skip` leaves out keys, at any depth.
 */
export const canonical = (node: ConfigNode | null, skip: ReadonlySet<string> = new Set()): string => {
  if (node === null) return 'null';
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map((item) => canonical(item, skip)).join(',')}]`;
    case 'map': {
      const keys = [...node.entries.keys()].filter((key) => !skip.has(key)).toSorted();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(at(node, key), skip)}`).join(',')}}`;
    }
    case 'opaque':
      return `<${JSON.stringify(node.text)}>`;
  }
};

/** Why the value, or something in it, cannot be known from the file; null where all of it can. */
export const opaqueReason = (node: ConfigNode | null): string | null => {
  switch (node?.kind) {
    case 'opaque':
      return node.reason;
    case 'list':
      return firstReason(node.items);
    case 'map':
      return firstReason([...node.entries.values()].map((entry) => entry.node));
    case 'scalar':
    case undefined:
      return null;
  }
};

const firstReason = (nodes: readonly ConfigNode[]): string | null => {
  for (const node of nodes) {
    const reason = opaqueReason(node);
    if (reason !== null) return reason;
  }
  return null;
};
