/** Letters and digits alone, in lower case: whether two plain texts say the same whatever their punctuation. */
export const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
