import type { Source } from '../../record/source.ts';
import type { GateAdapter, GateFile, GateFiles, GateProblem, GateReading, SettingOrder, SettingRule } from '../adapter.ts';
import { compareFiring } from '../comparator.ts';
import { distinctSelectors, lintOf } from '../formats/gate-unit.ts';
import { asText, evaluateHcl, type HclResolve, type HclResult, type HclValue, partialText } from '../formats/hcl/evaluate.ts';
import { directoryOf, terraformOf } from '../formats/hcl/module.ts';
import type { HclAttribute, HclBlock } from '../formats/hcl/tree.ts';
import { readJson } from '../formats/json-file.ts';
import { declares, readKubernetes } from '../formats/kubernetes.ts';
import { marksByLine } from '../formats/marks.ts';
import { at, type ConfigNode, entriesOf, itemsOf, textOf } from '../formats/node.ts';
import { positionsOf } from '../formats/positions.ts';
import { COMPARATORS, type Comparator, type GateUnit, type SettingValue } from '../model.ts';
import { type Given, type MonitorField, monitorUnit } from './datadog/monitor.ts';

/** Orders `gt 0.4` and `gt 0.5` by the values on which each is reached. */
const compareLimits = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [readLimit(before), readLimit(after)];
  return old === null || fresh === null ? 'incomparable' : compareFiring(old, fresh);
};

const isComparator = (text: string): text is Comparator => COMPARATORS.some((one) => one === text);

const readLimit = (value: SettingValue): { readonly comparator: Comparator; readonly threshold: number } | null => {
  const [comparator = '', threshold] = String(value).split(' ');
  return isComparator(comparator) ? { comparator, threshold: Number(threshold) } : null;
};

/** 1 is the most urgent. */
const comparePriority = (before: SettingValue, after: SettingValue): SettingOrder => (before === after ? 'same' : Number(after) > Number(before) ? 'weaker' : 'stronger');

const consequence = { weaker: 'consequence-downgraded', stronger: 'consequence-upgraded' } as const;
const scope = { weaker: 'scope-narrowed', stronger: 'scope-widened' } as const;
const hold = { weaker: 'hold-lengthened', stronger: 'hold-shortened' } as const;

/** Datadog monitors: in Terraform (`datadog_monitor`, `datadog_monitor_json`), as the API's JSON, and as objects of the Datadog Operator. A monitor tells people: it notifies. */
export const adapter: GateAdapter = {
  id: 'datadog',
  title: 'Datadog monitors',
  holds: 'monitor',
  recognises: ({ path, text }) => (path.endsWith('.tf') ? /"datadog_monitor(?:_json)?"/.test(text) : /\.ya?ml$/.test(path) ? text.includes('datadoghq.com/') && /\bkind["']?:\s*["']?DatadogMonitor\b/.test(text) : path.endsWith('.json') && text.includes('"query"') && /"type"\s*:\s*"[a-z0-9_ -]*(?:alert|check|composite)"/.test(text)),
  read: (file, files) => (file.path.endsWith('.tf') ? readTerraformFile(file, files) : file.path.endsWith('.json') ? readJsonFile(file) : readObjects(file)),
  settings: {
    warning: { direction: 'unordered', compare: compareLimits, weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'warning threshold' },
    recovery: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'recovery threshold' },
    filter: { direction: 'more-is-weaker', ...scope, title: 'tag filter', fallback: [] },
    groups: { direction: 'more-is-stronger', ...scope, title: 'groups that alert by themselves', fallback: [] },
    handles: { direction: 'more-is-stronger', ...consequence, title: 'who is told', fallback: [] },
    deviations: { direction: 'more-is-weaker', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'deviation from the model that is let pass', whereBoth: true },
    variables: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'queries of the formula' },
    schedule: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'when it is evaluated' },
    otherCritical: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'critical threshold beside the query' },
    priority: { direction: 'unordered', compare: comparePriority, ...consequence, title: 'priority' },
    renotifyMinutes: { direction: 'more-is-weaker', ...consequence, title: 'renotify_interval', fallback: Number.MAX_SAFE_INTEGER },
    evaluationDelay: { direction: 'more-is-weaker', ...hold, title: 'evaluation_delay', fallback: 0 },
    newGroupDelay: { direction: 'more-is-weaker', ...hold, title: 'new_group_delay', fallback: 60 },
    requireFullWindow: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'require_full_window' },
    noDataMinutes: { direction: 'more-is-weaker', weaker: 'nodata-permissive', stronger: 'nodata-strict', title: 'no_data_timeframe' },
    timeoutHours: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'timeout_h' },
    notifyBy: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'notify_by' },
    type: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'type' },
  } satisfies Record<string, SettingRule>,
  lint: (own) => own.flatMap(lintMonitor),
};

