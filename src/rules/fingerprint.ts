import { hash } from 'node:crypto';

const named = (words: string) => (): string => hash('sha256', words, 'hex').slice(0, 32);

/**
 * Names findings so that they are recognised after unrelated edits of the file: a hash of path, rule and the words of the message, and an
 * ordinal where the same words repeat. Lines play no part (oasdiff, "fingerprints that survive commits").
 *
 * The order of the calls counts; the name itself is computed when it is asked for, because few formats show it.
 */
export const fingerprints = (): ((path: string, rule: string, message: string) => () => string) => {
  const seen = new Map<string, number>();
  return (path, rule, message) => {
    const words = `${path}\n${rule}\n${message.toLowerCase().replace(/\s+/g, ' ')}`;
    const ordinal = (seen.get(words) ?? 0) + 1;
    seen.set(words, ordinal);
    return named(`${words}\n${ordinal}`);
  };
};
