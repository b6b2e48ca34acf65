import { at, type ConfigNode, entriesOf, itemsOf, numberOf, textOf, textsOf } from '../../formats/node.ts';
import type { SettingValue } from '../../model.ts';
import type { RequiredCheck, Rule, RuleSet } from './rules.ts';

/** Rulesets in a document: one, a list of them, or those under `rulesets` of a settings file. */
export const rulesetsIn = (root: ConfigNode | null): readonly ConfigNode[] => {
  const candidates = root?.kind === 'list' ? root.items : [root, ...itemsOf(at(root, 'rulesets'))];
  return candidates.flatMap((node) => (node !== null && at(node, 'rules')?.kind === 'list' && at(node, 'enforcement') !== null ? [node] : []));
};

/** A ruleset as GitHub's API takes and gives it. */
export const readRuleset = (path: string, node: ConfigNode, opaque: string | null): RuleSet => ({
  path,
  name: textOf(at(node, 'name')) ?? 'ruleset',
  ...enforcementOf(node),
  opaque,
  settings: {
    bypass: itemsOf(at(node, 'bypass_actors')).map(printActor).toSorted(),
    include: textsOf(at(node, 'conditions', 'ref_name', 'include')).toSorted(),
    exclude: textsOf(at(node, 'conditions', 'ref_name', 'exclude')).toSorted(),
  },
  rules: itemsOf(at(node, 'rules')).map(readRule),
});

const enforcementOf = (node: ConfigNode): Pick<RuleSet, 'enforcement' | 'reason'> => {
  switch (textOf(at(node, 'enforcement'))) {
    case 'active':
      // What the API gave carries the number and the owner of the ruleset; what somebody wrote does not.
      return at(node, 'id') !== null && (at(node, 'source') ?? at(node, 'source_type') ?? at(node, 'node_id')) !== null
        ? { enforcement: 'block', reason: 'the ruleset is active, as GitHub gave it' }
        : { enforcement: 'unverified', reason: 'the ruleset is to be active; nothing here shows that it is applied (commit what the rulesets API gives)' };
    case 'evaluate':
      return { enforcement: 'observe', reason: 'the ruleset is only evaluated, not enforced' };
    case 'disabled':
      return { enforcement: 'dormant', reason: 'the ruleset is disabled' };
    default:
      return { enforcement: 'unverified', reason: 'whether the ruleset is enforced is not stated' };
  }
};

const printActor = (node: ConfigNode): string =>
  `${textOf(at(node, 'actor_type')) ?? 'actor'} ${textOf(at(node, 'actor_id')) ?? ''} (${textOf(at(node, 'bypass_mode')) ?? 'always'})`.replace('  ', ' ');

const readRule = (node: ConfigNode): Rule => {
  const parameters = at(node, 'parameters');
  const approvals = at(parameters, 'required_approving_review_count');
  const count = numberOf(approvals);
  const settings: Record<string, SettingValue> = {};
  for (const { key, node: value } of entriesOf(parameters)) {
    if (key === 'required_approving_review_count' || key === 'required_status_checks') continue;
    if (value.kind === 'scalar' && value.value !== null) settings[key] = value.value;
    else if (value.kind === 'list' && textsOf(value).length === value.items.length) settings[key] = textsOf(value).toSorted();
  }
  return {
    type: textOf(at(node, 'type')) ?? 'rule',
    checks: itemsOf(at(parameters, 'required_status_checks')).flatMap(readCheck),
    approvals: approvals === null || count === null ? null : { value: count, source: approvals.source },
    settings,
    mark: node.mark,
    source: node.source,
  };
};

/** A check by its name alone or with the app that reports it. */
export const readCheck = (node: ConfigNode): readonly RequiredCheck[] => {
  const context = textOf(node) ?? textOf(at(node, 'context'));
  if (context === null) return [];
  const app = textOf(at(node, 'integration_id')) ?? textOf(at(node, 'app_id'));
  return [{ context, app: app === '-1' ? null : app, mark: node.mark, source: node.source }];
};
