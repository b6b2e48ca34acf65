import type { Comparator } from '../../model.ts';
import { durationSeconds } from '../../values/duration.ts';

/** What a monitor's query says. */
export interface MonitorQuery {
  /** The measured side without its window, filters and groups, in normal form. */
  readonly metric: string;
  readonly comparator: Comparator | null;
  /** As written; null where the query has none (a composite, a service check). */
  readonly threshold: string | null;
  readonly windowSeconds: number | null;
  /** Tags that every series must have, where the query measures one metric. */
  readonly filter: readonly string[];
  readonly groups: readonly string[];
  /** Functions that judge by a model rather than a threshold: anomalies, outliers, forecast. */
  readonly model: string | null;
  /** How far from the model a value may lie: bounds of `anomalies` and `forecast`, tolerance of `outliers`; null where the query names none. */
  readonly deviations: number | null;
}

interface Token {
  readonly kind: 'word' | 'string' | 'braces' | 'sign';
  readonly text: string;
  readonly depth: number;
}

const SIGNS = { '>=': 'gte', '<=': 'lte', '==': 'eq', '!=': 'ne', '>': 'gt', '<': 'lt' } as const satisfies Record<string, Comparator>;
const MODELS: ReadonlySet<string> = new Set(['anomalies', 'outliers', 'forecast']);
const WINDOW = /^last_(\d+(?:mo|[smhdw]))$/;

/**
 * Reads the query of a Datadog monitor: `avg(last_5m):sum:http.errors{env:prod} by {host} > 0.5`, `logs("…").last("15m") > 10`,
 * a service check, a composite. Never throws; linear.
 */
export const readMonitorQuery = (query: string): MonitorQuery => {
  const tokens = tokenize(query);
  const sign = tokens.findLastIndex((one) => one.kind === 'sign' && one.depth === 0 && Object.hasOwn(SIGNS, one.text));
  const operator = tokens[sign]?.text ?? '';
  const comparator = isSign(operator) ? SIGNS[operator] : null;
  const side = sign === -1 ? tokens : tokens.slice(0, sign);
  const deviation = deviationOf(side);
  const body = withoutWindow(side.map((one, index) => (index === deviation ? { ...one, text: '…' } : one)));
  const filters = body.tokens.filter((one, index) => one.kind === 'braces' && body.tokens[index - 1]?.text !== 'by');
  const lone = filters.length === 1;
  const groups = body.tokens.flatMap((one, index) => (one.kind === 'braces' && body.tokens[index - 1]?.text === 'by' ? listed(one.text) : []));
  const kept = body.tokens.filter((one, index) => !(one.kind === 'braces' && (lone || body.tokens[index - 1]?.text === 'by')) && !(one.text === 'by' && body.tokens[index + 1]?.kind === 'braces'));
  return {
    metric: printed(kept),
    comparator,
    threshold: sign === -1 ? null : printed(tokens.slice(sign + 1)),
    windowSeconds: body.window ?? lastCall(side),
    filter: lone ? listed(filters[0]?.text ?? '').filter((one) => one !== '*') : [],
    groups: groups.toSorted(),
    model: tokens.find((one) => one.kind === 'word' && MODELS.has(one.text))?.text ?? null,
    deviations: deviation === null ? null : Number(side[deviation]?.text),
  };
};

/** Where the third argument of a model stands: `anomalies(avg:x{*}, 'agile', 3)`; null where it is no number. */
const deviationOf = (tokens: readonly Token[]): number | null => {
  const start = tokens.findIndex((one) => one.kind === 'word' && MODELS.has(one.text));
  const depth = tokens[start + 1]?.depth;
  if (start === -1 || depth === undefined) return null;
  const commas = tokens.flatMap((one, index) => (index > start && one.text === ',' && one.depth === depth + 1 ? [index] : []));
  const at = (commas[1] ?? -2) + 1;
  return /^\d+(?:\.\d+)?$/.test(tokens[at]?.text ?? '') ? at : null;
};

