import type { GateAdapter, GateFile, GateReading, SettingRule } from '../adapter.ts';
import { distinctSelectors } from '../formats/gate-unit.ts';
import { readJson } from '../formats/json-file.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { GateUnit } from '../model.ts';
import { protectionsIn, validatorsIn } from './github-rulesets/protection.ts';
import { FORMAT, type RuleSet, ruleUnits } from './github-rulesets/rules.ts';
import { readRuleset, rulesetsIn } from './github-rulesets/ruleset.ts';
import { isTerraform, terraformRuleSets } from './github-rulesets/terraform.ts';

const yesIsStronger = (title: string): SettingRule => ({ direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title, fallback: false });

const settings: Readonly<Record<string, SettingRule>> = {
  bypass: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'who may bypass it' },
  allowedToPush: { direction: 'more-is-weaker', weaker: 'permission-granted', stronger: 'permission-revoked', title: 'who may push' },
  include: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'branches covered' },
  exclude: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'branches left out' },
  app: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'app that must report it' },
  // The name is part of the selector: another name is another unit.
  context: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'name of the required check' },
  adminsIncluded: yesIsStronger('administrators are bound too'),
  strict_required_status_checks_policy: yesIsStronger('the branch must be up to date'),
  dismiss_stale_reviews_on_push: yesIsStronger('a push dismisses approvals'),
  require_code_owner_review: yesIsStronger('a code owner must approve'),
  require_last_push_approval: yesIsStronger('someone else must approve the last push'),
  required_review_thread_resolution: yesIsStronger('conversations must be resolved'),
  script: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'script' },
  do_not_enforce_on_create: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'not enforced when a branch is created', fallback: false },
  required_deployment_environments: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'environments that must have been deployed to' },
};

/** Required checks and reviews as files: exported rulesets, settings of the Settings apps, Terraform. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'GitHub rulesets and branch protection',
  holds: 'protected branch, ruleset or validator',
  recognises: ({ path, text }) => {
    if (path.endsWith('.tf')) return isTerraform(text);
    if (path.endsWith('.json')) return text.includes('"enforcement"') && text.includes('"rules"');
    if (!/\.ya?ml$/.test(path)) return false;
    return /^ *(?:rulesets|suborgrepos|overridevalidators):|^branches:|^rules:/m.test(text) && (/settings|ruleset|suborg/.test(path) || /\bprotection:|\benforcement:/.test(text));
  },
  resembles: ({ path, text }) => (path.endsWith('.json') ? /"enforcement"\s*:/.test(text) && /"rules"\s*:/.test(text) : /^(?:branches|rulesets|suborgrepos|overridevalidators|restrictedRepos)\s*:/m.test(text) && /\b(?:protection|enforcement|required_status_checks|required_pull_request_reviews|suborgrepos|overridevalidators)\s*:/.test(text)),
  read: (file) => {
    const { sets, problems } = ruleSetsOf(file);
    const distinct = distinctSelectors();
    const units = sets.flatMap(ruleUnits).map((unit): GateUnit => {
      const selector = distinct(unit.selector);
      return { ...unit, selector, key: `${unit.path}#${selector}` };
    });
    return { units, problems };
  },
  settings,
};

const ruleSetsOf = (file: GateFile): { readonly sets: readonly RuleSet[]; readonly problems: GateReading['problems'] } => {
  if (file.path.endsWith('.tf')) return terraformRuleSets(file);
  const { documents, problems } = file.path.endsWith('.json') ? jsonDocuments(file) : readYaml(file);
  const sets = documents.flatMap(({ root, opaque }) => [
    ...rulesetsIn(root).map((node) => readRuleset(file.path, node, opaque)),
    ...protectionsIn(file.path, root, opaque),
    ...validatorsIn(file.path, root),
  ]);
  return { sets, problems };
};

const jsonDocuments = (file: GateFile) => {
  const { root, opaque, problems } = readJson(file);
  return { documents: [{ root, opaque }], problems };
};
