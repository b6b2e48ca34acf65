/** A value, null for a variable that is not set, or undefined where only the pipeline tells. */
type Value = string | null | undefined;

const TOKEN = /\s*(?:(\$\w+|\$\{\w+\})|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\/(?:[^/\\\n]|\\.)*\/[a-z]*)|(null)\b|(==|!=|=~|!~|&&|\|\||[()]))/y;

interface Token {
  readonly kind: 'variable' | 'text' | 'pattern' | 'null' | 'sign';
  readonly text: string;
}

const MAX_CHARACTERS = 10_000;
const MAX_DEPTH = 100;

const tokensOf = (text: string): readonly Token[] | null => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const [, variable, double, single, pattern, none, sign] = TOKEN.exec(text) ?? [];
    if (variable !== undefined) tokens.push({ kind: 'variable', text: variable.replaceAll(/[${}]/g, '') });
    else if (double !== undefined || single !== undefined) tokens.push({ kind: 'text', text: double ?? single ?? '' });
    else if (pattern !== undefined) tokens.push({ kind: 'pattern', text: pattern });
    else if (none !== undefined) tokens.push({ kind: 'null', text: none });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else return null;
  }
  return tokens;
};

/**
 * Whether a `rules:if` of GitLab holds in a pipeline whose variables are known in part; undefined where that cannot be told
 * (GitLab documentation, "CI/CD variable expressions").
 */
export const holdsIn = (text: string, variables: ReadonlyMap<string, string | null>): boolean | undefined => {
  const tokens = text.length > MAX_CHARACTERS ? null : tokensOf(text);
  if (tokens === null) return undefined;
  let position = 0;
  const peek = (): Token | undefined => tokens[position];
  const takes = (sign: string): boolean => {
    const found = peek()?.kind === 'sign' && peek()?.text === sign;
    if (found) position += 1;
    return found;
  };

  const either = (depth: number): boolean | undefined => {
    let result = both(depth);
    while (takes('||')) {
      const right = both(depth);
      result = result === true || right === true ? true : result === undefined || right === undefined ? undefined : false;
    }
    return result;
  };
  const both = (depth: number): boolean | undefined => {
    let result = single(depth);
    while (takes('&&')) {
      const right = single(depth);
      result = result === false || right === false ? false : result === undefined || right === undefined ? undefined : true;
    }
    return result;
  };
  const single = (depth: number): boolean | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    if (takes('(')) {
      const inner = either(depth + 1);
      takes(')');
      return inner;
    }
    const left = value();
    for (const sign of ['==', '!=', '=~', '!~'] as const) if (takes(sign)) return compared(left, sign, peek()?.kind === 'pattern' ? undefined : valueOrPattern());
    return left === undefined ? undefined : left !== null && left !== '';
  };
  const valueOrPattern = (): Value => value();
  const compared = (left: Value, sign: '==' | '!=' | '=~' | '!~', right: Value): boolean | undefined => {
    const pattern = peek();
    if (pattern?.kind === 'pattern') {
      position += 1;
      const matches = left === undefined ? undefined : left !== null && matchesSafely(left, pattern.text);
      return matches === undefined ? undefined : sign === '=~' ? matches : sign === '!~' ? !matches : undefined;
    }
    if (left === undefined || right === undefined || sign === '=~' || sign === '!~') return undefined;
    return sign === '==' ? left === right : left !== right;
  };
  const value = (): Value => {
    const token = peek();
    position += 1;
    if (token?.kind === 'text') return token.text;
    if (token?.kind === 'null') return null;
    return token?.kind === 'variable' && variables.has(token.text) ? (variables.get(token.text) ?? null) : undefined;
  };

  const result = either(0);
  return position === tokens.length ? result : undefined;
};

/** Patterns of plain words, alternatives and anchors are decided; any other is left open rather than run. */
const matchesSafely = (text: string, pattern: string): boolean | undefined => {
  const [, body = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  const alternatives = body.replace(/^\^?\((?:\?:)?([^()]*)\)(\$?)$/, '$1$2').split('|');
  const fold = (value: string): string => (flags.includes('i') ? value.toLowerCase() : value);
  let matched = false;
  for (const alternative of alternatives) {
    const plain = alternative.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\/', '/').replaceAll(/\\([-.])/g, '$1');
    if (/[\\^$.*+?()[\]{}]/.test(plain.replaceAll('.', ''))) return undefined;
    const [subject, part] = [fold(text), fold(plain)];
    const start = alternative.startsWith('^') || body.startsWith('^(');
    const end = alternative.endsWith('$');
    matched ||= start && end ? subject === part : start ? subject.startsWith(part) : end ? subject.endsWith(part) : subject.includes(part);
  }
  return matched;
};
