import type { z } from 'zod/mini';
import type { GateFile, GateProblem } from '../adapter.ts';
import { at, type ConfigNode } from '../formats/node.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import { describeIssue } from '../issue.ts';
import { gateSetSchema, type GateSet } from './schema.ts';

/** A gate file that was read: its values, and the nodes that say where each stands. */
export interface ReadGateSet {
  readonly set: GateSet | null;
  readonly root: ConfigNode | null;
  readonly problems: readonly GateProblem[];
}

/** Reads a `gates.yaml`; what is wrong in it is a problem with its place. */
export const parseGateSet = (file: GateFile): ReadGateSet => {
  const { root, opaque, problems } = readYamlDocument(file);
  if (root === null || problems.length > 0 || opaque !== null) {
    const unreadable = problems.length > 0 || opaque === null ? problems : [{ path: file.path, source: root?.source ?? null, message: opaque, hint: null }];
    return { set: null, root, problems: unreadable };
  }
  const result = gateSetSchema.safeParse(plainValue(root));
  if (!result.success) return { set: null, root, problems: result.error.issues.map((issue) => problemOf(file, root, issue)) };
  const repeated = repeatedIds(result.data).map((id) => ({ path: file.path, source: root.source, message: `two gates have the id "${id}"`, hint: 'an id names one gate' }));
  return { set: repeated.length > 0 ? null : result.data, root, problems: repeated };
};

/** The plain value of a node; what only rendering would tell stands as its text and fails where a number is expected. */
export const plainValue = (node: ConfigNode | null): unknown => {
  switch (node?.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { node: value }]) => [key, plainValue(value)]));
    case 'opaque':
      return node.text;
    case undefined:
      return undefined;
  }
};

const problemOf = (file: GateFile, root: ConfigNode, issue: z.core.$ZodIssue): GateProblem => {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  let node: ConfigNode | null = null;
  for (let length = path.length; node === null && length >= 0; length--) node = at(root, ...path.slice(0, length));
  const percent = path.at(-1) === 'maxStragglers' && issue.code === 'invalid_type';
  const hint = percent ? 'an absolute number of targets: a percentage hides failures at scale' : 'see schemas/gates.schema.json';
  return { path: file.path, source: node?.source ?? root.source, message: describeIssue(issue), hint };
};

/** Each id that stands more than once. */
const repeated = (ids: readonly string[]): readonly string[] => [...new Set(ids)].filter((one) => ids.indexOf(one) !== ids.lastIndexOf(one));

const repeatedIds = ({ spec }: GateSet): readonly string[] => {
  return [
    ...repeated(spec.promotion.map(({ id }) => id)),
    ...repeated((spec.canary?.compare.divergence ?? []).map(({ id }) => id)),
    ...repeated((spec.rollback?.signals ?? []).map(({ id }) => id)),
  ];
};
