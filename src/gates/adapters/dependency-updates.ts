import type { GateAdapter, GateFile, GateReading } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit } from '../formats/gate-unit.ts';
import { readJson } from '../formats/json-file.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, textOf, textsOf } from '../formats/node.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import type { Condition, GateUnit } from '../model.ts';

const FORMAT = 'dependency-updates';

const RENOVATE = /(?:^|[/_])\.?renovate(?:rc)?(?:\.json5?)?$/;

/**
 * Updates of dependencies by Dependabot and Renovate, as far as they are gates: how long a release must have aged, and what merges
 * without a person.
 */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Dependabot and Renovate',
  holds: 'update rule',
  recognises: ({ path, text }) => (/dependabot\.ya?ml$/.test(path) && /^updates\s*:/m.test(text)) || RENOVATE.test(path) || (path.endsWith('package.json') && /"renovate"\s*:\s*\{/.test(text)),
  resembles: ({ path, text }) => (/\.ya?ml$/.test(path) ? /^updates\s*:/m.test(text) && /\bpackage-ecosystem\s*:/.test(text) : /renovate-schema\.json|"packageRules"\s*:|"config:(?:recommended|base|best-practices)"/.test(text)),
  read: (file) => (/\.ya?ml$/.test(file.path) ? dependabot(file) : renovate(file)),
  settings: {
    automerge: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'merges by itself', fallback: false },
    automergedUpdates: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'kinds of update that merge by themselves' },
    ignored: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'dependencies left out' },
    cooldownExcluded: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'dependencies without a waiting time' },
    approval: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'a person approves each update', fallback: false },
    pinDigests: { direction: 'more-is-stronger', weaker: 'exposure-increased', stronger: 'exposure-decreased', title: 'pins by digest', fallback: false },
    interval: { direction: ['yearly', 'semiannually', 'quarterly', 'monthly', 'weekly', 'daily'], weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'how often it looks' },
    openPullRequests: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'updates open at once' },
    extends: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'presets' },
  },
};

/** Updates younger than this wait. The age is the figure, so that fewer days are a looser gate. */
const ageCondition = (days: number, what: string, source: Condition['source']): Condition =>
  condition({ name: what, metric: 'age of the release', comparator: 'lt', threshold: days, unit: 'days', source });

const dependabot = (file: GateFile): GateReading => {
  const { root, opaque, problems } = readYamlDocument(file);
  const selector = distinctSelectors();
  return { units: itemsOf(at(root, 'updates')).map((node) => updateUnit(file.path, selector, node, opaque)), problems };
};

const COOLDOWNS = ['default-days', 'semver-major-days', 'semver-minor-days', 'semver-patch-days'] as const;

const updateUnit = (path: string, selector: (wanted: string) => string, node: ConfigNode, opaque: string | null): GateUnit => {
  const ecosystem = textOf(at(node, 'package-ecosystem')) ?? 'dependencies';
  const folders = [...textsOf(at(node, 'directory')), ...textsOf(at(node, 'directories'))];
  const cooldown = at(node, 'cooldown');
  const limit = numberOf(at(node, 'open-pull-requests-limit'));
  const conditions = COOLDOWNS.flatMap((key) => {
    const days = numberOf(at(cooldown, key));
    return days === null ? [] : [ageCondition(days, key, at(cooldown, key)?.source ?? node.source)];
  });
  return gateUnit({
    path,
    selector: selector(`${ecosystem}${folders.length === 0 ? '' : ` ${folders.join(' ')}`}`),
    format: FORMAT,
    title: `Dependabot updates of ${ecosystem}`,
    enforcement: limit === 0 ? 'dormant' : 'halt',
    reason: limit === 0 ? 'open-pull-requests-limit: 0: no updates but those of security' : 'each update waits as a pull request for a person',
    link: 'updates',
    source: node.source,
    mark: node.mark,
    conditions,
    settings: {
      ignored: at(node, 'ignore') === null ? null : itemsOf(at(node, 'ignore')).map((item) => textOf(at(item, 'dependency-name')) ?? canonical(item)).toSorted(),
      cooldownExcluded: at(cooldown, 'exclude') === null ? null : textsOf(at(cooldown, 'exclude')).toSorted(),
      interval: textOf(at(node, 'schedule', 'interval')),
      openPullRequests: limit,
    },
    opaque,
    body: canonical(node),
  });
};

const renovate = (file: GateFile): GateReading => {
  const { root, opaque, problems } = readJson(file);
  const config = file.path.endsWith('package.json') ? at(root, 'renovate') : root;
  if (config === null) return { units: [], problems };
  const selector = distinctSelectors();
  const rules = itemsOf(at(config, 'packageRules')).map((node, index) => renovateUnit(file.path, selector(ruleName(node, index)), node, opaque));
  return { units: [renovateUnit(file.path, selector('updates'), config, opaque), ...rules], problems };
};

const MATCHERS = ['groupName', 'description', 'matchPackageNames', 'matchPackagePatterns', 'matchManagers', 'matchUpdateTypes', 'matchDepTypes'] as const;

const ruleName = (node: ConfigNode, index: number): string => {
  const named = MATCHERS.map((key) => textsOf(at(node, key)).join(' ')).find((text) => text !== '');
  return `packageRules/${named ?? index + 1}`;
};

const renovateUnit = (path: string, selector: string, node: ConfigNode, opaque: string | null): GateUnit => {
  const automerge = booleanOf(at(node, 'automerge')) === true;
  const off = booleanOf(at(node, 'enabled')) === false;
  const age = at(node, 'minimumReleaseAge') ?? at(node, 'stabilityDays');
  const days = daysOf(age);
  const types = textsOf(at(node, 'matchUpdateTypes'));
  return gateUnit({
    path,
    selector,
    format: FORMAT,
    title: selector === 'updates' ? 'Renovate updates' : `Renovate ${selector}`,
    enforcement: off ? 'dormant' : automerge ? 'unverified' : 'halt',
    reason: off ? 'enabled: false: such updates are not made' : automerge ? 'updates merge by themselves once their checks pass' : 'each update waits as a pull request for a person',
    link: 'updates',
    source: node.source,
    mark: node.mark,
    conditions: age === null || days === null ? [] : [ageCondition(days, 'minimumReleaseAge', age.source)],
    scope: MATCHERS.filter((key) => key.startsWith('match')).flatMap((key) => textsOf(at(node, key)).map((value) => `${key} ${value}`)),
    settings: {
      automerge: at(node, 'automerge') === null ? null : automerge,
      automergedUpdates: automerge && types.length > 0 ? types.toSorted() : null,
      ignored: at(node, 'ignoreDeps') === null ? null : textsOf(at(node, 'ignoreDeps')).toSorted(),
      approval: booleanOf(at(node, 'dependencyDashboardApproval')),
      pinDigests: booleanOf(at(node, 'pinDigests')),
      extends: at(node, 'extends') === null ? null : textsOf(at(node, 'extends')),
    },
    opaque,
    body: canonical(node, new Set(['packageRules', '$schema', 'description'])),
  });
};

/** `3 days`, `2 weeks` or a number of days. */
const daysOf = (node: ConfigNode | null): number | null => {
  const plain = numberOf(node);
  if (plain !== null) return plain;
  const [, count = '', unit = ''] = /^(\d+)\s*(minute|hour|day|week|month|year)s?$/.exec(textOf(node)?.trim() ?? '') ?? [];
  const size = { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 }[unit];
  return size === undefined ? null : Number(count) * size;
};
