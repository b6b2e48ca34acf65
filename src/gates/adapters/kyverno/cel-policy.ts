import type { GateFile } from '../../adapter.ts';
import { printCondition } from '../../compare/print.ts';
import { readCel } from '../../formats/cel.ts';
import { gateUnit, listSetting } from '../../formats/gate-unit.ts';
import { type KubernetesObject, selectorEntries } from '../../formats/kubernetes.ts';
import { at, booleanOf, canonical, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import type { Condition, GateUnit } from '../../model.ts';

/** Several conditions of one unit are told apart by what they measure. */
const named = (conditions: readonly Condition[]): readonly Condition[] => (conditions.length === 1 ? conditions : conditions.map((one) => ({ ...one, name: one.metric })));

/** ValidatingPolicy and its siblings: one unit, checked by CEL. */
export const celPolicyUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit => {
  const actions = textsOf(at(object.spec, 'validationActions'));
  const validates = object.kind.includes('Validating');
  const denies = actions.length === 0 || actions.includes('Deny');
  const constraints = at(object.spec, 'matchConstraints');
  const demands = itemsOf(at(object.spec, 'validations')).map((one) => readCel(textOf(at(one, 'expression')) ?? '', at(one, 'expression')?.source ?? one.source));
  const conditions = demands.flatMap((one) => one.conditions);
  return gateUnit({
    path: file.path,
    selector: selector(`${object.kind}/${object.name}`),
    format: 'kyverno',
    title: `${object.kind} ${object.name}`,
    enforcement: validates && denies ? 'block' : 'observe',
    reason: validates ? (denies ? 'Deny: a request that breaks the policy is refused' : `${actions.join(', ')}: a request that breaks the policy is let in and reported`) : `a ${object.kind} refuses nothing`,
    link: validates ? 'policy' : 'rule',
    source: object.source,
    mark: object.mark,
    scope: itemsOf(at(constraints, 'resourceRules')).flatMap((rule) => textsOf(at(rule, 'resources')).flatMap((resource) => textsOf(at(rule, 'operations')).map((operation) => `${operation} ${resource}`))),
    conditions: named(conditions),
    settings: {
      demands: listSetting(demands.flatMap(({ clauses }) => clauses)),
      selectors: listSetting([...selectorEntries(at(constraints, 'objectSelector')), ...selectorEntries(at(constraints, 'namespaceSelector')).map((one) => `namespace ${one}`)]),
      excluded: listSetting(itemsOf(at(constraints, 'excludeResourceRules')).map((one) => canonical(one))),
      preconditions: listSetting(itemsOf(at(object.spec, 'matchConditions')).map((one) => canonical(one, new Set(['name'])))),
      failurePolicy: textOf(at(object.spec, 'failurePolicy')),
      background: booleanOf(at(object.spec, 'evaluation', 'background', 'enabled')),
      check: listSetting(['variables', 'attestors', 'mutations', 'generate'].flatMap((key) => itemsOf(at(object.spec, key))).map((one) => canonical(one))),
    },
    opaque: object.opaque ?? 'a CEL expression: what it refuses is known only by running it on an object; its clauses and limits are compared',
    body: [canonical(object.spec, new Set(['validations'])), ...conditions.map(printCondition), ...demands.flatMap(({ clauses }) => clauses)].join('\n'),
  });
};
