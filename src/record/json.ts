const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  character === '\n' ? character : character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** JSON whose strings keep every character, but write those that act on a terminal or hide from a reader as `\uXXXX`. */
export const toJson = (value: unknown, indent?: number): string => JSON.stringify(value, null, indent).replace(HIDDEN, escaped);
