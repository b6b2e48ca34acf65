import { at, booleanOf, type ConfigNode, itemsOf, numberOf, textOf, textsOf } from '../../formats/node.ts';
import { readCheck } from './ruleset.ts';
import type { Rule, RuleSet } from './rules.ts';

/** Branch protection in a settings file (`branches[].protection`), as the Settings and Safe Settings apps apply it. */
export const protectionsIn = (path: string, root: ConfigNode | null, opaque: string | null): readonly RuleSet[] =>
  itemsOf(at(root, 'branches')).flatMap((branch) => {
    const name = textOf(at(branch, 'name'));
    const protection = at(branch, 'protection');
    if (name === null || protection === null) return [];
    return [readProtection(path, name, protection, opaque)];
  });

const readProtection = (path: string, branch: string, node: ConfigNode, opaque: string | null): RuleSet => {
  const off = node.kind === 'scalar' && node.value === null;
  return {
    path,
    name: `branches/${branch}`,
    enforcement: off ? 'dormant' : 'block',
    reason: off ? `the protection of ${branch} is switched off` : `the settings app applies it to ${branch}, as committed`,
    opaque,
    settings: { include: [branch], adminsIncluded: booleanOf(at(node, 'enforce_admins')) ?? false },
    rules: off ? [emptyRule('protection', node)] : rulesOf(node),
  };
};

/** Scripts by which Safe Settings refuses configurations that repositories ask for. */
export const validatorsIn = (path: string, root: ConfigNode | null): readonly RuleSet[] =>
  (['configvalidators', 'overridevalidators'] as const).flatMap((kind) =>
    itemsOf(at(root, kind)).map((node) => ({
      path,
      name: kind,
      enforcement: 'block' as const,
      reason: 'the settings app refuses what the script refuses',
      opaque: 'a script decides, which is not run here',
      settings: {},
      rules: [{ ...emptyRule(textOf(at(node, 'plugin')) ?? 'validator', node), settings: { script: textOf(at(node, 'script')) } }],
    })));

const emptyRule = (type: string, node: ConfigNode): Rule => ({ type, checks: [], approvals: null, settings: {}, mark: node.mark, source: node.source });

const rulesOf = (node: ConfigNode): readonly Rule[] => {
  const rules: Rule[] = [];
  const checks = at(node, 'required_status_checks');
  if (checks?.kind === 'map') {
    rules.push({
      ...emptyRule('required_status_checks', checks),
      checks: [...itemsOf(at(checks, 'contexts')), ...itemsOf(at(checks, 'checks'))].flatMap(readCheck),
      settings: { strict_required_status_checks_policy: booleanOf(at(checks, 'strict')) ?? false },
    });
  }
  const reviews = at(node, 'required_pull_request_reviews');
  if (reviews?.kind === 'map') rules.push(reviewRule(reviews));
  for (const type of ['required_linear_history', 'required_signatures', 'required_conversation_resolution'] as const) {
    const value = at(node, type);
    if (value !== null && booleanOf(value) === true) rules.push(emptyRule(type, value));
  }
  const restrictions = at(node, 'restrictions');
  if (restrictions?.kind === 'map') {
    const allowed = (['users', 'teams', 'apps'] as const).flatMap((kind) => textsOf(at(restrictions, kind)).map((name) => `${kind} ${name}`));
    rules.push({ ...emptyRule('restrictions', restrictions), settings: { allowedToPush: allowed.toSorted() } });
  }
  return rules;
};

const reviewRule = (reviews: ConfigNode): Rule => {
  const approvals = at(reviews, 'required_approving_review_count');
  const count = numberOf(approvals);
  const bypass = at(reviews, 'bypass_pull_request_allowances');
  return {
    ...emptyRule('pull_request', reviews),
    approvals: approvals === null || count === null ? null : { value: count, source: approvals.source },
    settings: {
      dismiss_stale_reviews_on_push: booleanOf(at(reviews, 'dismiss_stale_reviews')),
      require_code_owner_review: booleanOf(at(reviews, 'require_code_owner_reviews')),
      require_last_push_approval: booleanOf(at(reviews, 'require_last_push_approval')),
      bypass: (['users', 'teams', 'apps'] as const).flatMap((kind) => textsOf(at(bypass, kind)).map((name) => `${kind} ${name}`)).toSorted(),
    },
  };
};