const isSign = (text: string): text is keyof typeof SIGNS => Object.hasOwn(SIGNS, text);

/** Tags of `{a:b,c:d}` or `{a:b AND c:d}`; a filter with alternatives is one condition on the whole. */
const listed = (braces: string): readonly string[] => {
  const inner = braces.slice(1, -1).trim();
  const parts = /\bOR\b|[()]/i.test(inner) ? [inner] : inner.split(/,|\bAND\b/i);
  return parts.map((one) => one.trim()).filter((one) => one !== '').toSorted();
};

/** `avg(last_5m):` before the query, also inside `change(avg(last_5m),last_1h):`. */
const withoutWindow = (tokens: readonly Token[]): { readonly tokens: readonly Token[]; readonly window: number | null } => {
  const at = tokens.findIndex((one) => one.kind === 'word' && WINDOW.test(one.text));
  const found = WINDOW.exec(tokens[at]?.text ?? '')?.[1];
  if (found === undefined) return { tokens, window: null };
  const window = windowSeconds(found);
  const colon = tokens.findIndex((one, index) => index > at && one.text === ':' && one.depth === 0);
  const head = tokens.slice(0, colon).filter((one) => !WINDOW.test(one.text) || one !== tokens[at]);
  return { tokens: [...head.filter((one) => one.text !== ',' && one.text !== '(' && one.text !== ')'), ...tokens.slice(colon)], window };
};

const windowSeconds = (text: string): number | null => (text.endsWith('mo') ? Number(text.slice(0, -2)) * 2_592_000 : durationSeconds(text));

/** `.last("5m")` of a log or event query, `.over("7d")` of an error budget, `.long_window("1h")` of a burn rate; `.last(4)` counts checks. */
const lastCall = (tokens: readonly Token[]): number | null => {
  const at = tokens.findLastIndex((one, index) => /^\.?(?:last|over|long_window)$/.test(one.text) && tokens[index + 1]?.text === '(' && /^"\d+(?:mo|[smhdw])"$/.test(tokens[index + 2]?.text ?? ''));
  const text = tokens[at + 2]?.text;
  return at === -1 || text === undefined ? null : windowSeconds(text.slice(1, -1));
};

const printed = (tokens: readonly Token[]): string => {
  let text = '';
  let previous: Token | null = null;
  for (const token of tokens) {
    const spaced = previous !== null && (/^(?:[-+*/%]|&&|\|\||[<>=!]=?)$/.test(token.text) || /^(?:[-+*/%]|&&|\|\||[<>=!]=?)$/.test(previous.text) || (token.kind === 'word' && previous.kind === 'word'));
    text += spaced ? ` ${token.text}` : token.text;
    previous = token;
  }
  return text.trim();
};

const WORD = /[\p{L}\p{N}_.$@-]/u;

const tokenize = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  const push = (kind: Token['kind'], end: number): void => {
    tokens.push({ kind, text: text.slice(at, end), depth });
    at = end;
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) at += 1;
    else if (character === '"' || character === "'") push('string', closing(text, at, character));
    else if (character === '{') push('braces', bracesEnd(text, at));
    else if (WORD.test(character) && !(character === '-' && !WORD.test(text.charAt(at + 1)))) {
      push('word', wordEnd(text, at));
    } else {
      if (character === ')') depth = Math.max(0, depth - 1);
      push('sign', at + (/^(?:>=|<=|==|!=|&&|\|\|)$/.test(text.slice(at, at + 2)) ? 2 : 1));
      if (character === '(') depth += 1;
    }
  }
  return tokens;
};

/** A word, with any `${…}` in it that nobody could resolve. */
const wordEnd = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && WORD.test(text.charAt(end))) end = text.startsWith('${', end) ? bracesEnd(text, end + 1) : end + 1;
  return end;
};

const closing = (text: string, start: number, quote: string): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
};

/** A filter may hold braces of its own: a template's `${…}` that nobody could resolve. */
const bracesEnd = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
};
