import type { Source } from '../../../record/source.ts';
import { condition, gateUnit, listSetting, withLink } from '../../formats/gate-unit.ts';
import type { Condition, Enforcement, GateUnit, OnNoData, SettingValue } from '../../model.ts';
import { canonicalJson } from '../../fingerprint.ts';
import { readFigure } from '../../values/figure.ts';
import { alertHandles } from './message.ts';
import { type MonitorQuery, readMonitorQuery } from './query.ts';

/** A value of a monitor's definition, wherever it was written; `unknown` says what it depends on. */
export type Given = { readonly value: unknown; readonly source: Source } | { readonly unknown: string; readonly source: Source } | null;

/** A monitor as Terraform or the API writes it, under the API's names. */
export interface MonitorFacts {
  readonly path: string;
  readonly selector: string;
  readonly mark: string | null;
  readonly source: Source;
  /** Gives a field: `query`, `thresholds.critical`, `options.renotify_interval`. */
  readonly field: (name: MonitorField) => Given;
  /** Why it never runs (`count = 0`); null where it runs. */
  readonly dormant: string | null;
  readonly opaque: string | null;
}

export type MonitorField =
  | 'name' | 'type' | 'query' | 'message' | 'tags' | 'priority' | 'draft_status' | 'critical' | 'warning' | 'critical_recovery' | 'warning_recovery' | 'ok'
  | 'notify_no_data' | 'no_data_timeframe' | 'on_missing_data' | 'renotify_interval' | 'evaluation_delay' | 'new_group_delay' | 'require_full_window' | 'timeout_h'
  | 'silenced' | 'notify_by' | 'include_tags' | 'variables' | 'scheduling_options';

const text = (given: Given): string | null => (given !== null && 'value' in given && given.value !== null && typeof given.value !== 'object' ? String(given.value) : null);
const number = (given: Given): number | null => {
  const written = text(given);
  const value = written === null || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isNaN(value) ? null : value;
};
const flag = (given: Given): boolean | null => {
  const written = text(given);
  return written === 'true' ? true : written === 'false' ? false : null;
};
const list = (given: Given): readonly string[] => (given !== null && 'value' in given && Array.isArray(given.value) ? given.value.map(String) : []);
const unknownOf = (given: Given): string | null => (given !== null && 'unknown' in given ? given.unknown : null);

/** One monitor as a unit. The query holds the comparison; `critical` must repeat its number. */
export const monitorUnit = (facts: MonitorFacts): GateUnit => {
  const { field } = facts;
  const query = field('query');
  const written = text(query);
  const read = written === null ? null : readMonitorQuery(written);
  const message = text(field('message')) ?? '';
  const handles = alertHandles(message);
  // What a variable fills in, in part or as a whole, may name somebody.
  const messageUnknown = unknownOf(field('message')) !== null || message.includes('${');
  const noData = onNoData(facts);
  const conditions = read === null ? [] : [mainCondition(facts, read, noData, query?.source ?? facts.source)].filter((one) => one !== null);
  const missing = unknownOf(query);
  const unit = gateUnit({
    path: facts.path,
    selector: facts.selector,
    format: 'datadog',
    title: text(field('name')) ?? facts.selector,
    ...consequence(facts, handles, messageUnknown),
    link: 'monitor',
    source: facts.source,
    mark: facts.mark ?? list(field('tags')).find((one) => one.startsWith('gate:'))?.slice('gate:'.length) ?? null,
    conditions,
    settings: settingsOf(facts, read, handles),
    opaque: facts.opaque ?? (missing === null ? (query === null ? 'the monitor has no query' : null) : `templated: ${missing}`),
    body: JSON.stringify([read?.metric ?? missing, read?.comparator, conditions[0]?.threshold, read?.filter, read?.groups, read?.windowSeconds]),
  });
  return facts.dormant === null ? unit : withLink(unit, { name: 'resource', enforcement: 'dormant', reason: facts.dormant, path: facts.path, source: facts.source });
};

