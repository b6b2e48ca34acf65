import { readCel } from '../../formats/cel.ts';
import { condition } from '../../formats/gate-unit.ts';
import { written } from '../../formats/kubernetes.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, textOf } from '../../formats/node.ts';
import type { SettingOrder } from '../../adapter.ts';
import type { Condition, SettingValue } from '../../model.ts';
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

/**
 * Lines of a pattern, each of which must hold: fewer are weaker. A line in the place of another is weaker where it lets more values
 * through (`a` becomes `a | b`), or where what was refused altogether (`X(key): null`) may now have some values (`=(key)`).
 */
export const comparePattern = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const gone = old.filter((line) => !fresh.includes(line));
  const come = fresh.filter((line) => !old.includes(line));
  if (gone.length === 0) return come.length === 0 ? 'same' : 'stronger';
  if (come.length === 0) return 'weaker';
  if (opened(gone, come)) return 'weaker';
  return opened(come, gone) ? 'stronger' : 'incomparable';
};

const linesOf = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value : []);

/** Whether every line of the first list has lines in the second that let all through that it does, and more. */
const opened = (strict: readonly string[], loose: readonly string[]): boolean =>
  strict.every((line) => loose.some((other) => letsMore(line, other))) && loose.every((other) => strict.some((line) => letsMore(line, other)));

const letsMore = (strict: string, loose: string): boolean => {
  const [path = '', value = ''] = splitLine(strict);
  const [otherPath = '', otherValue = ''] = splitLine(loose);
  const refused = /^(.*)\bX\(([^)]*)\)$/.exec(path);
  if (refused !== null) return otherPath.startsWith(`${refused[1] ?? ''}=(${refused[2] ?? ''})`);
  const ways = value.split('|').map((way) => way.trim());
  const more = new Set(otherValue.split('|').map((way) => way.trim()));
  return path === otherPath && !value.startsWith('!') && ways.every((way) => more.has(way));
};

const splitLine = (line: string): readonly string[] => {
  const colon = line.indexOf(': ');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)];
};
