import type { GateAdapter, GateFile, SettingOrder, SettingRule } from '../adapter.ts';
import { distinctSelectors, gateUnit, lintOf, listSetting } from '../formats/gate-unit.ts';
import { declares, type KubernetesObject, readKubernetes, written } from '../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, itemsOf, opaqueReason, textsOf } from '../formats/node.ts';
import type { GateUnit, SettingValue } from '../model.ts';

/** One permission: verb on resource of group, limited to a name or not. */
interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly name: string;
  readonly verb: string;
}

/** As kubectl names things: `get deployments.apps`, `create pods/exec`, `get secrets named db`. */
const printed = ({ group, resource, name, verb }: Permission): string => `${verb} ${resource}${group === '' ? '' : `.${group}`}${name === '*' ? '' : ` named ${name}`}`;

const readPermission = (text: string): Permission => {
  const [verb = '', target = '', , ...name] = text.split(' ');
  const dot = target.startsWith('/') ? -1 : target.indexOf('.');
  return { verb, group: dot === -1 ? '' : target.slice(dot + 1), resource: dot === -1 ? target : target.slice(0, dot), name: name.length === 0 ? '*' : name.join(' ') };
};

const within = (inner: string, outer: string): boolean => outer === '*' || inner === outer || (outer.startsWith('*/') && inner.endsWith(outer.slice(1))) || (outer.endsWith('/*') && outer !== '*/*' && inner.startsWith(outer.slice(0, -1)));

const covers = (outer: Permission, inner: Permission): boolean =>
  within(inner.group, outer.group) && within(inner.resource, outer.resource) && within(inner.name, outer.name) && within(inner.verb, outer.verb);

/** Orders two sets of permissions: whoever may do more is guarded less. Wildcards cover what they stand for. */
const comparePermissions = (before: SettingValue, after: SettingValue): SettingOrder => {
  if (!Array.isArray(before) || !Array.isArray(after)) return 'incomparable';
  const [old, fresh] = [before, after].map((side) => side.map((one) => readPermission(String(one))));
  if (old === undefined || fresh === undefined) return 'incomparable';
  const granted = fresh.some((one) => !old.some((other) => covers(other, one)));
  const revoked = old.some((one) => !fresh.some((other) => covers(other, one)));
  // A permission more is a door more, whatever else was closed.
  return granted ? 'weaker' : revoked ? 'stronger' : 'same';
};

const permission = { weaker: 'permission-granted', stronger: 'permission-revoked' } as const;

/** Kubernetes RBAC: what a role may do, as a set of permissions, and who holds it. Whatever no role grants is refused. */
export const adapter: GateAdapter = {
  id: 'kubernetes-rbac',
  title: 'Kubernetes RBAC',
  holds: 'role or binding',
  recognises: ({ text }) => text.includes('rbac.authorization.k8s.io') || /\bkind["']?:\s*["']?(?:Cluster)?Role(?:Binding)?\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects
      .filter((one) => one.group === 'rbac.authorization.k8s.io')
      .flatMap((object) => (/^(?:Cluster)?Role$/.test(object.kind) ? [roleUnit(file, object, selector)] : /^(?:Cluster)?RoleBinding$/.test(object.kind) ? [bindingUnit(file, object, selector)] : []));
    return { units, problems, instead: declares(objects) };
  },
  settings: {
    permissions: { direction: 'unordered', compare: comparePermissions, ...permission, title: 'permissions', fallback: [] },
    aggregates: { direction: 'more-is-weaker', ...permission, title: 'aggregated roles', fallback: [] },
    subjects: { direction: 'more-is-weaker', ...permission, title: 'who holds the role', fallback: [] },
    role: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'role' },
  } satisfies Record<string, SettingRule>,
  lint: (own) => own.flatMap(lintUnit),
};

/** A rule with very many combinations says no more in full than its first thousands do. */
const MOST_PERMISSIONS = 5000;

