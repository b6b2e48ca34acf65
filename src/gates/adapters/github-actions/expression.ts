import { Lexer, Parser } from '@actions/expressions';
import {
  type Binary, type ContextAccess, type Expr, type ExprVisitor, type FunctionCall, type Grouping, type IndexAccess, type Literal, type Logical, type Unary,
} from '@actions/expressions/ast';

/** A value, or undefined where only the run tells. */
type Value = string | number | boolean | null | undefined;

/** What is known while a condition is evaluated. */
export interface ExpressionContext {
  readonly event: string | null;
  /** Whether a step before it, or a job that it needs, has failed. */
  readonly failed: boolean;
  /** Values of the leg of a matrix; none are known where it is absent. */
  readonly leg?: ReadonlyMap<string, string>;
}

const STATUS_FUNCTIONS = ['always', 'success', 'failure', 'cancelled'] as const;
const FUNCTIONS = [...STATUS_FUNCTIONS, 'contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON', 'hashFiles', 'case'];
const CONTEXTS = ['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner', 'secrets', 'strategy', 'matrix', 'needs', 'inputs'];

const MAX_CHARACTERS = 20_000;

/** The syntax tree of a condition in GitHub's expression language; null where it is none. */
const parseExpression = (text: string): Expr | null => {
  if (text.length > MAX_CHARACTERS) return null;
  try {
    const { tokens } = new Lexer(text).lex();
    return new Parser(tokens, CONTEXTS, FUNCTIONS.map((name) => ({ name, description: '', minArgs: 0, maxArgs: Number.MAX_SAFE_INTEGER }))).parse();
  } catch {
    return null;
  }
};

/** `if:` of a job or step, read once. */
export interface StepCondition {
  /** What must all hold besides the run's state, in a normal form; empty where only the state decides. */
  readonly conjuncts: readonly string[];
  /** Whether it can run on an event when all before it went well; true where nobody can know. */
  readonly mayRun: (event: string | null) => boolean;
  /** Whether it can run on a leg of the matrix when all before it went well. */
  readonly mayRunOn: (leg: ReadonlyMap<string, string>) => boolean;
  /** Whether it runs although something before it failed. */
  readonly afterFailure: boolean;
}

const ALWAYS: StepCondition = { conjuncts: [], mayRun: () => true, mayRunOn: () => true, afterFailure: false };

/** The state functions that do not narrow when something runs. */
const STATES = new Set(['always()', 'success()', '!cancelled()']);

/** Reads a condition as written, with or without `${{ }}`. */
export const readCondition = (text: string | null): StepCondition => {
  if (text === null || text === '') return ALWAYS;
  const tree = parseExpression(text);
  if (tree === null) return { ...ALWAYS, conjuncts: [text] };
  const printed = tree.accept(printer);
  const namesState = STATUS_FUNCTIONS.some((name) => printed.includes(`${name}(`));
  const evaluate = (context: ExpressionContext): Value => {
    // Without a function of the state GitHub adds `success() &&`.
    if (!namesState && context.failed) return false;
    return tree.accept(evaluatorOf(context));
  };
  return {
    conjuncts: conjunctsOf(tree).map((part) => part.accept(printer)).filter((part) => !STATES.has(part)).toSorted(),
    mayRun: (event) => isTrue(evaluate({ event, failed: false })) !== false,
    mayRunOn: (leg) => isTrue(evaluate({ event: null, failed: false, leg })) !== false,
    afterFailure: isTrue(evaluate({ event: null, failed: true })) !== false,
  };
};

const isTrue = (value: Value): boolean | undefined => (value === undefined ? undefined : Boolean(value));

const conjunctsOf = (tree: Expr): readonly Expr[] => {
  if (isGrouping(tree)) return conjunctsOf(tree.group);
  return isLogical(tree) && tree.operator.lexeme === '&&' ? tree.args.flatMap(conjunctsOf) : [tree];
};

const isGrouping = (tree: Expr): tree is Grouping => 'group' in tree;
const isLogical = (tree: Expr): tree is Logical => 'args' in tree && 'operator' in tree;

/** Whether the second list of conjuncts lets less through than the first. */
export const compareConjuncts = (before: readonly string[], after: readonly string[]): 'weaker' | 'stronger' | 'same' | 'incomparable' => {
  const narrower = before.every((part) => after.includes(part));
  const wider = after.every((part) => before.includes(part));
  if (narrower || wider) return narrower && wider ? 'same' : narrower ? 'weaker' : 'stronger';
  const [old, fresh] = [alternatives(before), alternatives(after)];
  if (fresh.every((part) => old.includes(part))) return 'weaker';
  return old.every((part) => fresh.includes(part)) ? 'stronger' : 'incomparable';
};