const lintMonitor = (unit: GateUnit) => {
  const [first] = unit.conditions;
  const other = unit.settings['otherCritical'];
  return [
    ...(typeof other === 'number' && first?.threshold !== undefined && first.threshold !== null ? [lintOf(unit, 'threshold-mismatch', 'error', `the query compares with ${first.threshold}, and critical says ${other}: Datadog refuses the monitor`, 'write the same number in both', first.source)] : []),
    ...(first !== undefined && first.onNoData === 'pass' && ['lt', 'lte'].includes(first.comparator) ? [lintOf(unit, 'no-data-passes', 'warning', `when ${first.metric} has no data the monitor stays silent`, 'set notify_no_data, or on_missing_data = "show_and_notify_no_data"', first.source)] : []),
    ...(unit.enforcement === 'observe' && unit.opaque === null ? [lintOf(unit, 'tells-nobody', 'warning', unit.chain[0]?.reason ?? '', 'name who is told in the message, such as @pagerduty-SERVICE')] : []),
    ...(unit.enforcement === 'dormant' ? [lintOf(unit, 'never-runs', 'warning', unit.chain.at(-1)?.reason ?? '', 'create the monitor, or remove its definition')] : []),
  ];
};

/** Where Terraform writes a field: in the resource, or in one of its blocks. */
const BLOCK_FIELDS: Readonly<Record<string, readonly string[]>> = {
  critical: ['monitor_thresholds', 'thresholds'],
  warning: ['monitor_thresholds', 'thresholds'],
  critical_recovery: ['monitor_thresholds', 'thresholds'],
  warning_recovery: ['monitor_thresholds', 'thresholds'],
  ok: ['monitor_thresholds', 'thresholds'],
};

const readTerraformFile = (file: GateFile, files: GateFiles): GateReading => {
  const terraform = terraformOf(files);
  const hcl = terraform.file(file.path, file.text);
  const positions = positionsOf(file.text);
  const marks = marksByLine(file.text, hcl.comments.map((one) => ({ start: one.from, end: one.to })), positions);
  const place = (span: { readonly from: number; readonly to: number }): Source => positions.source(span.from, span.to);
  const problems: readonly GateProblem[] = hcl.brokenAt === null ? [] : [{ path: file.path, source: positions.source(hcl.brokenAt, hcl.brokenAt + 1), message: `not valid HCL at line ${positions.line(hcl.brokenAt)}`, hint: null }];
  const selector = distinctSelectors();
  const directory = directoryOf(file.path);

  const instance = (block: HclBlock, name: string, resolve: HclResolve, dormant: string | null, unknownCount: string | null): GateUnit => {
    const find = (field: MonitorField): HclAttribute | undefined => {
      const inBlock = block.blocks.find((one) => BLOCK_FIELDS[field]?.includes(one.type) === true && one.attributes.has(field));
      return inBlock?.attributes.get(field) ?? block.attributes.get(field);
    };
    const inMap = (field: MonitorField): Given => {
      const attribute = block.attributes.get('thresholds');
      if (attribute === undefined || BLOCK_FIELDS[field] === undefined) return null;
      const result = evaluateHcl(attribute.value, resolve);
      if ('unknown' in result) return { unknown: result.unknown, source: place(attribute) };
      const value = new Map(Object.entries(typeof result.value === 'object' && result.value !== null ? result.value : {})).get(field);
      return value === undefined ? null : { value, source: place(attribute) };
    };
    return monitorUnit({
      path: file.path,
      selector: selector(name),
      mark: marks.get(positions.line(block.from)) ?? null,
      source: place(block),
      dormant,
      opaque: unknownCount ?? (block.broken ? 'the block is not valid HCL' : block.blocks.some((one) => one.type === 'dynamic') ? 'dynamic blocks fill it in' : null),
      field: (field) => {
        const attribute = find(field);
        if (attribute === undefined) return inMap(field);
        const source = place(attribute.value);
        const text = field === 'query' || field === 'message' || field === 'name' ? partialText(attribute.value, resolve) : null;
        if (text !== null) return { value: text, source };
        const result = evaluateHcl(attribute.value, resolve);
        return 'unknown' in result ? { unknown: result.unknown, source } : { value: result.value, source };
      },
    });
  };

  const units = hcl.blocks
    .filter((block) => block.type === 'resource' && block.labels[0] === 'datadog_monitor')
    .flatMap((block) => {
      const name = `datadog_monitor.${block.labels[1] ?? ''}`;
      const resolve = terraform.resolverOf(directory);
      const count = evaluated(block.attributes.get('count'), resolve);
      const each = evaluated(block.attributes.get('for_each'), resolve);
      if (each !== null && 'value' in each) {
        return instancesOf(each.value).map(([key, value]) => instance(block, `${name}[${JSON.stringify(key)}]`, terraform.resolverOf(directory, { each: { key, value } }), null, null));
      }
      const dormant = count !== null && 'value' in count && Number(count.value) === 0 ? 'count = 0: the monitor is not created' : null;
      const unknownCount = each !== null && 'unknown' in each ? `templated: one for each of ${each.unknown}` : count !== null && 'unknown' in count ? `templated: created only if ${count.unknown}` : null;
      return [instance(block, name, resolve, dormant, unknownCount)];
    });
  const written = hcl.blocks
    .filter((block) => block.type === 'resource' && block.labels[0] === 'datadog_monitor_json')
    .map((block) => writtenMonitor(file.path, block, terraform.resolverOf(directory), selector(`datadog_monitor_json.${block.labels[1] ?? ''}`), place(block), marks.get(positions.line(block.from)) ?? null));
  return { units: [...units, ...written], problems };
};

