import type { SettingOrder, SettingRule } from '../adapter.ts';
import type { SettingValue } from '../model.ts';
import { change, type UnitChange } from './change.ts';
import { printSetting } from './print.ts';

type Settings = Readonly<Record<string, SettingValue>>;

/** A setting that no rule ranks: any change of it is one that cannot be ranked. */
const UNRANKED = (name: string): SettingRule => ({ direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: name });

/** Differences between the settings of two versions, ranked by the format's own rules. */
export const compareSettings = (before: Settings, after: Settings, rules: Readonly<Record<string, SettingRule>>): readonly UnitChange[] => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => compareSetting(name, before[name], after[name], Object.hasOwn(rules, name) ? (rules[name] ?? UNRANKED(name)) : UNRANKED(name)));
};

const compareSetting = (name: string, before: SettingValue | undefined, after: SettingValue | undefined, rule: SettingRule): readonly UnitChange[] => {
  if (sameValue(before, after) || (rule.whereBoth === true && (before === undefined || after === undefined))) return [];
  const old = before ?? rule.fallback;
  const fresh = after ?? rule.fallback;
  const report = (id: SettingRule['weaker']): UnitChange => change(id, rule.title, printSetting(name, before), printSetting(name, after));
  if (isList(old ?? []) && isList(fresh ?? []) && rule.compare === undefined && (rule.direction === 'more-is-weaker' || rule.direction === 'more-is-stronger')) {
    return compareLists(asList(old), asList(fresh), rule);
  }
  if (old === undefined || fresh === undefined) {
    // A flag that is not set is off; of anything else the file does not say what its absence stands for.
    if (typeof (old ?? fresh) !== 'boolean') return [report('setting-changed')];
  }
  switch (order(old ?? false, fresh ?? false, rule)) {
    case 'same':
      return [];
    case 'weaker':
      return [report(rule.weaker)];
    case 'stronger':
      return [report(rule.stronger)];
    case 'incomparable':
      return [report(unrankedRule(rule))];
  }
};

/** Rules that say what kind of thing changed although nobody can rank it. */
const unrankedRule = (rule: SettingRule): SettingRule['weaker'] => (rule.direction === 'unordered' && rule.weaker === rule.stronger ? rule.weaker : 'setting-changed');

const order = (before: SettingValue, after: SettingValue, rule: SettingRule): SettingOrder => {
  if (sameValue(before, after)) return 'same';
  if (rule.compare !== undefined) return rule.compare(before, after);
  if (rule.direction === 'unordered') return 'incomparable';
  const [old, fresh] = rule.direction === 'more-is-weaker' || rule.direction === 'more-is-stronger' ? [magnitude(before), magnitude(after)] : [place(before, rule.direction), place(after, rule.direction)];
  if (old === null || fresh === null || old === fresh) return 'incomparable';
  return fresh > old === (rule.direction !== 'more-is-weaker') ? 'stronger' : 'weaker';
};

const isList = (value: SettingValue): value is readonly string[] => Array.isArray(value);
const asList = (value: SettingValue | undefined): readonly string[] => (value !== undefined && isList(value) ? value : []);

const magnitude = (value: SettingValue): number | null => (typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null);

/** Position in a list that starts with the weakest; null for a value that the list does not hold. */
const place = (value: SettingValue, weakestFirst: readonly string[]): number | null => {
  const index = weakestFirst.indexOf(String(value));
  return index < 0 ? null : index;
};

/** Elements that went and elements that came are two findings: one exchanged for another is weaker in one way and stronger in another. */
const compareLists = (before: readonly string[], after: readonly string[], rule: SettingRule): readonly UnitChange[] => {
  const old = new Set(before);
  const fresh = new Set(after);
  const gone = [...old].filter((item) => !fresh.has(item));
  const come = [...fresh].filter((item) => !old.has(item));
  const more = rule.direction === 'more-is-weaker' ? rule.weaker : rule.stronger;
  const fewer = rule.direction === 'more-is-weaker' ? rule.stronger : rule.weaker;
  return [
    ...(gone.length > 0 ? [change(fewer, rule.title, gone.join(', '), null)] : []),
    ...(come.length > 0 ? [change(more, rule.title, null, come.join(', '))] : []),
  ];
};

export const sameValue = (one: SettingValue | undefined, other: SettingValue | undefined): boolean =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, index) => item === other[index]));
