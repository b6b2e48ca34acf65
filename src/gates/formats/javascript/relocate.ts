import type { ConfigNode } from '../node.ts';

/** A value of another file at the place that uses it. */
export const relocate = (node: ConfigNode, place: Pick<ConfigNode, 'source' | 'mark'>): ConfigNode => {
  const here = { source: place.source, mark: place.mark };
  switch (node.kind) {
    case 'list':
      return { ...node, ...here, items: node.items.map((item) => relocate(item, { ...place, mark: null })) };
    case 'map':
      return {
        ...node,
        ...here,
        entries: new Map([...node.entries].map(([key, entry]) => [key, { key, keySource: place.source, node: relocate(entry.node, { ...place, mark: null }) }])),
      };
    case 'scalar':
    case 'opaque':
      return { ...node, ...here };
  }
};
