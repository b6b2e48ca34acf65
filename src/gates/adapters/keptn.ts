import type { GateAdapter, GateFile, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit, lintOf } from '../formats/gate-unit.ts';
import { declares, readKubernetes } from '../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, textOf, textsOf } from '../formats/node.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { Comparator, Condition, GateUnit } from '../model.ts';
import { readFigure } from '../values/figure.ts';

/** Keptn quality gates: each objective, the total score, and the evaluations and approvals of a shipyard. */
export const adapter: GateAdapter = {
  id: 'keptn',
  title: 'Keptn',
  holds: 'objective, evaluation or approval',
  recognises: ({ text }) => (/^["']?spec_version["']?:/m.test(text) && /^["']?objectives["']?:/m.test(text)) || /\bapiVersion["']?:\s*["']?spec\.keptn\.sh\//.test(text),
  read: (file) => {
    const { documents, problems } = readYaml(file);
    const selector = distinctSelectors();
    const goals = documents.filter(({ root }) => at(root, 'spec_version') !== null).flatMap(({ root, opaque }) => goalUnits(file, root, opaque, selector));
    const { objects } = readKubernetes(file);
    const shipyards = objects.filter((one) => one.kind === 'Shipyard').flatMap((one) => shipyardUnits(file, one.name, one.spec, one.opaque, selector));
    return { units: [...goals, ...shipyards], problems, instead: declares(objects) };
  },
  settings: {
    keySli: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'key_sli', fallback: false },
    weight: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'weight', fallback: 1 },
    warning: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'warning criteria', fallback: [] },
    warningScore: { direction: 'more-is-stronger', weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'score of a warning' },
    comparison: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'comparison' },
    properties: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'properties' },
  } satisfies Record<string, SettingRule>,
  lint: (own) =>
    own.flatMap((unit) => [
      ...(unit.chain[0]?.name === 'objective' && unit.conditions.length === 0 ? [lintOf(unit, 'no-condition', 'warning', 'the objective has no pass criteria: it is shown and decides nothing', 'give it pass criteria, or leave it as information')] : []),
      ...(unit.chain[0]?.name === 'score' && unit.conditions.some((one) => one.threshold !== null && one.threshold <= 0) ? [lintOf(unit, 'cannot-fail', 'error', 'a score is never below 0: every evaluation passes', 'set total_score.pass to 90% or so')] : []),
    ]),
};

const FAILS_WHEN: Readonly<Record<string, Comparator>> = { '<=': 'gt', '<': 'gte', '>=': 'lt', '>': 'lte', '=': 'ne' };

interface Criterion {
  readonly comparator: Comparator;
  readonly threshold: number;
  /** Compared with the last good evaluation rather than with a number. */
  readonly relative: boolean;
}

/** `<600` is absolute; `<=+10%` allows a change against the comparison. */
const readCriterion = (text: string): Criterion | null => {
  const [, sign = '', figure = ''] = /^\s*(<=|>=|<|>|=)\s*(.+?)\s*$/.exec(text) ?? [];
  const comparator = FAILS_WHEN[sign];
  const read = readFigure(figure.replace(/^\+/, ''));
  return comparator === undefined || read === null ? null : { comparator, threshold: read.value, relative: /^[+-]/.test(figure) };
};

const percent = (node: ConfigNode | null): number | null => readFigure(textOf(node) ?? '')?.value ?? null;

const goalUnits = (file: GateFile, root: ConfigNode | null, opaque: string | null, selector: (name: string) => string): readonly GateUnit[] => {
  const total = at(root, 'total_score');
  const pass = at(total, 'pass');
  const comparison = at(root, 'comparison') === null ? null : canonical(at(root, 'comparison'));
  return [
    ...itemsOf(at(root, 'objectives')).map((one, index) => objectiveUnit(file, one, index, opaque, selector)),
    ...(total === null
      ? []
      : [
          gateUnit({
            path: file.path, selector: selector('total_score'), format: 'keptn', title: 'total score', enforcement: 'block', reason: 'an evaluation below the score stops the delivery', link: 'score',
            source: total.source, mark: total.mark, opaque, body: canonical(total), settings: { warningScore: percent(at(total, 'warning')), comparison },
            conditions: pass === null ? [] : [condition({ metric: 'total score', comparator: 'lt', threshold: percent(pass), unit: 'ratio', expression: percent(pass) === null ? textOf(pass) : null, opaque: percent(pass) === null ? `no percentage: ${textOf(pass) ?? ''}` : null, onNoData: 'fire', source: pass.source })],
          }),
        ]),
  ];
};

