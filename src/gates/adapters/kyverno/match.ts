import { listSetting } from '../../formats/gate-unit.ts';
import { selectorEntries } from '../../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, itemsOf, textsOf } from '../../formats/node.ts';

/** The filters of a `match` or `exclude`: its `any` and `all` lists, or the block itself. */
const filters = (block: ConfigNode | null): readonly ConfigNode[] => {
  const listed = [...itemsOf(at(block, 'any')), ...itemsOf(at(block, 'all'))];
  return listed.length > 0 || block === null ? listed : [block];
};

/** Names under one key of all filters: kinds, namespaces. */
export const resourceEntries = (block: ConfigNode | null, key: string): readonly string[] => [...new Set(filters(block).flatMap((one) => textsOf(at(one, 'resources', key))))];

/** What a `match` asks for besides kinds. */
export const matchSettings = (match: ConfigNode | null) => {
  const all = filters(match);
  return {
    namespaces: listSetting(resourceEntries(match, 'namespaces')),
    names: listSetting([...resourceEntries(match, 'names'), ...resourceEntries(match, 'name')]),
    operations: listSetting(resourceEntries(match, 'operations')),
    subjects: listSetting(all.flatMap((one) => [...itemsOf(at(one, 'subjects')).map((subject) => canonical(subject)), ...textsOf(at(one, 'roles')), ...textsOf(at(one, 'clusterRoles'))])),
    selectors: listSetting(all.flatMap((one) => [...selectorEntries(at(one, 'resources', 'selector')), ...selectorEntries(at(one, 'resources', 'namespaceSelector')).map((entry) => `namespace ${entry}`)])),
  };
};

/** What an `exclude` takes out, one entry a kind. */
export const exclusions = (block: ConfigNode | null): readonly string[] =>
  filters(block).flatMap((one) => {
    const kinds = textsOf(at(one, 'resources', 'kinds'));
    const rest = canonical(one, new Set(['kinds']));
    return kinds.length === 0 ? [rest] : kinds.map((kind) => (rest === '{"resources":{}}' ? kind : `${kind} ${rest}`));
  });

/** Preconditions without which a rule does not look, in JMESPath or CEL. */
export const preconditions = (rule: ConfigNode): readonly string[] => {
  const block = at(rule, 'preconditions');
  const listed = [...itemsOf(at(block, 'all')), ...itemsOf(at(block, 'any')), ...(block?.kind === 'list' ? block.items : []), ...itemsOf(at(rule, 'celPreconditions'))];
  return listed.map((one) => canonical(one, new Set(['message', 'name'])));
};
