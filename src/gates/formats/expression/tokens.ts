/** A token of expr-lang, the condition language of Argo Rollouts. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

const OPERATORS = ['**', '==', '!=', '<=', '>=', '&&', '||', '??', '?.', '..', '+', '-', '*', '/', '%', '^', '<', '>', '!', '?', ':', '(', ')', '[', ']', '{', '}', ',', '.', '#', '|', ';'] as const;
const WHITE = /\s/;
const DIGIT = /[0-9]/;
const NAME_START = /[\p{L}_$]/u;
const NAME_REST = /[\p{L}\p{N}_$]/u;

/** Splits an expression into tokens, or gives the reason why it cannot be split. Linear; never throws. */
export const tokenize = (text: string): { readonly tokens: readonly Token[] } | { readonly error: string } => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (WHITE.test(character)) {
      at += 1;
      continue;
    }
    const start = at;
    if (DIGIT.test(character) || (character === '.' && DIGIT.test(text.charAt(at + 1)))) {
      at = numberEnd(text, at);
      tokens.push({ kind: 'number', text: text.slice(start, at).replaceAll('_', ''), at: start });
    } else if (character === '"' || character === "'" || character === '`') {
      const end = stringEnd(text, at);
      if (end === null) return { error: `a string is not closed at character ${start + 1}` };
      at = end;
      tokens.push({ kind: 'string', text: unescape(text.slice(start + 1, at - 1), character === '`'), at: start });
    } else if (NAME_START.test(character)) {
      while (at < text.length && NAME_REST.test(text.charAt(at))) at += 1;
      tokens.push({ kind: 'name', text: text.slice(start, at), at: start });
    } else {
      const operator = OPERATORS.find((one) => text.startsWith(one, start));
      if (operator === undefined) return { error: `unexpected character "${character}" at character ${start + 1}` };
      at += operator.length;
      tokens.push({ kind: 'operator', text: operator, at: start });
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return { tokens };
};

const numberEnd = (text: string, start: number): number => {
  let at = start;
  if (/^0[xXbBoO]/.test(text.slice(at, at + 2))) {
    at += 2;
    while (/[0-9a-fA-F_]/.test(text.charAt(at))) at += 1;
    return at;
  }
  while (/[0-9_]/.test(text.charAt(at))) at += 1;
  if (text.charAt(at) === '.' && DIGIT.test(text.charAt(at + 1))) {
    at += 1;
    while (/[0-9_]/.test(text.charAt(at))) at += 1;
  }
  if (/[eE]/.test(text.charAt(at)) && /^[+-]?[0-9]/.test(text.slice(at + 1, at + 3))) {
    at += 2;
    while (DIGIT.test(text.charAt(at))) at += 1;
  }
  return at;
};

const stringEnd = (text: string, start: number): number | null => {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote !== '`') at += 1;
    else if (character === quote) return at + 1;
  }
  return null;
};

const unescape = (text: string, raw: boolean): string =>
  raw ? text : text.replace(/\\(.)/gs, (_, escaped: string) => ({ n: '\n', t: '\t', r: '\r' })[escaped] ?? escaped);
