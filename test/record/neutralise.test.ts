import { describe, expect, it } from 'vitest';
import { neutralise } from '../../src/record/neutralise.ts';

/** Joiners that scripts and emoji need, and Arabic number signs. */
const MEANT = /\u200c|\u200d|[\u0600-\u0605]|\u06dd|\u070f|\u0890|\u0891|\u08e2/;
const codePoints = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

describe('text made safe to print', () => {
  it('shows every character that acts or hides', () => {
    const hidden = codePoints.filter((character) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character) && !MEANT.test(character));
    expect(hidden.length).toBeGreaterThan(2_000);
    expect(hidden.filter((character) => neutralise(character) === character)).toStrictEqual([]);
    expect(neutralise('left\u202eright\u001b[31m')).toBe('left<U+202E>right<U+001B>[31m');
  });

  it('leaves all others as they are', () => {
    const others = codePoints.filter((character) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character)).join('');
    expect(neutralise(others)).toBe(others);
  });
});
