const TIGHT_AFTER = new Set(['.', '[', '(', '{', '!']);
const TIGHT_BEFORE = new Set(['.', ']', ')', '}', ',', ':']);
/** Words after which a bracket opens a value of its own rather than the arguments of what stands before it. */
const KEYWORDS = new Set(['in', 'not', 'some', 'every', 'with', 'as', 'if', 'else']);

/** Tokens of an expression in one spelling, as a person would write them: `count(input.spec.containers) > 3`. */
export const compact = (tokens: readonly string[]): string =>
  tokens.map((token, index) => {
    const before = tokens[index - 1];
    if (before === undefined || TIGHT_AFTER.has(before) || TIGHT_BEFORE.has(token)) return token;
    const opens = token === '[' || token === '(';
    return opens && /[\w\])"']$/.test(before) && !KEYWORDS.has(before) ? token : ` ${token}`;
  }).join('');
