const code = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * The parts of a path as an address, parentheses and quotes included, so that it stays whole within a link of any markup. A lone surrogate has
 * no address: it becomes U+FFFD.
 */
export const addressOf = (parts: readonly string[]): string => parts.map((part) => encodeURIComponent(Buffer.from(part).toString()).replace(/[!'()*]/g, code)).join('/');
