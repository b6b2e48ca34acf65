import { expect, test } from 'vitest';
import { adapter as rbac } from '../../../src/gates/adapters/kubernetes-rbac.ts';
import { lintsIn, rulesBetween, unitOf } from './reading.ts';

const binding = (subjects: string): Readonly<Record<string, string>> => ({ 'b.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: b, namespace: prod }\nroleRef: { kind: Role, name: deployer }\nsubjects: [${subjects}]\n` });

const role = (rules: string): Readonly<Record<string, string>> => ({ 'role.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: deployer }\nrules: [${rules}]\n` });
const PODS = '{ apiGroups: [""], resources: [pods, pods/exec], verbs: [get, list] }';

test('permissions are every combination', () => {
  expect(unitOf(rbac, role('{ apiGroups: ["", apps], resources: [pods], resourceNames: [a], verbs: [get, watch] }, { nonResourceURLs: [/metrics], verbs: [get] }')).settings['permissions']).toEqual([
    'get /metrics', 'get pods named a', 'get pods.apps named a', 'watch pods named a', 'watch pods.apps named a',
  ]);
});

test.each([
  ['a verb more', '{ apiGroups: [""], resources: [pods, pods/exec], verbs: [get, list, create] }', ['permission-granted']],
  ['a verb less', '{ apiGroups: [""], resources: [pods, pods/exec], verbs: [get] }', ['permission-revoked']],
  ['every verb', '{ apiGroups: [""], resources: [pods, pods/exec], verbs: ["*"] }', ['permission-granted']],
  ['limited to a name', '{ apiGroups: [""], resources: [pods, pods/exec], resourceNames: [a], verbs: [get, list] }', ['permission-revoked']],
  ['split into two rules', '{ apiGroups: [""], resources: [pods], verbs: [get, list] }, { apiGroups: [""], resources: [pods/exec], verbs: [list, get] }', []],
  ['one gained and one lost', '{ apiGroups: [""], resources: [pods, pods/exec], verbs: [get, delete] }', ['permission-granted']],
  ['another group', '{ apiGroups: [apps], resources: [pods, pods/exec], verbs: [get, list] }', ['permission-granted']],
])('%s', (_, rules, expected) => {
  expect(rulesBetween(rbac, role(PODS), role(rules)).filter((one) => one !== 'command-changed')).toEqual(expected);
});

test('a wildcard covers what it stands for', () => {
  const everything = role('{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }');
  expect(rulesBetween(rbac, everything, role(PODS))).toEqual(['permission-revoked']);
  expect(rulesBetween(rbac, role('{ apiGroups: [apps], resources: ["*"], verbs: [get] }'), role('{ apiGroups: [apps], resources: [deployments], verbs: [get] }'))).toEqual(['permission-revoked']);
});

test('a role that goes takes nothing away from protection; one that comes does', () => {
  const other = { 'x.yaml': 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: x }\nrules: []\n' };
  expect(rulesBetween(rbac, { ...other, ...role(PODS) }, other)).toEqual(['permission-revoked']);
  expect(rulesBetween(rbac, other, { ...other, ...role(PODS) })).toEqual(['permission-granted']);
});

test('who holds a role', () => {
  expect(rulesBetween(rbac, binding('{ kind: User, name: a }'), binding('{ kind: User, name: a }, { kind: Group, name: everybody }'))).toEqual(['permission-granted']);
  expect(lintsIn(rbac, binding('{ kind: Group, name: "system:authenticated" }'))).toEqual(['broad-permission']);
});

test.each([
  ['{ apiGroups: [""], resources: [secrets], verbs: [list] }', ['broad-permission']],
  ['{ apiGroups: [""], resources: [pods/exec], verbs: [create] }', ['broad-permission']],
  ['{ apiGroups: [""], resources: [pods], verbs: ["*"] }', ['broad-permission']],
  [PODS, []],
])('lint of %s', (rules, expected) => {
  expect(lintsIn(rbac, role(rules))).toEqual(expected);
});
