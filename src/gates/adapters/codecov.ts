import type { GateAdapter, GateReading } from '../adapter.ts';
import { condition, gateUnit, withLink } from '../formats/gate-unit.ts';
import { at, booleanOf, canonical, type ConfigEntry, type ConfigNode, entriesOf, textOf, textsOf } from '../formats/node.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import type { Condition, Enforcement, GateUnit } from '../model.ts';

const FORMAT = 'codecov';

/** Status checks of Codecov: `coverage.status.project|patch|changes` of `codecov.yml`. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Codecov',
  holds: 'status under coverage.status',
  recognises: ({ path, text }) => /codecov\.ya?ml$/.test(path) && /^(?:coverage|codecov|ignore|flags|comment|component_management)\s*:/m.test(text),
  resembles: ({ text }) => /^(?:codecov|component_management|flag_management)\s*:/m.test(text) || (/^coverage\s*:/m.test(text) && /^\s+status\s*:/m.test(text)),
  read: (file): GateReading => {
    const { root, opaque, problems } = readYamlDocument(file);
    const status = at(root, 'coverage', 'status');
    const ignored = textsOf(at(root, 'ignore')).toSorted();
    const carried = entriesOf(at(root, 'flags')).filter(({ node }) => booleanOf(at(node, 'carryforward')) === true).map(({ key }) => key).toSorted();
    const units = (['project', 'patch', 'changes'] as const).flatMap((kind) => {
      const node = at(status, kind);
      return statusesOf(kind, node).map((entry) => statusUnit(file.path, kind, entry, { ignored, carried, opaque }));
    });
    return { units, problems };
  },
  settings: {
    ignored: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'files left out' },
    carryforward: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'flags whose old coverage stands in for missing reports' },
    flags: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'flags' },
    paths: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'paths' },
    base: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'commit compared with' },
    if_not_found: { direction: ['success', 'failure', 'error'], weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'without a report of the base', fallback: 'success' },
    if_no_uploads: { direction: ['success', 'failure', 'error'], weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'without a report', fallback: 'error' },
    if_ci_failed: { direction: ['success', 'failure', 'error'], weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'when CI failed', fallback: 'error' },
    only_pulls: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'on pull requests only', fallback: false },
    check: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'name of its check' },
  },
  link: (own, all) => own.map((unit) => withLink(unit, requiredLink(unit, all))),
};

const requiredLink = (unit: GateUnit, all: readonly GateUnit[]) => {
  const required = all.filter(({ format, settings }) => format === 'github-rulesets' && typeof settings['context'] === 'string');
  const own = required.find(({ settings }) => settings['context'] === unit.settings['check']);
  if (own !== undefined) return { name: 'required check', enforcement: own.enforcement, reason: `a merge needs the check "${String(unit.settings['check'])}"`, path: own.path, source: own.source };
  const [other] = required;
  return other === undefined
    ? { name: 'required check', enforcement: 'unverified' as const, reason: 'whether a merge needs the check is set outside the repository', path: unit.path, source: null }
    : { name: 'required check', enforcement: 'notify' as const, reason: `it is not among the checks that a merge needs (${other.path})`, path: other.path, source: other.source };
};

/** Statuses of one kind: named ones, or one that a plain switch turns on or off. */
const statusesOf = (kind: string, node: ConfigNode | null): readonly ConfigEntry[] => {
  if (node === null) return [];
  if (node.kind !== 'map') return [{ key: 'default', keySource: node.source, node }];
  // Options given right under the kind belong to its default status.
  return isOptions(node) ? [{ key: 'default', keySource: node.source, node }] : entriesOf(node).map((entry) => ({ ...entry, key: entry.key === kind ? 'default' : entry.key }));
};

const isOptions = (node: ConfigNode): boolean => ['target', 'threshold', 'informational', 'enabled', 'base'].some((key) => at(node, key)?.kind === 'scalar');

interface Shared {
  readonly ignored: readonly string[];
  readonly carried: readonly string[];
  readonly opaque: string | null;
}

const SWITCHES = ['if_not_found', 'if_no_uploads', 'if_ci_failed', 'base'] as const;

const statusUnit = (path: string, kind: string, { key, node, keySource }: ConfigEntry, { ignored, carried, opaque }: Shared): GateUnit => {
  const { enforcement, reason } = enforcementOf(node);
  const source = node.kind === 'scalar' && node.value === null ? keySource : node.source;
  return gateUnit({
    path,
    selector: `${kind}/${key}`,
    format: FORMAT,
    title: `coverage of the ${kind}${key === 'default' ? '' : ` (${key})`}`,
    enforcement,
    reason,
    link: 'status',
    source,
    mark: node.mark,
    conditions: kind === 'changes' || enforcement === 'dormant' ? [] : [conditionOf(kind, node, source)],
    settings: {
      check: key === 'default' ? `codecov/${kind}` : `codecov/${kind}/${key}`,
      ignored: ignored.length === 0 ? null : ignored,
      carryforward: carried.length === 0 ? null : carried,
      flags: at(node, 'flags') === null ? null : textsOf(at(node, 'flags')).toSorted(),
      paths: at(node, 'paths') === null ? null : textsOf(at(node, 'paths')).toSorted(),
      only_pulls: booleanOf(at(node, 'only_pulls')),
      ...Object.fromEntries(SWITCHES.map((name) => [name, textOf(at(node, name))])),
    },
    opaque,
    body: canonical(node),
  });
};

const OFF = new Set(['false', 'off', 'no']);

const enforcementOf = (node: ConfigNode): { readonly enforcement: Enforcement; readonly reason: string } => {
  if (OFF.has(textOf(node) ?? '') || OFF.has(textOf(at(node, 'enabled')) ?? '')) return { enforcement: 'dormant', reason: 'the status is switched off' };
  if (booleanOf(at(node, 'informational')) === true) return { enforcement: 'observe', reason: 'informational: the status is green whatever the coverage' };
  return { enforcement: 'block', reason: 'the status fails' };
};

/** A share as Codecov writes it: `80`, `80%`, `0.5%`; null for `auto`. */
const percent = (node: ConfigNode | null): number | null => {
  const text = textOf(node)?.trim().replace(/%$/, '');
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
};

/** Fails below the target less the drop that is let pass; `auto` compares with the coverage of the base. */
const conditionOf = (kind: string, node: ConfigNode, source: Condition['source']): Condition => {
  const target = at(node, 'target');
  const allowed = percent(at(node, 'threshold')) ?? 0;
  const goal = percent(target);
  const place = target?.source ?? at(node, 'threshold')?.source ?? source;
  const metric = goal === null ? `coverage of the ${kind} against the base` : `coverage of the ${kind}`;
  return condition({ metric, comparator: 'lt', threshold: Number(((goal ?? 0) - allowed).toPrecision(12)), unit: goal === null ? 'percentage points' : '%', source: place });
};
