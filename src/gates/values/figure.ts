import { durationSeconds } from './duration.ts';
import { rounded } from './unit.ts';

/** A number as configuration files and reports write it, in its base unit. */
export interface Figure {
  readonly value: number;
  /** `ratio` for a percentage, `s` for a duration, null for a plain number or a quantity. */
  readonly unit: 'ratio' | 's' | null;
}

const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d[\d_]*|(?=\.\d))(?:\.\d*)?(?:[eE][+-]?\d+)?$/;

const plainNumber = (text: string): number | null => (NUMBER.test(text) ? Number(text.replaceAll(/[_,]/g, '')) : null);

const BINARY_SUFFIXES: Readonly<Record<string, number>> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4, Pi: 1024 ** 5, Ei: 1024 ** 6 };
const DECIMAL_SUFFIXES: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };

/** Value of a Kubernetes quantity (`100m`, `2Gi`, `1e3`); null where the text is none. */
export const quantity = (text: string): number | null => {
  const [, digits, suffix = ''] = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  return suffix === '' ? Number(digits) : rounded(Number(digits) * (BINARY_SUFFIXES[suffix] ?? DECIMAL_SUFFIXES[suffix] ?? Number.NaN));
};

/** `15 * 60`, `3 * 1024 * 1024`, `1 / 3`: products and quotients of numbers, left to right. */
const product = (text: string): number | null => {
  const words = text.trim().split(/\s*([*/])\s*/);
  if (words.length < 3 || words.length > 15) return null;
  let value = plainNumber(words[0] ?? '');
  for (let index = 1; index < words.length; index += 2) {
    const factor = plainNumber(words[index + 1] ?? '');
    if (value === null || factor === null) return null;
    value = words[index] === '*' ? value * factor : value / factor;
  }
  return value === null ? null : rounded(value);
};

/**
 * Reads `0.5`, `1e-3`, `1,200`, `95%`, `500ms`, `1h30m`, `2Gi`, `15 * 60`; null where the text is no figure. `m` alone is a
 * minute, as everywhere but in Kubernetes: use {@link quantity} there.
 */
export const readFigure = (text: string): Figure | null => {
  const written = text.trim();
  const number = plainNumber(written) ?? product(written);
  if (number !== null) return { value: number, unit: null };
  if (written.endsWith('%')) {
    const percent = plainNumber(written.slice(0, -1).trim());
    return percent === null ? null : { value: rounded(percent / 100), unit: 'ratio' };
  }
  const seconds = durationSeconds(written);
  if (seconds !== null) return { value: seconds, unit: 's' };
  const amount = quantity(written);
  return amount === null ? null : { value: amount, unit: null };
};
