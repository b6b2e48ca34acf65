import { describe, expect, test } from 'vitest';
import { readMonitorQuery } from '../../../src/gates/adapters/datadog/query.ts';
import { alertHandles } from '../../../src/gates/adapters/datadog/message.ts';
import { adapter } from '../../../src/gates/adapters/datadog.ts';
import { replayCondition } from '../../../src/gates/replay/condition.ts';
import { lintsIn, rulesBetween, unitOf, unitsIn } from './reading.ts';

describe('queries', () => {
  test.each([
    ['avg(last_5m):sum:http.errors{env:prod,service:api} by {host,region} > 0.5', { metric: 'avg:sum:http.errors', comparator: 'gt', threshold: '0.5', windowSeconds: 300, filter: ['env:prod', 'service:api'], groups: ['host', 'region'] }],
    ['sum(last_1h):( sum:a{x:y}.as_count() / sum:b{x:y}.as_count() ) * 100 >= 5', { metric: 'sum:(sum:a{x:y}.as_count() / sum:b{x:y}.as_count()) * 100', windowSeconds: 3600, filter: [], threshold: '5' }],
    ['logs("status:error -env:dev > 1").index("*").rollup("count").last("15m") > 10', { comparator: 'gt', threshold: '10', windowSeconds: 900 }],
    ['change(avg(last_5m),last_1h):avg:queue.depth{*} > 100', { metric: 'change avg last_1h:avg:queue.depth', windowSeconds: 300, filter: [] }],
    ["avg(last_4h):anomalies(avg:latency{a:b}, 'agile', 3) >= 1", { model: 'anomalies', comparator: 'gte' }],
    ['"http.can_connect".over("env:prod").by("host").last(4).count_by_status()', { comparator: null, threshold: null }],
    ['avg(last_5m):avg:x{env:${var.env}} > ${var.limit}', { threshold: '${var.limit}', filter: ['env:${var.env}'] }],
    ['sum(last_5m):sum:hits{team:a AND code:5*}.as_count() > 1', { filter: ['code:5*', 'team:a'] }],
    ['sum(last_5m):sum:hits{team:a AND (code:5* OR code:4*)} > 1', { filter: ['team:a AND (code:5* OR code:4*)'] }],
    ['avg(last_5m):avg:disk.free{*} < -1e-3', { comparator: 'lt', threshold: '-1e-3' }],
    // The kinds of query that Datadog's reference of its API names.
    ['pct_change(sum(last_5m),last_1h):sum:orders{*} < -50', { metric: 'pct_change sum last_1h:sum:orders', comparator: 'lt', threshold: '-50', windowSeconds: 300 }],
    ['events("source:deploy status:error").rollup("count").last("30m") > 3', { comparator: 'gt', threshold: '3', windowSeconds: 1800 }],
    ['processes("java").over("host:a").rollup("count").last("10m") < 1', { comparator: 'lt', threshold: '1', windowSeconds: 600 }],
    ['error_budget("abc123").over("7d") > 75', { comparator: 'gt', threshold: '75', windowSeconds: 604_800 }],
    ['burn_rate("abc123").over("30d").long_window("1h").short_window("5m") > 14.4', { comparator: 'gt', threshold: '14.4', windowSeconds: 3600 }],
    ['rum("@type:error").rollup("count").by("@view.name").last("5m") >= 55', { comparator: 'gte', windowSeconds: 300 }],
    ['formula("(errors / all) * 100").last("5m") > 1', { metric: 'formula("(errors / all) * 100").last("5m")', threshold: '1', windowSeconds: 300 }],
    ['12345 && !67890', { comparator: null, threshold: null, windowSeconds: null }],
    ["avg(last_12h):forecast(avg:disk.used{*}, 'linear', 2, interval='60m') >= 95", { model: 'forecast', deviations: 2, threshold: '95' }],
    ["avg(last_1h):outliers(avg:cpu{a:b} by {host}, 'DBSCAN', 3) > 0", { model: 'outliers', deviations: 3 }],
  ])('%s', (query, expected) => {
    expect(readMonitorQuery(query)).toMatchObject(expected);
  });

  test('whom a message tells when it alerts', () => {
    expect(alertHandles('Down! @pagerduty-api {{#is_warning}}@slack-quiet{{/is_warning}} {{#is_alert}}@opsgenie, @team@example.org.{{/is_alert}}{{^is_alert}}@later{{/is_alert}}')).toEqual(['@opsgenie', '@pagerduty-api', '@team@example.org']);
  });
});

