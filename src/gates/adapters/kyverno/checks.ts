import { readCel } from '../../formats/cel.ts';
import { condition } from '../../formats/gate-unit.ts';
import { written } from '../../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, textOf } from '../../formats/node.ts';
import type { Condition } from '../../model.ts';
import { readFigure } from '../../values/figure.ts';

interface Checks {
  readonly conditions: readonly Condition[];
  readonly others: readonly string[];
  /** Parts of CEL expressions that must hold. */
  readonly demands: readonly string[];
}

const FAILS_WHEN = { '>=': 'lt', '<=': 'gt', '>': 'lte', '<': 'gte' } as const;

/** What a rule asks for: comparisons of its pattern as conditions, everything else line by line. */
export const checksOf = (rule: ConfigNode): Checks => {
  const conditions: Condition[] = [];
  const others: string[] = [];
  const visit = (node: ConfigNode, path: string): void => {
    if (node.kind === 'map') for (const { key, node: inner } of entriesOf(node)) visit(inner, `${path}.${key}`);
    else if (node.kind === 'list') for (const inner of node.items) visit(inner, `${path}[]`);
    else {
      const text = written(node) ?? 'null';
      const [, sign, figure] = /^\s*(>=|<=|>|<)\s*([^|&]+)$/.exec(text) ?? [];
      const read = figure === undefined ? null : readFigure(figure);
      if (read === null || (sign !== '>=' && sign !== '<=' && sign !== '>' && sign !== '<')) others.push(`${path}: ${text}`);
      else conditions.push(condition({ name: path, metric: path, comparator: FAILS_WHEN[sign], threshold: read.value, unit: read.unit, source: node.source, onNoData: 'fire' }));
    }
  };
  const demands: string[] = [];
  const readExpressions = (node: ConfigNode): void => {
    for (const one of itemsOf(at(node, 'expressions'))) {
      const expression = at(one, 'expression');
      const read = readCel(textOf(expression) ?? '', expression?.source ?? one.source);
      conditions.push(...read.conditions.map((limit) => ({ ...limit, name: limit.metric })));
      demands.push(...read.clauses);
    }
    for (const { key, node: other } of entriesOf(node)) if (key !== 'expressions') others.push(`cel.${key} ${canonical(other)}`);
  };
  const validate = at(rule, 'validate');
  for (const { key, node } of entriesOf(validate)) {
    if (key === 'pattern') visit(node, '');
    else if (key === 'cel') readExpressions(node);
    else if (!['message', 'failureAction', 'failureActionOverrides', 'allowExistingViolations'].includes(key)) others.push(`${key} ${canonical(node, new Set(['message', 'level']))}`);
  }
  for (const key of ['verifyImages', 'mutate', 'generate', 'context']) {
    const node = at(rule, key);
    if (node !== null) others.push(`${key} ${canonical(node, new Set(['failureAction', 'required']))}`);
  }
  return { conditions: conditions.length === 1 ? conditions.map((one) => ({ ...one, name: null })) : conditions, others, demands };
};
