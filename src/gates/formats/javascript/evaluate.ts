import type { BinaryExpression, Node, ObjectExpression, Program } from '@babel/types';
import { at, type ConfigEntry, type ConfigNode } from '../node.ts';
import type { Positions } from '../positions.ts';
import { calculate, type Literal } from './calculate.ts';
import { moduleBindings } from './constants.ts';
import { relocate } from './relocate.ts';

export interface EvaluationInput {
  readonly text: string;
  readonly program: Program;
  readonly positions: Positions;
  readonly marks: ReadonlyMap<number, string>;
  /** Value of an import; null where it cannot be followed. */
  readonly importValue: (from: string, name: string) => ConfigNode | null;
}

const LIMITS = { depth: 150, values: 100_000 } as const;

/** Calls that hand their configuration through: `defineConfig({…})`. */
const PASS_THROUGH = new Set(['defineConfig', 'defineProject', 'defineWorkspace', 'satisfies', 'freeze']);
/** Calls that merge their arguments, later ones winning. */
const MERGING = new Set(['mergeConfig', 'assign']);

/**
 * Evaluates expressions of one module by their literals alone, without running anything. What depends on a run (environment,
 * parameters, calls) becomes an opaque value that says so. Values that constants multiply are bounded.
 */
export const evaluator = ({ text, program, positions, marks, importValue }: EvaluationInput): ((node: Node) => ConfigNode) => {
  const bindings = moduleBindings(program);
  const known = new Map<string, ConfigNode>();
  const underway = new Set<string>();
  let total = 0;

  const placed = (node: Node, line?: number) => {
    const source = positions.source(node.start ?? 0, node.end ?? 0);
    return { source, mark: marks.get(line ?? source.line) ?? null, tag: null, size: 1 };
  };
  const opaque = (node: Node, reason: string, line?: number): ConfigNode => {
    const base = placed(node, line);
    return { ...base, kind: 'opaque', reason, text: text.slice(node.start ?? 0, node.end ?? 0) };
  };
  const scalar = (node: Node, value: Literal, line?: number): ConfigNode => ({ ...placed(node, line), kind: 'scalar', value, text: String(value) });

  const readName = (node: Node, name: string, line?: number): ConfigNode => {
    if (name === 'undefined') return scalar(node, null, line);
    const value = known.get(name) ?? readBinding(node, name, line);
    total += value.size;
    return total > LIMITS.values ? opaque(node, 'its constants expand to too many values', line) : value;
  };

  const readBinding = (node: Node, name: string, line?: number): ConfigNode => {
    const binding = bindings.get(name);
    switch (binding?.kind) {
      case 'expression': {
        if (underway.has(name)) return opaque(node, `"${name}" is defined by itself`, line);
        underway.add(name);
        const value = read(binding.node, 0, line);
        underway.delete(name);
        known.set(name, value);
        return value;
      }
      case 'import': {
        const value = importValue(binding.from, binding.name);
        if (value === null) return opaque(node, `"${name}" is imported from ${JSON.stringify(binding.from)}, which cannot be followed`, line);
        const here = relocate(value, placed(node, line));
        known.set(name, here);
        return here;
      }
      case 'changing':
        return opaque(node, `"${name}" is assigned while the file runs`, line);
      case 'function':
        return opaque(node, `"${name}" is a function`, line);
      case undefined:
        return opaque(node, `"${name}" is not a constant of the file`, line);
    }
  };

  const readObject = (node: ObjectExpression, depth: number, line?: number): ConfigNode => {
    const entries = new Map<string, ConfigEntry>();
    let lost: ConfigNode | null = null;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        const from = read(property.argument, depth + 1);
        if (from.kind === 'map') for (const [key, entry] of from.entries) entries.set(key, entry);
        else if (from.kind === 'opaque') lost = from;
        continue;
      }
      const keySource = positions.source(property.key.start ?? 0, property.key.end ?? 0);
      const key = keyName(property.key, property.computed, depth);
      if (key === null) lost = opaque(property.key, 'a key is computed while the file runs');
      else if (property.type === 'ObjectMethod') entries.set(key, { key, keySource, node: opaque(property, 'a function gives it', keySource.line) });
      else entries.set(key, { key, keySource, node: read(property.value, depth + 1, keySource.line) });
    }
    // What a spread that cannot be followed brings is kept in sight under its own key.
    if (lost !== null) entries.set('...', { key: '...', keySource: lost.source, node: lost });
    return { ...placed(node, line), kind: 'map', entries, size: [...entries.values()].reduce((size, entry) => size + entry.node.size, 1) };
  };

  const keyName = (key: Node, computed: boolean, depth: number): string | null => {
    if (key.type === 'Identifier' && !computed) return key.name;
    const value = read(key, depth + 1);
    return value.kind === 'scalar' ? value.text : null;
  };

  const readCall = (node: Node & { readonly callee: Node; readonly arguments: readonly Node[] }, depth: number, line?: number): ConfigNode => {
    const { callee } = node;
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : null;
    const [first] = node.arguments;
    if (name !== null && PASS_THROUGH.has(name) && first !== undefined) return read(first, depth + 1, line);
    if (name !== null && MERGING.has(name) && node.arguments.length > 0) return merge(node, node.arguments.map((argument) => read(argument, depth + 1)), line);
    return opaque(node, `only running ${name === null ? 'it' : `${name}()`} tells`, line);
  };

  /** The object that a configuration function returns; what depends on its parameters stays opaque. */
  const readFunction = (node: Node & { readonly body: Node }, depth: number, line?: number): ConfigNode => {
    if (node.body.type !== 'BlockStatement') return read(node.body, depth + 1, line);
    const returned = node.body.body.filter((statement) => statement.type === 'ReturnStatement');
    const [only] = returned;
    const simple = node.body.body.every((statement) => statement.type === 'ReturnStatement' || statement.type === 'VariableDeclaration' || statement.type === 'ExpressionStatement');
    return simple && returned.length === 1 && only?.argument ? read(only.argument, depth + 1, line) : opaque(node, 'a function gives it', line);
  };

  const readBinary = (node: BinaryExpression, depth: number, line?: number): ConfigNode => {
    const left = read(node.left, depth + 1);
    const right = read(node.right, depth + 1);
    if (left.kind === 'opaque') return opaque(node, left.reason, line);
    if (right.kind === 'opaque') return opaque(node, right.reason, line);
    const value = left.kind === 'scalar' && right.kind === 'scalar' ? calculate(node.operator, left.value, right.value) : undefined;
    return value === undefined ? opaque(node, 'it is calculated while the file runs', line) : scalar(node, value, line);
  };

  const readPlain = (node: Node, depth: number, line?: number): ConfigNode => {
    if (depth > LIMITS.depth) return opaque(node, 'it nests too deeply', line);
    switch (node.type) {
      case 'StringLiteral':
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return scalar(node, node.value, line);
      case 'NullLiteral':
        return scalar(node, null, line);
      case 'RegExpLiteral':
        return scalar(node, `/${node.pattern}/${node.flags}`, line);
      case 'TemplateLiteral': {
        let built = '';
        for (const [index, quasi] of node.quasis.entries()) {
          built += quasi.value.cooked ?? quasi.value.raw;
          const inner = node.expressions[index];
          if (inner === undefined) continue;
          const value = read(inner, depth + 1);
          if (value.kind !== 'scalar') return opaque(node, value.kind === 'opaque' ? value.reason : 'it is built while the file runs', line);
          built += value.text;
        }
        return scalar(node, built, line);
      }
      case 'UnaryExpression': {
        const value = read(node.argument, depth + 1);
        if (value.kind === 'scalar' && node.operator === '!') return scalar(node, !value.value, line);
        if (value.kind === 'scalar' && typeof value.value === 'number' && (node.operator === '-' || node.operator === '+')) {
          return scalar(node, node.operator === '-' ? -value.value : value.value, line);
        }
        return opaque(node, value.kind === 'opaque' ? value.reason : 'it is calculated while the file runs', line);
      }
      case 'BinaryExpression':
        return readBinary(node, depth, line);
      case 'ArrayExpression': {
        const items = node.elements.flatMap((element): readonly ConfigNode[] => {
          if (element === null) return [];
          if (element.type !== 'SpreadElement') return [read(element, depth + 1)];
          const from = read(element.argument, depth + 1);
          return from.kind === 'list' ? from.items : [from];
        });
        return { ...placed(node, line), kind: 'list', items, size: items.reduce((size, item) => size + item.size, 1) };
      }
      case 'ObjectExpression':
        return readObject(node, depth, line);
      case 'Identifier':
        return readName(node, node.name, line);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return readMember(node, depth, line);
      case 'ConditionalExpression': {
        const test = read(node.test, depth + 1);
        if (test.kind === 'scalar') return read(test.value ? node.consequent : node.alternate, depth + 1, line);
        return opaque(node, test.kind === 'opaque' ? `it depends on a condition: ${test.reason}` : 'it depends on a condition', line);
      }
      case 'LogicalExpression': {
        const left = read(node.left, depth + 1);
        if (left.kind === 'opaque') return opaque(node, left.reason, line);
        const value = left.kind === 'scalar' ? left.value : true;
        const takesRight = node.operator === '&&' ? Boolean(value) : node.operator === '||' ? !value : value === null;
        return takesRight ? read(node.right, depth + 1, line) : left;
      }
      case 'CallExpression':
      case 'OptionalCallExpression':
        return readCall(node, depth, line);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return readFunction(node, depth, line);
      case 'AwaitExpression':
        return read(node.argument, depth + 1, line);
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
        return read(node.expression, depth + 1, line);
      default:
        return opaque(node, 'only running the file tells', line);
    }
  };

  const readMember = (node: Node & { readonly object: Node; readonly property: Node; readonly computed: boolean }, depth: number, line?: number): ConfigNode => {
    const key = keyName(node.property, node.computed, depth);
    if (rootName(node) === 'process' || rootName(node) === '__ENV' || rootName(node) === 'import.meta') return opaque(node, 'the environment gives it', line);
    const object = read(node.object, depth + 1);
    if (object.kind === 'opaque') return opaque(node, object.reason, line);
    const value = key === null ? null : at(object, object.kind === 'list' ? Number(key) : key);
    if (value !== null) return value;
    return object.kind === 'map' && key !== null && !object.entries.has('...') ? scalar(node, null, line) : opaque(node, 'only running the file tells', line);
  };

  const merge = (node: Node, values: readonly ConfigNode[], line?: number): ConfigNode => {
    const opaqueValue = values.find((value) => value.kind !== 'map');
    const entries = new Map<string, ConfigEntry>();
    for (const value of values) if (value.kind === 'map') for (const [key, entry] of value.entries) entries.set(key, mergeEntry(entries.get(key), entry));
    if (opaqueValue !== undefined) entries.set('...', { key: '...', keySource: opaqueValue.source, node: opaqueValue });
    return { ...placed(node, line), kind: 'map', entries, size: [...entries.values()].reduce((size, entry) => size + entry.node.size, 1) };
  };

  const read = (node: Node, depth: number, line?: number): ConfigNode => readPlain(node, depth, line);
  return (node) => read(node, 0);
};

/** `mergeConfig` merges objects at every level. */
const mergeEntry = (before: ConfigEntry | undefined, after: ConfigEntry): ConfigEntry => {
  if (before?.node.kind !== 'map' || after.node.kind !== 'map') return after;
  const entries = new Map(before.node.entries);
  for (const [key, entry] of after.node.entries) entries.set(key, mergeEntry(entries.get(key), entry));
  return { ...after, node: { ...after.node, entries, size: before.node.size + after.node.size } };
};

const rootName = (node: Node): string | null => {
  let here = node;
  while (here.type === 'MemberExpression' || here.type === 'OptionalMemberExpression') here = here.object;
  if (here.type === 'MetaProperty') return 'import.meta';
  return here.type === 'Identifier' ? here.name : null;
};