const monitor = (fields: string, name = 'errors'): string => `resource "datadog_monitor" "${name}" {\n  name = "Errors"\n  type = "metric alert"\n${fields}\n}\n`;
const at = (threshold: string, more = ''): string => monitor(`  query = "avg(last_5m):avg:http.error_ratio{env:prod} > ${threshold}"\n  message = "@pagerduty-api"\n${more}`);
const file = (text: string): Readonly<Record<string, string>> => ({ 'live/main.tf': text });

const call = (name: string, seconds: number): string => `module "${name}" {\n  source = "../modules/slow"\n  seconds = ${seconds}\n}\n`;

describe('monitors in Terraform', () => {
  test('a monitor that came too high: what it needs for the replay', () => {
    const unit = unitOf(adapter, file(at('0.5', '  monitor_thresholds { critical = 0.5 }\n  notify_no_data = true')));
    expect(unit).toMatchObject({
      key: 'live/main.tf#datadog_monitor.errors', enforcement: 'notify', opaque: null,
      conditions: [{ metric: 'avg:avg:http.error_ratio', comparator: 'gt', threshold: 0.5, windowSeconds: 300, onNoData: 'fire', opaque: null }],
      settings: { filter: ['env:prod'], handles: ['@pagerduty-api'] },
    });
    expect(unit.source.line).toBe(1);
    const [condition] = unit.conditions;
    const said = (figure: number) => condition && replayCondition(condition, { samples: [figure], intervalSeconds: null, durationSeconds: null }).verdict;
    expect([said(0.052), said(0.9)]).toEqual(['silent', 'fires']);
  });

  test.each([
    ['a local', `locals { limit = 15 * 3 }\n${at('${local.limit}')}`, 45],
    ['a default', `variable "limit" { default = 30 }\n${at('${var.limit}')}`, 30],
    ['a conditional over a map', `locals {\n  limits = { prod = 60, dev = 1 }\n  env = "prod"\n}\n${at('${local.env == "prod" ? local.limits.prod : local.limits["dev"]}')}`, 60],
    ['functions', `locals { limits = [1, 2] }\n${at('${max(local.limits[1], lookup({ a = 7 }, "a", 0)) + length(local.limits)}')}`, 9],
    ['an exponent', `locals { limit = 1e-3 }\n${at('${local.limit}')}`, 0.001],
  ])('%s is resolved', (_, text, threshold) => {
    expect(unitOf(adapter, file(text)).conditions).toMatchObject([{ threshold, opaque: null }]);
  });

  test('a variable without a value is opaque by its name; the number beside the query settles it', () => {
    expect(unitOf(adapter, file(`variable "limit" {}\n${at('${var.limit}')}`)).conditions[0]?.opaque).toContain('var.limit');
    expect(unitOf(adapter, file(at('${var.limit}', '  monitor_thresholds { critical = 4 }'))).conditions).toMatchObject([{ threshold: 4, opaque: null }]);
    expect(unitOf(adapter, file(`locals {\n  a = local.b\n  b = local.a\n}\n${at('${local.a}')}`)).conditions[0]?.opaque).not.toBeNull();
  });

  test('a module takes the arguments of its callers, where they agree', () => {
    const module = { 'modules/slow/main.tf': `variable "seconds" {}\n${at('${var.seconds}')}` };
    expect(unitOf(adapter, { ...module, 'live/main.tf': call('a', 45) }).conditions).toMatchObject([{ threshold: 45 }]);
    expect(unitOf(adapter, { ...module, 'live/main.tf': call('a', 45) + call('b', 60) }).conditions[0]?.opaque).toContain('2 callers');
  });

  test('terraform.tfvars gives values to the root', () => {
    expect(unitOf(adapter, { 'live/main.tf': `variable "limit" { default = 1 }\n${at('${var.limit}')}`, 'live/terraform.tfvars': 'limit = 8\n' }).conditions).toMatchObject([{ threshold: 8 }]);
  });

  test('one unit for each of a known set', () => {
    const units = unitsIn(adapter, file(monitor('  for_each = { eu = 10, us = 20 }\n  query = "avg(last_5m):avg:lag{region:${each.key}} > ${each.value}"\n  message = "@x"')));
    expect(units.map((unit) => [unit.selector, unit.conditions[0]?.threshold])).toEqual([['datadog_monitor.errors["eu"]', 10], ['datadog_monitor.errors["us"]', 20]]);
  });

  test.each([
    ['count = 0', at('1', '  count = 0'), 'dormant'],
    ['a count that is off by default', `variable "on" { default = false }\n${at('1', '  count = var.on ? 1 : 0')}`, 'dormant'],
    ['nobody to tell', monitor('  query = "avg(last_5m):avg:x{*} > 1"\n  message = "hm"'), 'observe'],
    ['a handle for warnings only', monitor('  query = "avg(last_5m):avg:x{*} > 1"\n  message = "{{#is_warning}}@a{{/is_warning}}"'), 'observe'],
    ['a draft', at('1', '  draft_status = "draft"'), 'observe'],
    ['muted', at('1', '  silenced = { "*" = 0 }'), 'observe'],
    ['a message from elsewhere', monitor('  query = "avg(last_5m):avg:x{*} > 1"\n  message = var.message'), 'notify'],
  ])('%s: %s', (_, text, enforcement) => {
    expect(unitOf(adapter, file(text)).enforcement).toBe(enforcement);
  });

  test('names: a comment above, or a tag', () => {
    expect(unitOf(adapter, file(`# gate: api-errors\n${at('1')}`)).mark).toBe('api-errors');
    expect(unitOf(adapter, file(at('1', '  tags = ["team:a", "gate:errors"]'))).mark).toBe('errors');
  });

  test('one broken block takes no other with it', () => {
    const units = unitsIn(adapter, file(`{\n  role = one(x)\n}\n\n${at('1')}resource "datadog_monitor" "b" {\n  query = = 1\n}\n${at('2').replace('"errors"', '"c"')}`));
    expect(units.map((unit) => [unit.selector, unit.opaque === null, unit.source.line])).toEqual([['datadog_monitor.errors', true, 5], ['datadog_monitor.b', false, 12], ['datadog_monitor.c', true, 15]]);
  });

  test('what cannot be decided says why', () => {
    const reason = (query: string): string | null | undefined => unitOf(adapter, file(monitor(`  query = "${query}"\n  message = "@x"`))).conditions[0]?.opaque;
    expect(reason("avg(last_4h):anomalies(avg:latency{a:b}, 'agile', 3) >= 1")).toContain('anomalies');
    expect(reason('${datadog_monitor.a.id} && ${datadog_monitor.b.id}')).toContain('composite');
    expect(unitOf(adapter, file(`${at('1').slice(0, -3)}\n  broken = {{{\n}`)).opaque).toContain('not valid HCL');
  });
});

