import type { Source } from '../../record/source.ts';
import type { GateFile, GateProblem } from '../adapter.ts';
import { at, type ConfigNode, entriesOf, itemsOf, textOf, textsOf } from './node.ts';
import { readYaml } from './yaml-file.ts';

/** One Kubernetes object of a manifest. */
export interface KubernetesObject {
  readonly apiVersion: string;
  /** API group without its version: `argoproj.io`. */
  readonly group: string;
  readonly kind: string;
  /** As written where a template fills it in. */
  readonly name: string;
  readonly namespace: string | null;
  readonly root: ConfigNode;
  readonly spec: ConfigNode | null;
  readonly mark: string | null;
  /** Why nothing certain can be said of it: it is a template, or its document does not parse. */
  readonly opaque: string | null;
  readonly source: Source;
}

export interface KubernetesFile {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly GateProblem[];
}

/** Label or annotation that names a gate, as a `# gate:` comment does. */
const MARK_KEY = /(?:^|\/)gate$/;

/** All Kubernetes objects of a YAML or JSON manifest, those inside a `List` included. Never throws. */
export const readKubernetes = (file: GateFile): KubernetesFile => {
  const { documents, problems } = readYaml(file);
  return { objects: documents.flatMap((document) => (document.root === null ? [] : objectsIn(document.root, document.opaque))), problems };
};

const objectsIn = (root: ConfigNode, opaque: string | null): readonly KubernetesObject[] => {
  // OpenSLO files may hold a plain list of objects.
  if (root.kind === 'list') return root.items.flatMap((item) => objectsIn(item, opaque));
  const apiVersion = textOf(at(root, 'apiVersion'));
  const kind = textOf(at(root, 'kind'));
  if (apiVersion === null || kind === null) return [];
  if (kind.endsWith('List') && at(root, 'items')?.kind === 'list') return itemsOf(at(root, 'items')).flatMap((item) => objectsIn(item, opaque));
  const metadata = at(root, 'metadata');
  return [
    {
      apiVersion,
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
      kind,
      name: written(at(metadata, 'name')) ?? written(at(metadata, 'generateName')) ?? '',
      namespace: written(at(metadata, 'namespace')),
      root,
      spec: at(root, 'spec'),
      mark: markOf(root),
      opaque,
      source: root.source,
    },
  ];
};

/** What a manifest without a gate holds instead: `declares a Service`; null where it holds no object. */
export const declares = (objects: readonly KubernetesObject[]): string | null => {
  const kinds = [...new Set(objects.map(({ apiVersion, kind }) => `${kind} (${apiVersion})`))];
  return kinds.length === 0 ? null : `declares ${kinds.slice(0, 5).join(', ')}`;
};

/** A scalar as text, and a templated value as written. */
export const written = (node: ConfigNode | null): string | null => (node?.kind === 'opaque' ? node.text.trim() : textOf(node));

const markOf = (root: ConfigNode): string | null => {
  const metadata = at(root, 'metadata');
  for (const node of [root, at(root, 'apiVersion'), at(root, 'kind'), metadata, at(metadata, 'name')]) {
    if (node !== null && node.mark !== null) return node.mark;
  }
  for (const entry of [...entriesOf(at(metadata, 'annotations')), ...entriesOf(at(metadata, 'labels'))]) {
    if (MARK_KEY.test(entry.key)) return textOf(entry.node);
  }
  return null;
};

/** A label selector as sorted `key=value`, `key in (a, b)`, `key exists`. */
export const selectorEntries = (node: ConfigNode | null): readonly string[] => [
  ...entriesOf(at(node, 'matchLabels')).map(({ key, node: value }) => `${key}=${written(value) ?? ''}`),
  ...itemsOf(at(node, 'matchExpressions')).map((one) => {
    const values = textsOf(at(one, 'values')).toSorted();
    const operator = (textOf(at(one, 'operator')) ?? '').toLowerCase();
    return `${written(at(one, 'key')) ?? ''} ${operator}${values.length > 0 ? ` (${values.join(', ')})` : ''}`;
  }),
].toSorted();
