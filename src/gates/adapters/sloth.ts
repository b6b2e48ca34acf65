import type { GateAdapter, GateFile, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf, withLink } from '../formats/gate-unit.ts';
import { declares, readKubernetes, written } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, textOf } from '../formats/node.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { Condition, GateUnit } from '../model.ts';
import { rounded } from '../values/unit.ts';
import { compareSeverity } from './severity.ts';

/**
 * Burn rates at which Sloth alerts for a budget of 30 days, with the longer of each pair of windows. Source: the multi-window,
 * multi-burn-rate alerts of the Google SRE workbook, which Sloth generates.
 */
const BURN_RATES = {
  page: [{ name: 'fast burn', rate: 14.4, windowSeconds: 3600 }, { name: 'slow burn', rate: 6, windowSeconds: 21_600 }],
  ticket: [{ name: 'fast burn', rate: 3, windowSeconds: 86_400 }, { name: 'slow burn', rate: 1, windowSeconds: 259_200 }],
} as const;

/** Sloth: the page and the ticket alert of each objective, as thresholds on the error ratio. */
export const adapter: GateAdapter = {
  id: 'sloth',
  title: 'Sloth',
  holds: 'objective',
  recognises: ({ text }) => text.includes('sloth.slok.dev/') || (/^["']?version["']?:\s*["']?prometheus\/v1/m.test(text) && /^["']?slos["']?:/m.test(text)),
  read: (file) => {
    const { documents, problems } = readYaml(file);
    const selector = distinctSelectors();
    const plain = documents.filter(({ root }) => textOf(at(root, 'version')) === 'prometheus/v1').map(({ root, opaque }) => ({ spec: root, opaque }));
    const { objects } = readKubernetes(file);
    const manifests = objects.filter((one) => one.group === 'sloth.slok.dev' && one.kind === 'PrometheusServiceLevel');
    return { units: [...plain, ...manifests].flatMap(({ spec, opaque }) => objectiveUnits(file, spec, opaque, selector)), problems, instead: declares(objects) };
  },
  settings: {
    severity: { direction: 'unordered', compare: compareSeverity, weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'severity' },
    query: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'indicator' },
  } satisfies Record<string, SettingRule>,
  lint: (own) =>
    own.flatMap((unit) => [
      ...unit.conditions
        .filter((one) => one.threshold !== null && one.threshold >= 1)
        .map((one) => lintOf(unit, 'threshold-outside-range', 'warning', `the ${one.name} alert can never fire: it asks for an error ratio above ${one.threshold}`, 'an objective this low leaves more budget than there are requests', one.source)),
      ...unit.conditions.filter((one) => one.threshold === 0).slice(0, 1).map((one) => lintOf(unit, 'dead-band', 'warning', 'an objective of 100 leaves no budget: a single error alerts', 'leave a budget, such as 99.9', one.source)),
    ]),
};

const objectiveUnits = (file: GateFile, spec: ConfigNode | null, opaque: string | null, selector: (name: string) => string): readonly GateUnit[] => {
  const service = written(at(spec, 'service')) ?? '';
  return itemsOf(at(spec, 'slos')).flatMap((slo) => (['page', 'ticket'] as const).map((kind) => alertUnit(file, slo, service, kind, opaque, selector)));
};

const alertUnit = (file: GateFile, slo: ConfigNode, service: string, kind: 'page' | 'ticket', opaque: string | null, selector: (name: string) => string): GateUnit => {
  const name = written(at(slo, 'name')) ?? '';
  const objective = at(slo, 'objective');
  const percent = numberOf(objective);
  const alerting = at(slo, 'alerting');
  const alert = at(alerting, `${kind}_alert`) ?? at(alerting, `${kind}Alert`);
  const source = (objective ?? slo).source;
  const [indicator] = entriesOf(at(slo, 'sli'));
  const severity = at(alert, 'labels', 'severity') ?? at(alerting, 'labels', 'severity');
  const conditions: readonly Condition[] =
    percent === null
      ? [condition({ metric: 'error ratio', comparator: 'gt', threshold: null, expression: written(objective), opaque: `templated: ${written(objective) ?? 'no objective'}`, source })]
      : BURN_RATES[kind].map(({ name: speed, rate, windowSeconds }) => condition({ name: speed, metric: 'error ratio', unit: 'ratio', comparator: 'gt', threshold: rounded((rate * (100 - percent)) / 100), windowSeconds, onNoData: 'pass', source }));
  const unit = gateUnit({
    path: file.path,
    selector: selector(`${service}/${name}/${kind}`),
    format: 'sloth',
    title: `${kind} alert of ${service} ${name}`,
    enforcement: 'notify',
    reason: `a ${kind} alert tells a person`,
    link: 'alert',
    source: (alert ?? slo).source,
    mark: alert?.mark ?? at(alerting, 'name')?.mark ?? (kind === 'page' ? (slo.mark ?? at(slo, 'name')?.mark ?? null) : null),
    conditions,
    settings: { severity: severity === null ? null : written(severity), query: indicator === undefined ? null : canonical(indicator.node) },
    opaque,
    body: JSON.stringify([kind, percent, canonical(at(slo, 'sli'))]),
  });
  const off = booleanOf(at(alert, 'disable')) === true;
  return off ? withLink(unit, { name: 'disable', enforcement: 'dormant', reason: 'disable: true: the alert is not generated', path: file.path, source: alert?.source ?? null }) : unit;
};
