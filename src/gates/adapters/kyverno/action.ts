import { listSetting } from '../../formats/gate-unit.ts';
import { type KubernetesObject, selectorEntries } from '../../formats/kubernetes.ts';
import { at, booleanOf, type ConfigNode, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import type { Enforcement } from '../../model.ts';

interface PolicyAction {
  readonly enforcement: Enforcement;
  readonly reason: string;
  readonly link: 'policy' | 'rule';
}

/** The rule's own action comes before the policy's; without either the definition's default is Audit. */
export const actionOf = (object: KubernetesObject, rule: ConfigNode): PolicyAction => {
  const changes = ['mutate', 'generate'].find((kind) => at(rule, kind) !== null);
  if (changes !== undefined) return { enforcement: 'observe', reason: `a ${changes} rule changes resources; it refuses none`, link: 'rule' };
  if (booleanOf(at(object.spec, 'admission')) === false) return { enforcement: 'observe', reason: 'admission: false: only the background scan looks', link: 'policy' };
  const own = textOf(at(rule, 'validate', 'failureAction')) ?? textOf(at(itemsOf(at(rule, 'verifyImages'))[0] ?? null, 'failureAction'));
  const action = own ?? textOf(at(object.spec, 'validationFailureAction'));
  if (action?.toLowerCase() === 'enforce') return { enforcement: 'block', reason: 'Enforce: a request that breaks the rule is refused', link: 'policy' };
  return { enforcement: 'observe', reason: action === null ? 'no failureAction: the default is Audit, which only reports' : `${action}: a request that breaks the rule is let in and reported`, link: 'policy' };
};

/** Namespaces whose action differs from the policy's. */
export const overrides = (object: KubernetesObject, rule: ConfigNode) => {
  const listed = [...itemsOf(at(object.spec, 'validationFailureActionOverrides')), ...itemsOf(at(rule, 'validate', 'failureActionOverrides'))];
  const of = (action: string): readonly string[] =>
    listed.flatMap((one) => (textOf(at(one, 'action'))?.toLowerCase() === action ? [...textsOf(at(one, 'namespaces')), ...selectorEntries(at(one, 'namespaceSelector'))] : []));
  return { auditedNamespaces: listSetting(of('audit')), enforcedNamespaces: listSetting(of('enforce')) };
};