const objectiveUnit = (file: GateFile, node: ConfigNode, index: number, opaque: string | null, selector: (name: string) => string): GateUnit => {
  const name = textOf(at(node, 'sli')) ?? `objective ${index + 1}`;
  const lists = itemsOf(at(node, 'pass'));
  const key = booleanOf(at(node, 'key_sli')) === true;
  return gateUnit({
    path: file.path,
    selector: selector(`objective/${name}`),
    format: 'keptn',
    title: textOf(at(node, 'displayName')) ?? name,
    enforcement: lists.length === 0 ? 'observe' : 'block',
    reason: lists.length === 0 ? 'no pass criteria: for information only' : key ? 'key_sli: its failure alone stops the delivery' : 'counts in the total score',
    link: 'objective',
    source: node.source,
    mark: node.mark ?? at(node, 'sli')?.mark ?? null,
    conditions: criteriaConditions(lists, name),
    settings: { keySli: key, weight: numberOf(at(node, 'weight')), warning: at(node, 'warning') === null ? null : itemsOf(at(node, 'warning')).map((one) => canonical(one)).toSorted() },
    opaque,
    body: canonical(node, new Set(['sli', 'displayName'])),
  });
};

/** Any list passes, and within one all criteria must: so it fails when every list has a criterion that does not hold. */
const criteriaConditions = (lists: readonly ConfigNode[], name: string): readonly Condition[] => {
  const criteria = lists.map((list) => itemsOf(at(list, 'criteria')));
  const mixed = lists.length > 1 && criteria.some((one) => one.length > 1);
  const count = criteria.flat().length;
  return criteria.flatMap((list, group) =>
    list.map((node, index) => {
      const text = textOf(node) ?? '';
      const read = readCriterion(text);
      return condition({
        name: count === 1 ? null : `${group + 1}.${index + 1}`,
        metric: read?.relative === true ? `change of ${name} against the comparison` : name,
        comparator: read?.comparator ?? 'ne',
        threshold: read?.threshold ?? null,
        expression: read === null ? text : null,
        unit: read?.relative === true && text.endsWith('%') ? 'ratio' : null,
        opaque: read === null ? `not a criterion: ${text}` : mixed ? 'lists of several criteria, any of which may pass' : null,
        onNoData: 'fire',
        source: node.source,
        ...(lists.length > 1 && !mixed ? { conjunct: 'all' } : {}),
      });
    }),
  );
};

const shipyardUnits = (file: GateFile, shipyard: string, spec: ConfigNode | null, opaque: string | null, selector: (name: string) => string): readonly GateUnit[] =>
  itemsOf(at(spec, 'stages')).flatMap((stage) =>
    itemsOf(at(stage, 'sequences')).flatMap((sequence) =>
      itemsOf(at(sequence, 'tasks')).flatMap((task) => {
        const name = textOf(at(task, 'name'));
        if (name !== 'evaluation' && name !== 'approval') return [];
        const manual = textsOf(at(task, 'properties', 'pass')).includes('manual') || textsOf(at(task, 'properties', 'warning')).includes('manual');
        const [enforcement, reason] = name === 'evaluation' ? (['block', 'a failed evaluation ends the sequence'] as const) : manual ? (['halt', 'waits for a person'] as const) : (['observe', 'automatic approval: nobody looks'] as const);
        const place = [shipyard, textOf(at(stage, 'name')) ?? '', textOf(at(sequence, 'name')) ?? '', name].join('/');
        return [
          gateUnit({
            path: file.path, selector: selector(place), format: 'keptn', title: `${name} in stage ${textOf(at(stage, 'name')) ?? ''}`, enforcement, reason, link: 'task', source: task.source, mark: task.mark ?? at(task, 'name')?.mark ?? null, opaque,
            body: canonical(at(task, 'properties')), settings: { properties: at(task, 'properties') === null ? null : canonical(at(task, 'properties')) },
          }),
        ];
      }),
    ),
  );
