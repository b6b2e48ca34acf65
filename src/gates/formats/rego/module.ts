import { compact } from '../compact.ts';

/** One rule of a Rego module. */
export interface RegoRule {
  readonly name: string;
  /** What it adds to or gives, as written: the `msg` of `deny[msg]` and `deny contains msg`; null where the head has none. */
  readonly key: string | null;
  /** Expressions of its body, each as tokens; null for a rule with several bodies (`else`, `} {`), of which any may hold. */
  readonly body: readonly (readonly string[])[] | null;
  /** Head and body in normal form: without comments and needless spaces. */
  readonly normal: string;
  readonly start: number;
  readonly end: number;
}

export interface RegoModule {
  /** `main`, `kubernetes.admission`; null where the module does not say. */
  readonly package: string | null;
  readonly rules: readonly RegoRule[];
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly firstOnLine: boolean;
  readonly depth: number;
}

const WORD = /[A-Za-z0-9_]/;
const PAIRS = new Set([':=', '==', '!=', '<=', '>=']);

/** What begins no rule, and what ends none. */
const NEVER_FIRST = new Set(['{', '}', ']', ')', 'else', 'if', ':=', '=']);
const NEVER_LAST = new Set(['if', ':=', '=', ',', 'else', '.', '|', '&']);

/** Splits a module into rules at the lines that start one outside all brackets. Reads any text; never throws. */
export const readRego = (text: string): RegoModule => {
  const { tokens, comments } = tokenize(text);
  const statements: Token[][] = [];
  let previous = '';
  for (const token of tokens) {
    // A word such as `if` that ends an import joins nothing.
    const joined = statements.at(-1)?.[0]?.text !== 'import' && (NEVER_FIRST.has(token.text) || NEVER_LAST.has(previous));
    const starts = token.firstOnLine && token.depth === 0 && !joined;
    if (starts || statements.length === 0) statements.push([]);
    statements.at(-1)?.push(token);
    previous = token.text;
  }
  const rules: RegoRule[] = [];
  let packageName: string | null = null;
  for (const statement of statements) {
    const [first] = statement;
    const last = statement.at(-1);
    if (first === undefined || last === undefined) continue;
    if (first.text === 'package') packageName = statement.slice(1).map((one) => one.text).join('');
    else if (first.text !== 'import' && WORD.test(first.text)) {
      const name = (first.text === 'default' ? statement[1] : first)?.text ?? first.text;
      rules.push({ name, ...partsOf(statement), normal: printed(statement), start: first.start, end: last.end });
    }
  }
  return { package: packageName, rules, comments };
};

/** Words and signs after which, or before which, an expression goes on in the next line. */
const JOINS = new Set([':=', '=', '==', '!=', '<=', '>=', '<', '>', '|', '&', '+', '-', '*', '/', ',', 'with', 'as', 'in', 'not', 'some', 'every', '.']);
/** Words that begin an expression of their own although they join others. */
const BEGINS = new Set(['not', 'some', 'every', '-']);

/** Splits a rule into its key and the expressions of its body. */
const partsOf = (rule: readonly Token[]): Pick<RegoRule, 'key' | 'body'> => {
  const base = rule[0]?.depth ?? 0;
  const texts = rule.map((token) => (token.depth === base ? token.text : ''));
  const contains = texts.indexOf('contains');
  const condition = texts.indexOf('if');
  const open = texts.indexOf('{');
  const head = rule.slice(0, condition >= 0 ? condition : open >= 0 ? open : rule.length);
  const bracket = head.findIndex((token) => token.text === '[');
  const close = head.findLastIndex((token) => token.text === ']');
  const keyTokens = contains >= 0 && contains < head.length ? head.slice(contains + 1) : bracket === 1 && close > bracket ? head.slice(bracket + 1, close) : [];
  const key = keyTokens.length === 0 ? null : compact(keyTokens.map(({ text }) => text));
  const body = rule.slice(head.length + (condition >= 0 ? 1 : 0));
  if (body.length === 0) return { key, body: [] };
  if (body[0]?.text !== '{') return { key, body: texts.includes('else') ? null : [body.map(({ text }) => text)] };
  const end = body.findIndex((token, index) => index > 0 && token.text === '}' && token.depth === base);
  if (end !== body.length - 1) return { key, body: null };
  return { key, body: expressions(body.slice(1, end), base + 1) };
};

const expressions = (tokens: readonly Token[], depth: number): readonly (readonly string[])[] => {
  const found: string[][] = [];
  let previous = ';';
  for (const { text, firstOnLine, depth: own } of tokens) {
    const apart = text === ';' && own === depth;
    const next = firstOnLine && own === depth && (!JOINS.has(text) || BEGINS.has(text)) && (!JOINS.has(previous) || previous === ';');
    if (previous === ';' || next) found.push([]);
    if (!apart) found.at(-1)?.push(text);
    previous = apart ? ';' : text;
  }
  return found.filter((one) => one.length > 0);
};

const printed = (tokens: readonly Token[]): string => tokens.map((one, index) => (one.firstOnLine && index > 0 ? `\n${one.text}` : one.text)).join(' ');

const tokenize = (text: string): { readonly tokens: readonly Token[]; readonly comments: readonly { readonly start: number; readonly end: number }[] } => {
  const tokens: Token[] = [];
  const comments: { readonly start: number; readonly end: number }[] = [];
  let firstOnLine = true;
  let depth = 0;
  let at = 0;
  const push = (end: number): void => {
    tokens.push({ text: text.slice(at, end), start: at, end, firstOnLine, depth });
    firstOnLine = false;
    at = end;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\n') firstOnLine = true;
    if (/\s/.test(character)) at += 1;
    else if (character === '#') {
      const end = text.indexOf('\n', at);
      comments.push({ start: at, end: end === -1 ? text.length : end });
      at = end === -1 ? text.length : end;
    } else if (character === '"' || character === '`') push(stringEnd(text, at));
    else if (WORD.test(character)) {
      let end = at;
      while (end < text.length && WORD.test(text.charAt(end))) end += 1;
      push(end);
    } else {
      if ('})]'.includes(character)) depth = Math.max(0, depth - 1);
      push(at + (PAIRS.has(text.slice(at, at + 2)) ? 2 : 1));
      if ('{(['.includes(character)) depth += 1;
    }
  }
  return { tokens, comments };
};

const stringEnd = (text: string, start: number): number => {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote) return at + 1;
    else if (character === '\n' && quote === '"') return at;
  }
  return text.length;
};