describe('changes', () => {
  const thirty = file(`${at('30')}`);
  test.each([
    ['loosened', file(at('45')), ['threshold-loosened']],
    ['moved into a local', file(`locals { limit = 30 }\n${at('${local.limit}')}`), []],
    ['a filter added', file(at('30').replace('env:prod', 'env:prod,team:a')), ['scope-narrowed']],
    ['a longer window', file(at('30').replace('last_5m', 'last_15m')), ['window-changed']],
    ['somebody less is told', file(at('30').replace('"@pagerduty-api"', '"nobody"')), ['gate-disarmed']],
    ['switched off', file(at('30', '  count = 0')), ['gate-disarmed']],
    ['a model in place of a number', file(at('30').replace('avg:http.error_ratio{env:prod}', "anomalies(avg:http.error_ratio{env:prod}, 'basic', 2)")), ['opaque-became']],
    ['gone', file('# nothing\nresource "datadog_monitor" "other" {\n  query = "avg(last_5m):avg:y{*} > 1"\n}\n'), ['gate-removed', 'gate-added']],
  ])('%s', (_, after, expected) => {
    expect(rulesBetween(adapter, thirty, after)).toEqual(expected);
  });

  test('into a module with the same number: moved', () => {
    const after = { 'live/main.tf': 'module "m" {\n  source = "../modules/m"\n  limit = 30\n}\n', 'modules/m/main.tf': `variable "limit" {}\n${at('${var.limit}')}` };
    expect(rulesBetween(adapter, thirty, after)).toEqual(['gate-moved']);
  });

  test('a higher warning and a slower reminder', () => {
    const before = file(at('30', '  monitor_thresholds {\n    critical = 30\n    warning = 20\n  }\n  renotify_interval = 10'));
    const after = file(at('30', '  monitor_thresholds {\n    critical = 30\n    warning = 25\n  }\n  renotify_interval = 0'));
    expect(rulesBetween(adapter, before, after).toSorted()).toEqual(['consequence-downgraded', 'threshold-loosened']);
  });
});

test.each([
  [at('30', '  monitor_thresholds { critical = 40 }'), ['threshold-mismatch']],
  [monitor('  query = "avg(last_5m):avg:running{*} < 1"\n  message = "@x"'), ['no-data-passes']],
  [monitor('  query = "avg(last_5m):avg:x{*} > 1"\n  message = "x"'), ['tells-nobody']],
  [at('30', '  count = 0'), ['never-runs']],
])('lint %#', (text, expected) => {
  expect(lintsIn(adapter, file(text))).toEqual(expected);
});