const permissionsOf = (rule: ConfigNode): readonly Permission[] => {
  const verbs = textsOf(at(rule, 'verbs'));
  const groups = textsOf(at(rule, 'apiGroups'));
  const names = textsOf(at(rule, 'resourceNames'));
  const urls = textsOf(at(rule, 'nonResourceURLs'));
  const resources = textsOf(at(rule, 'resources'));
  const found: Permission[] = [];
  for (const verb of verbs) {
    for (const url of urls) found.push({ group: '', resource: url, name: '*', verb });
    for (const group of groups.length === 0 && resources.length > 0 ? [''] : groups) {
      for (const resource of resources) {
        for (const name of names.length === 0 ? ['*'] : names) {
          if (found.length < MOST_PERMISSIONS) found.push({ group, resource, name, verb });
        }
      }
    }
  }
  return found;
};

/** What a role and a binding have in common: both only ever grant, and the API server refuses the rest. */
const grantFacts = (file: GateFile, object: KubernetesObject, selector: (name: string) => string) => ({
  path: file.path,
  selector: selector(`${object.kind}/${object.name}`),
  format: 'kubernetes-rbac',
  title: `${object.kind} ${object.name}`,
  enforcement: 'block' as const,
  grants: true,
  source: object.source,
  mark: object.mark,
  scope: object.namespace === null ? ['*'] : [`namespace ${object.namespace}`],
});

const roleUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const rules = itemsOf(at(object.root, 'rules'));
  const permissions = [...new Set(rules.flatMap(permissionsOf).map(printed))].toSorted();
  const aggregates = itemsOf(at(object.root, 'aggregationRule', 'clusterRoleSelectors')).map((one) => canonical(one));
  return gateUnit({
    ...grantFacts(file, object, selector),
    reason: 'the API server refuses what no role grants',
    link: 'role',
    settings: { permissions, aggregates: listSetting(aggregates) },
    opaque: object.opaque ?? opaqueReason(at(object.root, 'rules')),
    body: permissions.length < MOST_PERMISSIONS ? [...permissions, ...aggregates].join('\n') : canonical(at(object.root, 'rules')),
  });
};

const bindingUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const role = at(object.root, 'roleRef');
  const subjects = itemsOf(at(object.root, 'subjects')).map((one) => [written(at(one, 'kind')), written(at(one, 'namespace')), written(at(one, 'name'))].filter((part) => part !== null).join(' '));
  return gateUnit({
    ...grantFacts(file, object, selector),
    reason: 'the API server refuses whoever is not bound',
    link: 'binding',
    settings: { subjects: [...new Set(subjects)].toSorted(), role: `${written(at(role, 'kind')) ?? ''} ${written(at(role, 'name')) ?? ''}` },
    opaque: object.opaque ?? opaqueReason(at(object.root, 'subjects')) ?? opaqueReason(role),
    body: canonical(role) + canonical(at(object.root, 'subjects')),
  });
};

/** Verbs and resources by which a holder can give itself anything else, or read what should stay secret. */
const isDangerous = ({ verb, resource }: Permission): boolean =>
  verb === '*' || resource === '*' || ['escalate', 'bind', 'impersonate'].includes(verb) || (resource === 'secrets' && ['get', 'list', 'watch'].includes(verb)) || (resource === 'pods/exec' && verb === 'create');

const EVERYBODY: ReadonlySet<string> = new Set(['system:anonymous', 'system:unauthenticated', 'system:authenticated']);

const lintUnit = (unit: GateUnit) => {
  const permissions = unit.settings['permissions'];
  const subjects = unit.settings['subjects'];
  const dangerous = Array.isArray(permissions) ? permissions.map(String).filter((one) => isDangerous(readPermission(one))) : [];
  const everybody = Array.isArray(subjects) ? subjects.map(String).filter((one) => EVERYBODY.has(one.split(' ').at(-1) ?? '')) : [];
  return [
    ...(dangerous.length > 0 ? [lintOf(unit, 'broad-permission', 'warning', `the role grants ${dangerous.slice(0, 3).join(', ')}${dangerous.length > 3 ? ` and ${dangerous.length - 3} more of the kind` : ''}`, 'name the verbs and resources that are needed')] : []),
    ...(everybody.length > 0 ? [lintOf(unit, 'broad-permission', 'error', `the role is held by ${everybody.join(', ')}`, 'bind it to those who need it')] : []),
    ...(unit.settings['role'] === 'ClusterRole cluster-admin' ? [lintOf(unit, 'broad-permission', 'warning', 'cluster-admin may do everything', 'bind a role with the permissions that are needed')] : []),
  ];
};
