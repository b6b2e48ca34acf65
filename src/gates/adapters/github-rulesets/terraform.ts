import type { GateFile, GateReading } from '../../adapter.ts';
import { evaluateHcl, type HclResult, type HclValue } from '../../formats/hcl/evaluate.ts';
import type { HclExpression } from '../../formats/hcl/expression.ts';
import { type HclBlock, parseHcl } from '../../formats/hcl/tree.ts';
import { type Positions, positionsOf } from '../../formats/positions.ts';
import type { Enforcement, SettingValue } from '../../model.ts';
import type { RequiredCheck, Rule, RuleSet } from './rules.ts';

const RESOURCES = ['github_branch_protection', 'github_branch_protection_v3', 'github_repository_ruleset', 'github_organization_ruleset'] as const;

export const isTerraform = (text: string): boolean => RESOURCES.some((name) => text.includes(`"${name}"`));

/** Branch protection and rulesets of Terraform's GitHub provider. A value given by a variable is left out and named as opaque. */
export const terraformRuleSets = (file: GateFile): { readonly sets: readonly RuleSet[]; readonly problems: GateReading['problems'] } => {
  const hcl = parseHcl(file.text);
  const positions = positionsOf(file.text);
  const problems = hcl.brokenAt === null ? [] : [{
    path: file.path, source: positions.source(hcl.brokenAt, hcl.brokenAt + 1), message: 'this is not HCL; what follows may not have been read', hint: null,
  }];
  const sets = hcl.blocks.flatMap((block) => (block.type === 'resource' && RESOURCES.some((name) => name === block.labels[0]) ? [readResource(file.path, block, positions)] : []));
  return { sets, problems };
};

const readResource = (path: string, block: HclBlock, positions: Positions): RuleSet => {
  const reader = blockReader(positions);
  const isRuleset = block.labels[0]?.endsWith('_ruleset') === true;
  const body = isRuleset ? (reader.block(block, 'rules') ?? block) : block;
  const enforcement = isRuleset ? (reader.text(block, 'enforcement') ?? 'active') : 'active';
  const references = isRuleset ? reader.block(reader.block(block, 'conditions') ?? block, 'ref_name') : null;
  const set: RuleSet = {
    path,
    name: block.labels.join('.'),
    enforcement: ENFORCEMENTS[enforcement] ?? 'unverified',
    reason: `Terraform applies it (${enforcement})`,
    opaque: null,
    settings: {
      include: references === null ? reader.texts(block, isRuleset ? 'include' : 'pattern') : reader.texts(references, 'include'),
      exclude: references === null ? [] : reader.texts(references, 'exclude'),
      bypass: block.blocks.filter(({ type }) => type === 'bypass_actors').map((actor) => `${reader.text(actor, 'actor_type') ?? 'actor'} ${reader.text(actor, 'actor_id') ?? ''} (${reader.text(actor, 'bypass_mode') ?? 'always'})`).toSorted(),
      adminsIncluded: isRuleset ? null : (reader.flag(block, 'enforce_admins') ?? false),
    },
    rules: body.blocks.flatMap((rule) => (RULE_BLOCKS[rule.type] === undefined ? [] : [readRule(rule, RULE_BLOCKS[rule.type] ?? rule.type, reader)])),
  };
  return { ...set, opaque: reader.unknown() };
};

const ENFORCEMENTS: Readonly<Record<string, Enforcement>> = { active: 'block', evaluate: 'observe', disabled: 'dormant' };
const RULE_BLOCKS: Readonly<Record<string, string>> = {
  required_status_checks: 'required_status_checks', required_pull_request_reviews: 'pull_request', pull_request: 'pull_request', required_deployments: 'required_deployments',
};

const readRule = (block: HclBlock, type: string, reader: BlockReader): Rule => {
  const checks = [
    ...(block.attributes.get('contexts') === undefined ? [] : reader.texts(block, 'contexts').map((context): RequiredCheck => ({ context, app: null, mark: null, source: reader.source(block) }))),
    ...block.blocks.filter(({ type: inner }) => inner === 'required_check').flatMap((check): readonly RequiredCheck[] => {
      const context = reader.text(check, 'context');
      return context === null ? [] : [{ context, app: reader.text(check, 'integration_id'), mark: null, source: reader.source(check) }];
    }),
  ];
  const approvals = reader.number(block, 'required_approving_review_count');
  const settings: Record<string, SettingValue | null> = type === 'required_status_checks'
    ? { strict_required_status_checks_policy: reader.flag(block, 'strict') ?? reader.flag(block, 'strict_required_status_checks_policy') ?? false }
    : {
        dismiss_stale_reviews_on_push: reader.flag(block, 'dismiss_stale_reviews') ?? reader.flag(block, 'dismiss_stale_reviews_on_push'),
        require_code_owner_review: reader.flag(block, 'require_code_owner_reviews') ?? reader.flag(block, 'require_code_owner_review'),
        require_last_push_approval: reader.flag(block, 'require_last_push_approval'),
        ...(block.attributes.has('pull_request_bypassers') ? { bypass: reader.texts(block, 'pull_request_bypassers') } : {}),
      };
  return { type, checks, approvals: approvals === null ? null : { value: approvals, source: reader.source(block) }, settings, mark: null, source: reader.source(block) };
};

type BlockReader = ReturnType<typeof blockReader>;

const unresolved = (path: readonly (string | number)[]): HclResult => ({ unknown: path.join('.') });

const blockReader = (positions: Positions) => {
  let opaque: string | null = null;
  const value = (expression: HclExpression): HclValue | null => {
    const result = evaluateHcl(expression, unresolved);
    if ('value' in result) return result.value;
    opaque ??= `${result.unknown} decides, which is not in the file`;
    return null;
  };
  const attribute = (block: HclBlock, name: string): HclValue | null => {
    const found = block.attributes.get(name);
    return found === undefined ? null : value(found.value);
  };
  const texts = (block: HclBlock, name: string): readonly string[] => {
    const found = attribute(block, name);
    const items: readonly HclValue[] = Array.isArray(found) ? found : found === null ? [] : [found];
    return items.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : [])).toSorted();
  };
  return {
    texts,
    text: (block: HclBlock, name: string): string | null => texts(block, name)[0] ?? null,
    flag: (block: HclBlock, name: string): boolean | null => {
      const found = attribute(block, name);
      return typeof found === 'boolean' ? found : null;
    },
    number: (block: HclBlock, name: string): number | null => {
      const found = attribute(block, name);
      return typeof found === 'number' ? found : null;
    },
    block: (block: HclBlock, type: string): HclBlock | null => block.blocks.find((inner) => inner.type === type) ?? null,
    source: (block: HclBlock) => positions.source(block.from, block.to),
    unknown: () => opaque,
  };
};
