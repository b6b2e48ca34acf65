import { durationSeconds } from '../../values/duration.ts';

/** A quoted string of PromQL without its quotes; escapes as in Go, the common ones resolved. */
export const unquote = (text: string): string => {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  return inner.replace(/\\([\\"'nrt])/g, (_, escaped: string) => ({ n: '\n', r: '\r', t: '\t' })[escaped] ?? escaped);
};

/** Seconds of a Prometheus duration, with or without a unit (`1h30m`, `15`, `-5m`); null where it is not one. */
export const promqlDuration = (text: string): number | null => {
  const written = text.trim().replace(/^\(\s*|\s*\)$/g, '').replace(/^([+-])\s+/, '$1');
  return /^[+-]?\d+(?:\.\d+)?$/.test(written) ? Number(written) : durationSeconds(written);
};

/** A number literal: decimal, hexadecimal, octal, scientific, `Inf`, `NaN`, or a duration in seconds. */
export const promqlNumber = (text: string): number | null => {
  const plain = text.replaceAll('_', '').toLowerCase();
  if (plain === 'inf' || plain === '+inf') return Number.POSITIVE_INFINITY;
  if (plain === 'nan') return Number.NaN;
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  const value = Number(plain);
  return Number.isNaN(value) ? promqlDuration(plain) : value;
};
