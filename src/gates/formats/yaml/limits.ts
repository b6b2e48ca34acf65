/** Bounds within which reading takes bounded time, memory and stack on any text. */
export const LIMITS = { characters: 5_000_000, depth: 200, indentation: 1000, values: 500_000 } as const;

/** Marks that open a level each where a line begins with a run of them. */
const compactLevels = /[ \t]*(?:[-?:][ \t]+)*/y;

/**
 * Brackets, indentation and runs of dashes nest, and the parser's stack and regular expressions grow with them, up to an end of the
 * process that no `catch` would see. Decided from the characters alone, in linear time.
 */
export const nestsTooDeeply = (text: string): boolean => {
  let brackets = 0;
  const indents: number[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    compactLevels.lastIndex = start;
    const lead = compactLevels.exec(text)?.[0] ?? '';
    if (lead.length > LIMITS.indentation) return true;
    if (start + lead.length < end) {
      while ((indents.at(-1) ?? -1) >= lead.length) indents.pop();
      indents.push(lead.length);
    }
    for (let offset = start; offset < end; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 0x5b || code === 0x7b) brackets++;
      else if ((code === 0x5d || code === 0x7d) && brackets > 0) brackets--;
      if (brackets > LIMITS.depth) return true;
    }
    if (indents.length > LIMITS.depth) return true;
    start = end + 1;
  }
  return false;
};
