import type { SettingOrder } from '../adapter.ts';
import type { SettingValue } from '../model.ts';

/** Severities by the names alerting systems use, weakest first. Other names are a team's own routing keys and have no order. */
const RANKS: readonly (readonly string[])[] = [
  ['none', 'debug', 'silent'],
  ['info', 'information', 'informational', 'notice', 'low', 'p5'],
  ['warning', 'warn', 'ticket', 'minor', 'medium', 'p4', 'p3'],
  ['error', 'high', 'major', 'p2'],
  ['critical', 'crit', 'page', 'pager', 'emergency', 'disaster', 'fatal', 'p1', 'p0'],
];

const rankOf = (value: SettingValue): number => RANKS.findIndex((names) => names.includes(String(value).toLowerCase()));

/** Orders two severities where both are names that have an order; a change between team names cannot be ranked. */
export const compareSeverity = (before: SettingValue, after: SettingValue): SettingOrder => {
  if (String(before) === String(after)) return 'same';
  const [old, fresh] = [rankOf(before), rankOf(after)];
  if (old === -1 || fresh === -1) return 'incomparable';
  return old === fresh ? 'same' : fresh < old ? 'weaker' : 'stronger';
};
