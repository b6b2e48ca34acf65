/** One rule of a Rego module. */
export interface RegoRule {
  readonly name: string;
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

/** Splits a module into rules at the lines that start one outside all brackets. Reads any text; never throws. */
export const readRego = (text: string): RegoModule => {
  const { tokens, comments } = tokenize(text);
  const statements: Token[][] = [];
  let previous = '';
  for (const token of tokens) {
    const starts = token.firstOnLine && token.depth === 0 && !['{', 'else', 'if', ':=', '='].includes(token.text) && !['if', ':=', '=', ',', 'else', '.', '|', '&'].includes(previous);
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
      rules.push({ name, normal: printed(statement), start: first.start, end: last.end });
    }
  }
  return { package: packageName, rules, comments };
};

/** A module's text in normal form, for telling a change of code from a change of layout. */
export const normalRego = (text: string): string => printed(tokenize(text).tokens);

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