test('the API’s JSON, one monitor or several', () => {
  const json = { id: 7, name: 'Errors', type: 'metric alert', query: 'avg(last_5m):avg:x{a:b} > 0.5', message: '@pagerduty', options: { thresholds: { critical: 0.5, warning: 0.2 }, on_missing_data: 'show_and_notify_no_data' } };
  expect(unitOf(adapter, { 'm.json': JSON.stringify(json, null, 2) })).toMatchObject({ selector: '7', conditions: [{ threshold: 0.5, onNoData: 'fire' }], settings: { warning: 'gt 0.2' } });
  expect(unitsIn(adapter, { 'm.json': JSON.stringify({ monitors: [json, { ...json, id: 8 }] }) })).toHaveLength(2);
});

const operated = (query: string) => ({ 'deploy/monitor.yaml': `apiVersion: datadoghq.com/v1alpha1\nkind: DatadogMonitor\nmetadata: { name: disk }\nspec:\n  name: Disk\n  type: metric alert\n  query: ${JSON.stringify(query)}\n  message: "@pager"\n  options:\n    notifyNoData: true\n    noDataTimeframe: 30\n    evaluationDelay: 300\n    thresholds: { critical: "0.5", warning: "0.3" }\n` });
const formula = (query: string) => ({ 'monitor.json': JSON.stringify({ name: 'Errors', type: 'log alert', query: 'formula("q").last("5m") > 10', message: '@pager', options: { variables: [{ name: 'q', data_source: 'logs', search: { query } }] } }) });
const written = (threshold: string) => file(`resource "datadog_monitor_json" "disk" {\n  monitor = <<-EOF\n  { "name": "Disk", "type": "query alert", "query": "avg(last_5m):avg:disk{*} > ${threshold}", "message": "@pager", "options": { "thresholds": { "critical": ${threshold} } } }\n  EOF\n}\n`);
const judged = (model: string) => file(monitor(`  query = "avg(last_4h):anomalies(avg:latency{a:b}, ${model}) >= 1"\n  message = "@pager"\n`));

describe('monitors in other languages', () => {
  test('an object of the Datadog Operator', () => {
    const unit = unitOf(adapter, operated('avg(last_10m):avg:disk.in_use{*} by {host} > 0.5'));
    expect(unit).toMatchObject({ selector: 'DatadogMonitor/disk', enforcement: 'notify', conditions: [{ threshold: 0.5, windowSeconds: 600, onNoData: 'fire' }], settings: { evaluationDelay: 300, noDataMinutes: 30, warning: 'gt 0.3' } });
    expect(rulesBetween(adapter, operated('avg(last_10m):avg:disk.in_use{*} > 0.5'), operated('avg(last_10m):avg:disk.in_use{*} > 0.9'))).toContain('threshold-loosened');
  });

  test('a resource that holds the JSON of the API', () => {
    expect(unitOf(adapter, written('0.5'))).toMatchObject({ selector: 'datadog_monitor_json.disk', enforcement: 'notify', opaque: null, conditions: [{ threshold: 0.5 }] });
    expect(rulesBetween(adapter, written('0.5'), written('0.7'))).toEqual(['threshold-loosened']);
    expect(unitOf(adapter, file('resource "datadog_monitor_json" "disk" {\n  monitor = var.disk\n}\n')).opaque).toContain('var.disk');
  });

  test('the queries of a formula stand in the variables, and a change of them is told', () => {
    expect(rulesBetween(adapter, formula('status:error'), formula('status:error -service:shop'))).toEqual(['query-changed']);
  });

  test('a model that lets more pass is looser, another model is another query', () => {
    expect(rulesBetween(adapter, judged("'agile', 2"), judged("'agile', 4"))).toEqual(['threshold-loosened']);
    expect(rulesBetween(adapter, judged("'agile', 2"), judged("'robust', 2"))).toEqual(['query-changed']);
  });
});

const tells = (message: string) => unitOf(adapter, file(`variable "message" {}\nvariable "own" { default = "" }\n${monitor(`  query = "avg(last_5m):avg:x{*} > 1"\n  message = ${message}\n`)}`)).enforcement;

test('a message that a variable fills in may name somebody, one that is written out does not', () => {
  expect(tells('coalesce(var.own, var.message)')).toBe('notify');
  expect(tells('"Disk is full. ${var.message}"')).toBe('notify');
  expect(tells('"Disk is full."')).toBe('observe');
});
