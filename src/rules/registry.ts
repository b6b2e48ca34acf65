import type { Rule } from './define-rule.ts';
import { contradictsTimeline } from './durations/contradicts-timeline.ts';
import { countedToDetection } from './durations/counted-to-detection.ts';
import { disagree } from './durations/disagree.ts';
import { durationRange } from './durations/range.ts';
import { author } from './record/author.ts';
import { frontMatter } from './record/front-matter.ts';
import { id } from './record/id.ts';
import { restated } from './record/restated.ts';
import { severityKnown } from './record/severity-known.ts';
import { statusKnown } from './record/status-known.ts';
import { titleDate } from './record/title-date.ts';
import { titleSeverity } from './record/title-severity.ts';
import { title } from './record/title.ts';
import { unknownKey } from './record/unknown-key.ts';
import { expired } from './suppressions/expired.ts';
import { malformed } from './suppressions/malformed.ts';
import { unknownRule } from './suppressions/unknown-rule.ts';
import { unused } from './suppressions/unused.ts';
import { actor } from './timeline/actor.ts';
import { ambiguousDate } from './timeline/ambiguous-date.ts';
import { clocksDisagree } from './timeline/clocks-disagree.ts';
import { dateTypo } from './timeline/date-typo.ts';
import { fixProposed } from './timeline/fix-proposed.ts';
import { impossibleTime } from './timeline/impossible-time.ts';
import { milestoneMissing } from './timeline/milestone-missing.ts';
import { milestoneOrder } from './timeline/milestone-order.ts';
import { order } from './timeline/order.ts';
import { range } from './timeline/range.ts';
import { unreadableTime } from './timeline/unreadable-time.ts';
import { weekday } from './timeline/weekday.ts';
import { zoneOffset } from './timeline/zone-offset.ts';
import { zone } from './timeline/zone.ts';

/** All rules, by area, in the order of the documentation. A new rule is a file, and a line here. */
export const RULES: readonly Rule[] = [
  author,
  frontMatter,
  id,
  restated,
  severityKnown,
  statusKnown,
  titleDate,
  titleSeverity,
  title,
  unknownKey,
  actor,
  ambiguousDate,
  clocksDisagree,
  dateTypo,
  fixProposed,
  impossibleTime,
  milestoneMissing,
  milestoneOrder,
  order,
  range,
  unreadableTime,
  weekday,
  zoneOffset,
  zone,
  contradictsTimeline,
  countedToDetection,
  disagree,
  durationRange,
  expired,
  malformed,
  unknownRule,
  unused,
];
