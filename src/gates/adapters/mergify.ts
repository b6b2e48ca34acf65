import type { GateAdapter, GateReading } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit } from '../formats/gate-unit.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, textOf } from '../formats/node.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import type { Comparator, Condition, GateUnit } from '../model.ts';

const FORMAT = 'mergify';

const RULES = ['queue_rules', 'pull_request_rules', 'merge_protections'] as const;
/** Lists of conditions that must hold before something is merged. */
const CONDITIONS = ['conditions', 'queue_conditions', 'merge_conditions', 'success_conditions', 'routing_conditions'] as const;

/** Rules of Mergify: a merge by the bot needs all their conditions. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Mergify',
  holds: 'queue rule, pull request rule or merge protection',
  recognises: ({ path, text }) => /mergify(?:\/config)?\.ya?ml$/.test(path) && RULES.some((name) => text.includes(`${name}:`)),
  resembles: ({ text }) => RULES.some((name) => new RegExp(`^${name}\\s*:`, 'm').test(text)),
  read: (file): GateReading => {
    const { root, opaque, problems } = readYamlDocument(file);
    const selector = distinctSelectors();
    const units = RULES.flatMap((kind) => itemsOf(at(root, kind)).map((node, index) => ruleUnit(file.path, selector(`${kind}/${textOf(at(node, 'name')) ?? index + 1}`), kind, node, opaque)));
    return { units, problems };
  },
  settings: {
    needs: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'conditions of a merge' },
    actions: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'actions' },
  },
};

const REASONS = {
  merge_protections: 'nothing merges unless all its conditions hold',
  queue_rules: 'the queue merges only what meets all its conditions; whether people may merge past it is set outside the repository',
  pull_request_rules: 'the bot merges only what meets all its conditions; whether people may merge past it is set outside the repository',
} as const satisfies Record<(typeof RULES)[number], string>;

const MERGING = new Set(['queue', 'merge', 'approve']);

const ruleUnit = (path: string, selector: string, kind: (typeof RULES)[number], node: ConfigNode, opaque: string | null): GateUnit => {
  const actions = entriesOf(at(node, 'actions')).map(({ key }) => key).toSorted();
  const merges = kind !== 'pull_request_rules' || actions.some((action) => MERGING.has(action));
  const all = CONDITIONS.flatMap((key) => itemsOf(at(node, key)));
  const conditions = all.flatMap(figureOf);
  const figures = new Set(all.filter((item) => figureOf(item).length > 0));
  return gateUnit({
    path,
    selector,
    format: FORMAT,
    title: textOf(at(node, 'name')) ?? selector,
    enforcement: !merges ? 'notify' : kind === 'merge_protections' ? 'block' : 'unverified',
    reason: merges ? REASONS[kind] : `it only does this: ${actions.join(', ')}`,
    link: 'rule',
    source: node.source,
    mark: node.mark,
    conditions,
    settings: {
      needs: all.filter((item) => !figures.has(item)).map((item) => textOf(item) ?? canonical(item)).toSorted(),
      actions: actions.length === 0 ? null : actions,
    },
    opaque,
    body: canonical(node, new Set(['name'])),
  });
};

const FIRES: Readonly<Record<string, Comparator>> = { '>=': 'lt', '>': 'lte', '<=': 'gt', '<': 'gte' };

/** `#approved-reviews-by>=2`: the rule does not merge on the other side. */
const figureOf = (node: ConfigNode): readonly Condition[] => {
  const [, metric = '', operator = '', number = ''] = /^#([\w-]+)\s*(>=|<=|>|<)\s*(\d+)$/.exec(textOf(node)?.trim() ?? '') ?? [];
  const comparator = FIRES[operator];
  return comparator === undefined ? [] : [condition({ metric: metric.replaceAll('-', ' '), comparator, threshold: Number(number), source: node.source })];
};