/** A monitor whose whole definition is one text of JSON, as the API takes it. */
const writtenMonitor = (path: string, block: HclBlock, resolve: HclResolve, selector: string, source: Source, mark: string | null): GateUnit => {
  const given = evaluated(block.attributes.get('monitor'), resolve);
  const text = given !== null && 'value' in given && typeof given.value === 'string' ? given.value : null;
  const { root } = readJson({ path, text: text ?? '{}' });
  const unknown = given !== null && 'unknown' in given ? `templated: ${given.unknown}` : 'the monitor is no text of JSON';
  return monitorUnit({ path, selector, mark, source, dormant: null, opaque: text === null ? unknown : null, field: (field) => givenIn(root, field, apiName, source) });
};

const evaluated = (attribute: HclAttribute | undefined, resolve: HclResolve): HclResult | null => (attribute === undefined ? null : evaluateHcl(attribute.value, resolve));

/** More instances of one resource than this are not listed one by one. */
const MOST_INSTANCES = 200;

const instancesOf = (value: HclValue): readonly (readonly [string, HclValue])[] =>
  value === null || typeof value !== 'object' ? [] : Array.isArray(value) ? value.slice(0, MOST_INSTANCES).map((one: HclValue) => [asText(one), one] as const) : Object.entries(value).slice(0, MOST_INSTANCES);

const readJsonFile = (file: GateFile): GateReading => {
  const { root, problems } = readJson(file);
  const selector = distinctSelectors();
  return { units: monitorsIn(root).map((node, index) => jsonMonitor(file, node, selector(monitorName(node, index)))), problems };
};

/** One monitor, a list of them, or an export with `monitors`. */
const monitorsIn = (root: ConfigNode | null): readonly ConfigNode[] => {
  const listed = root?.kind === 'list' ? root.items : itemsOf(at(root, 'monitors'));
  const candidates = listed.length > 0 ? listed : root === null ? [] : [at(root, 'data', 'attributes') ?? root];
  return candidates.filter((one) => textOf(at(one, 'query')) !== null && textOf(at(one, 'type')) !== null);
};

const monitorName = (node: ConfigNode, index: number): string => textOf(at(node, 'id')) ?? textOf(at(node, 'name')) ?? `monitor ${index + 1}`;

const jsonMonitor = (file: GateFile, node: ConfigNode, selector: string): GateUnit =>
  monitorUnit({ path: file.path, selector, mark: node.mark, source: node.source, dormant: null, opaque: null, field: (field) => givenIn(node, field, apiName, null) });

/** A field of a definition in JSON or YAML; `source` stands for its place where the definition is a text inside another file. */
const givenIn = (node: ConfigNode | null, field: MonitorField, nameOf: (field: string) => string, source: Source | null): Given => {
  const name = nameOf(field);
  const found = BLOCK_FIELDS[field] === undefined ? (at(node, name) ?? at(node, 'options', name)) : at(node, 'options', 'thresholds', name);
  return found === null ? null : { value: plain(found), source: source ?? found.source };
};

const apiName = (field: string): string => field;
/** The Datadog Operator names the API's fields in camel case. */
const operatorName = (field: string): string => (field === 'timeout_h' ? 'timeoutHours' : field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));

const readObjects = (file: GateFile): GateReading => {
  const { objects, problems } = readKubernetes(file);
  const selector = distinctSelectors();
  const units = objects
    .filter(({ group, kind }) => group === 'datadoghq.com' && kind === 'DatadogMonitor')
    .map(({ name, spec, mark, source, opaque }) => monitorUnit({ path: file.path, selector: selector(`DatadogMonitor/${name}`), mark, source, dormant: null, opaque, field: (field) => givenIn(spec, field, operatorName, null) }));
  return { units, problems, instead: declares(objects) };
};

const plain = (node: ConfigNode): unknown => {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(entriesOf(node).map(({ key, node: inner }) => [key, plain(inner)]));
    case 'opaque':
      return node.text;
  }
};
