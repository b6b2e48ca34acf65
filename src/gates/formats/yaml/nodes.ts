import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Pair, Scalar, YAMLSeq } from 'yaml';
import type { Source } from '../../../record/source.ts';
import type { ConfigEntry, ConfigMap, ConfigNode } from '../node.ts';
import type { Positions } from '../positions.ts';
import { PLACEHOLDER } from '../template.ts';
import { LIMITS } from './limits.ts';

interface RepeatedKey {
  readonly key: string;
  readonly source: Source;
}

export interface NodeReader {
  readonly read: (node: Node, depth: number) => ConfigNode;
  readonly repeatedKeys: readonly RepeatedKey[];
  readonly templated: () => boolean;
}

/** Turns the library's nodes of one stream, in order, into {@link ConfigNode}s; aliases refer to what came before. */
export const nodeReader = (text: string, positions: Positions, marks: ReadonlyMap<number, string>): NodeReader => {
  const anchors = new Map<string, ConfigNode>();
  const repeatedKeys: RepeatedKey[] = [];
  let templated = false;
  let expanded = 0;

  const placed = (node: Node, line?: number) => {
    const [start, end] = node.range ?? [0, 0, 0];
    const source = positions.source(start, end);
    return { source, mark: marks.get(line ?? source.line) ?? null, tag: node.tag ?? null, size: 1 };
  };
  const opaque = (node: Node, reason: string, line?: number): ConfigNode => {
    const base = placed(node, line);
    return { ...base, kind: 'opaque', reason, text: text.slice(base.source.start, base.source.end) };
  };

  const readScalar = (node: Scalar, line?: number): ConfigNode => {
    const { value } = node;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
    const written = typeof known === 'string' ? known : (node.source ?? String(known));
    if (written.includes(PLACEHOLDER)) return opaque(node, 'a template fills it in', line);
    return { ...placed(node, line), kind: 'scalar', value: known, text: written };
  };

  const readAlias = (node: Alias, line?: number): ConfigNode => {
    const target = anchors.get(node.source);
    if (target === undefined) return opaque(node, `the alias *${node.source} names no anchor before it`, line);
    expanded += target.size;
    return expanded > LIMITS.values ? opaque(node, 'its aliases expand to too many values', line) : target;
  };

  const readList = (node: YAMLSeq, depth: number, line?: number): ConfigNode => {
    const items: ConfigNode[] = [];
    for (const item of node.items) {
      if (isPair(item)) items.push(readPairs([item], node, depth + 1));
      else if (isNode(item)) items.push(read(item, depth + 1));
    }
    return { ...placed(node, line), kind: 'list', items, size: 1 + sum(items) };
  };

  const readPairs = (pairs: readonly Pair[], node: Node, depth: number, line?: number): ConfigNode => {
    const entries = new Map<string, ConfigEntry>();
    const merged: ConfigNode[] = [];
    for (const pair of pairs) {
      const keyNode = isNode(pair.key) ? pair.key : null;
      if (isMap(keyNode) && keyNode.flow === true) templated = true;
      const [start, end] = keyNode?.range ?? node.range ?? [0, 0, 0];
      const key = isScalar(keyNode) ? (typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? '')) : text.slice(start, end);
      const keySource = positions.source(start, end);
      const value = isNode(pair.value) ? read(pair.value, depth + 1, keySource.line) : nothing(end, keySource.line);
      if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
        merged.push(...(value.kind === 'list' ? value.items : [value]));
        continue;
      }
      if (entries.has(key)) repeatedKeys.push({ key, source: keySource });
      entries.set(key, { key, keySource, node: value });
    }
    for (const from of merged) mergeInto(entries, from);
    return { ...placed(node, line), kind: 'map', entries, size: 1 + sum([...entries.values()].map((entry) => entry.node)) } satisfies ConfigMap;
  };

  /** A key without a value. */
  const nothing = (offset: number, line: number): ConfigNode => ({
    source: positions.source(offset, offset),
    mark: marks.get(line) ?? null,
    tag: null,
    size: 1,
    kind: 'scalar',
    value: null,
    text: '',
  });

  const readPlain = (node: Node, depth: number, line?: number): ConfigNode => {
    if (depth > LIMITS.depth) return opaque(node, `it nests more than ${LIMITS.depth} deep`, line);
    if (isAlias(node)) return readAlias(node, line);
    if (isScalar(node)) return readScalar(node, line);
    if (isSeq(node)) return readList(node, depth, line);
    return isMap(node) ? readPairs(node.items.filter((item) => isPair(item)), node, depth, line) : opaque(node, 'it is not a value of YAML', line);
  };

  const read = (node: Node, depth: number, line?: number): ConfigNode => {
    const value = readPlain(node, depth, line);
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, value);
    return value;
  };

  return { read, repeatedKeys, templated: () => templated };
};

const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);

const sum = (nodes: readonly ConfigNode[]): number => nodes.reduce((total, node) => total + node.size, 0);

const mergeInto = (entries: Map<string, ConfigEntry>, from: ConfigNode): void => {
  if (from.kind !== 'map') return;
  for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
};
