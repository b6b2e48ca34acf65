import type { Rule } from './define-rule.ts';
import { expired } from './suppressions/expired.ts';
import { malformed } from './suppressions/malformed.ts';
import { unknownRule } from './suppressions/unknown-rule.ts';
import { unused } from './suppressions/unused.ts';
import { ambiguousDate } from './timeline/ambiguous-date.ts';
import { clocksDisagree } from './timeline/clocks-disagree.ts';
import { dateTypo } from './timeline/date-typo.ts';
import { impossibleTime } from './timeline/impossible-time.ts';
import { order } from './timeline/order.ts';
import { range } from './timeline/range.ts';
import { unreadableTime } from './timeline/unreadable-time.ts';
import { weekday } from './timeline/weekday.ts';

/** All rules, by area, in the order of the documentation. A new rule is a file, and a line here. */
export const RULES: readonly Rule[] = [
  ambiguousDate,
  clocksDisagree,
  dateTypo,
  impossibleTime,
  order,
  range,
  unreadableTime,
  weekday,
  expired,
  malformed,
  unknownRule,
  unused,
];
