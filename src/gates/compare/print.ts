import { COMPARATOR_SIGNS } from '../comparator.ts';
import type { Condition, SettingValue } from '../model.ts';
import { printSeconds } from '../values/duration.ts';

/** A number without the digits that arithmetic adds. */
export const printNumber = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(12))) : value > 0 ? '∞' : value < 0 ? '-∞' : 'NaN');

const withUnit = (value: number, unit: string | null): string => `${printNumber(value)}${unit === null || unit === 'ratio' ? '' : unit === '%' ? '%' : ` ${unit}`}`;

/** `> 0.5`, `<= 180 ms`, `is absent`. */
export const printBound = ({ comparator, threshold, expression, unit }: Condition): string => {
  const sign = COMPARATOR_SIGNS[comparator];
  if (comparator === 'absent') return sign;
  return `${sign} ${threshold === null ? (expression ?? '?') : withUnit(threshold, unit)}`;
};

/** `http_5xx_ratio > 0.5 for 5m`: what the condition fires on. */
export const printCondition = (condition: Condition): string => {
  const hold = condition.holdSeconds !== null && condition.holdSeconds > 0 ? ` for ${printSeconds(condition.holdSeconds)}` : '';
  const tolerance = condition.tolerance !== null && condition.tolerance > 0 ? `, more than ${condition.tolerance} times` : '';
  return `${condition.shown ?? condition.metric} ${printBound(condition)}${hold}${tolerance}`;
};

/** A setting's value; null where it is absent. Keys that end in `Seconds` hold durations. */
export const printSetting = (name: string, value: SettingValue | undefined): string | null => {
  if (value === undefined) return null;
  if (typeof value === 'number') return /seconds$/i.test(name) ? printSeconds(value) : printNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
};
