import type { SettingOrder } from '../adapter.ts';
import type { SettingValue } from '../model.ts';

const list = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

const isEverything = (names: readonly string[]): boolean => names.length === 0 || names.includes('*');

const within = (inner: readonly string[], outer: readonly string[]): boolean => isEverything(outer) || (!isEverything(inner) && inner.every((one) => outer.includes(one)));

/** Orders two selections of names where none, or `*`, selects everything: the one that selects less is weaker. */
export const compareSelection = (before: SettingValue, after: SettingValue): SettingOrder => {
  const [old, fresh] = [list(before), list(after)];
  const narrower = within(fresh, old);
  const wider = within(old, fresh);
  return narrower && wider ? 'same' : narrower ? 'weaker' : wider ? 'stronger' : 'incomparable';
};