const consequence = (facts: MonitorFacts, handles: readonly string[], messageUnknown: boolean): { readonly enforcement: Enforcement; readonly reason: string } => {
  const silenced = facts.field('silenced');
  if (silenced !== null && 'value' in silenced && silenced.value !== null && typeof silenced.value === 'object' && Object.keys(silenced.value).length > 0) {
    return { enforcement: 'observe', reason: 'the monitor is muted (silenced)' };
  }
  if (text(facts.field('draft_status')) === 'draft') return { enforcement: 'observe', reason: 'the monitor is a draft: it notifies nobody' };
  if (handles.length > 0) return { enforcement: 'notify', reason: `tells ${handles.join(', ')}` };
  return messageUnknown
    ? { enforcement: 'notify', reason: 'its message, and so whom it tells, is filled in elsewhere' }
    : { enforcement: 'observe', reason: 'the message names nobody to tell when it alerts' };
};

const onNoData = ({ field }: MonitorFacts): OnNoData => {
  const missing = text(field('on_missing_data'));
  if (missing !== null) return missing === 'show_and_notify_no_data' ? 'fire' : missing === 'default' ? 'unknown' : 'pass';
  if (unknownOf(field('notify_no_data')) !== null) return 'unknown';
  return flag(field('notify_no_data')) === true ? 'fire' : 'pass';
};

const mainCondition = (facts: MonitorFacts, read: MonitorQuery, noData: OnNoData, source: Source): Condition | null => {
  const critical = facts.field('critical');
  const inQuery = read.threshold === null ? null : (readFigure(read.threshold)?.value ?? null);
  const threshold = inQuery ?? number(critical);
  const shared = { metric: read.metric, windowSeconds: read.windowSeconds, onNoData: noData, source };
  if (read.comparator === null) {
    // A service check counts failed checks in a row; a composite joins other monitors.
    const checks = number(critical);
    if (checks === null || read.metric.includes('&&') || read.metric.includes('||')) {
      return condition({ ...shared, comparator: 'ne', threshold: null, expression: read.metric, opaque: read.metric.startsWith('"') ? 'a service check without a threshold' : 'a composite of other monitors' });
    }
    return condition({ ...shared, metric: `failed checks: ${read.metric}`, comparator: 'gte', threshold: checks });
  }
  const unresolved = threshold === null ? (unknownOf(critical) ?? read.threshold) : null;
  const opaque = read.model !== null ? `judged by a model (${read.model}), not by a threshold` : unresolved === null ? null : `templated: ${unresolved}`;
  return condition({ ...shared, comparator: read.comparator, threshold, expression: threshold === null ? unresolved : null, opaque });
};

/** The number of `critical` where the query compares with another one. */
const otherCritical = (critical: number | null, read: MonitorQuery | null): number | null => {
  const inQuery = read === null || read.threshold === null ? null : (readFigure(read.threshold)?.value ?? null);
  return inQuery === null || critical === inQuery ? null : critical;
};

/** Parts that another language defines (queries of a formula, a calendar), in one spelling. */
const definition = (given: Given): string | null => (given !== null && 'value' in given && given.value !== null && given.value !== undefined ? canonicalJson(given.value) : null);

const settingsOf = ({ field }: MonitorFacts, read: MonitorQuery | null, handles: readonly string[]): Readonly<Record<string, SettingValue | null>> => {
  const beside = (name: MonitorField): string | null => {
    const value = number(field(name));
    return value === null || read?.comparator === null || read === null ? null : `${read.comparator} ${value}`;
  };
  const minutes = number(field('renotify_interval'));
  return {
    warning: beside('warning'),
    recovery: beside('critical_recovery'),
    filter: listSetting(read?.filter ?? []),
    groups: listSetting(read?.groups ?? []),
    handles: listSetting(handles),
    otherCritical: otherCritical(number(field('critical')), read),
    priority: number(field('priority')),
    renotifyMinutes: minutes === null || minutes === 0 ? null : minutes,
    evaluationDelay: number(field('evaluation_delay')),
    newGroupDelay: number(field('new_group_delay')),
    requireFullWindow: flag(field('require_full_window')),
    noDataMinutes: flag(field('notify_no_data')) === true ? number(field('no_data_timeframe')) : null,
    timeoutHours: number(field('timeout_h')),
    notifyBy: listSetting(list(field('notify_by'))),
    type: text(field('type')),
    deviations: read?.deviations ?? null,
    variables: definition(field('variables')),
    schedule: definition(field('scheduling_options')),
  };
};