const alternatives = (conjuncts: readonly string[]): readonly string[] => (conjuncts.length === 1 ? (conjuncts[0] ?? '').split(' || ') : [conjuncts.join(' && ')]);

const printer: ExprVisitor<string> = {
  visitLiteral: ({ literal, token }: Literal) => (typeof literal.coerceString === 'function' && token.lexeme.startsWith("'") ? `'${literal.coerceString()}'` : literal.coerceString()),
  visitUnary: ({ operator, expr }: Unary) => `${operator.lexeme}${expr.accept(printer)}`,
  visitBinary: ({ left, operator, right }: Binary) => `${left.accept(printer)} ${operator.lexeme} ${right.accept(printer)}`,
  visitLogical: ({ operator, args }: Logical) => args.map((part) => part.accept(printer)).join(` ${operator.lexeme} `),
  visitGrouping: ({ group }: Grouping) => (isLogical(group) ? `(${group.accept(printer)})` : group.accept(printer)),
  visitContextAccess: ({ name }: ContextAccess) => name.lexeme,
  visitIndexAccess: ({ expr, index }: IndexAccess) => `${expr.accept(printer)}.${indexName(index) ?? '*'}`,
  visitFunctionCall: ({ functionName, args }: FunctionCall) => `${functionName.lexeme}(${args.map((part) => part.accept(printer)).join(', ')})`,
};

const indexName = (index: Expr): string | null => ('literal' in index ? index.accept(printer).replaceAll("'", '') : null);

/** Evaluates with the event known and everything else that only the run tells undefined. */
const evaluatorOf = ({ event, failed, leg }: ExpressionContext): ExprVisitor<Value> => {
  const onPullRequest = event === 'pull_request' || event === 'pull_request_target';
  const known = new Map<string, Value>([
    ...(event === null ? [] : [['github.event_name', event] as const]),
    ...[...(leg ?? [])].map(([name, value]) => [`matrix.${name}`, value === 'true' ? true : value === 'false' ? false : value] as const),
    // A reference that no branch or tag has: comparisons with those come out false, as they do on a pull request.
    ...(event === 'pull_request' ? ([['github.ref', 'refs/pull/0/merge'], ['github.ref_type', 'branch'], ['github.ref_name', '0/merge']] as const) : []),
    ...(onPullRequest ? ([['github.event.schedule', null], ['github.event.inputs', null]] as const) : []),
  ]);
  const visitor: ExprVisitor<Value> = {
    visitLiteral: ({ literal }) => ('value' in literal && (typeof literal.value === 'string' || typeof literal.value === 'number' || typeof literal.value === 'boolean') ? literal.value : null),
    visitUnary: ({ expr }) => {
      const value = isTrue(expr.accept(visitor));
      return value === undefined ? undefined : !value;
    },
    visitBinary: ({ left, operator, right }) => compareValues(left.accept(visitor), operator.lexeme, right.accept(visitor)),
    visitLogical: ({ operator, args }) => {
      const values = args.map((part) => part.accept(visitor));
      const decides = operator.lexeme === '||';
      if (values.some((value) => isTrue(value) === decides)) return decides;
      return values.some((value) => value === undefined) ? undefined : !decides;
    },
    visitGrouping: ({ group }) => group.accept(visitor),
    visitContextAccess: () => undefined,
    visitIndexAccess: (access) => known.get(printer.visitIndexAccess(access)),
    visitFunctionCall: ({ functionName, args }) => callFunction(functionName.lexeme.toLowerCase(), args.map((part) => part.accept(visitor)), failed),
  };
  return visitor;
};

const callFunction = (name: string, values: readonly Value[], failed: boolean): Value => {
  switch (name) {
    case 'always':
      return true;
    case 'success':
      return !failed;
    case 'failure':
      return failed;
    case 'cancelled':
      return false;
    case 'startswith':
      return textual(values, (text, part) => text.startsWith(part));
    case 'endswith':
      return textual(values, (text, part) => text.endsWith(part));
    case 'contains':
      return textual(values, (text, part) => text.includes(part));
    default:
      return undefined;
  }
};

const textual = ([text, part]: readonly Value[], test: (text: string, part: string) => boolean): Value =>
  typeof text === 'string' && typeof part === 'string' ? test(text.toLowerCase(), part.toLowerCase()) : undefined;

/** GitHub compares strings without regard to case. */
const compareValues = (left: Value, operator: string, right: Value): Value => {
  if (left === undefined || right === undefined) return undefined;
  const equal = typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : left === right;
  if (operator === '==') return equal;
  return operator === '!=' ? !equal : undefined;
};
