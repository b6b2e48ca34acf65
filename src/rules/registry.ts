import type { Rule } from './define-rule.ts';
import { dropped } from './actions/dropped.ts';
import { dueLate } from './actions/due-late.ts';
import { dueMissing } from './actions/due-missing.ts';
import { dueRelative } from './actions/due-relative.ts';
import { duplicateId } from './actions/duplicate-id.ts';
import { leftOpen } from './actions/left-open.ts';
import { noCause } from './actions/no-cause.ts';
import { noDetection } from './actions/no-detection.ts';
import { none } from './actions/none.ts';
import { overdue } from './actions/overdue.ts';
import { ownerMissing } from './actions/owner-missing.ts';
import { ownerSeveral } from './actions/owner-several.ts';
import { ownerUnknown } from './actions/owner-unknown.ts';
import { ownerUnreachable } from './actions/owner-unreachable.ts';
import { ticketMissing } from './actions/ticket-missing.ts';
import { unknownId } from './actions/unknown-id.ts';
import { unproven } from './actions/unproven.ts';
import { vague } from './actions/vague.ts';
import { verifiedByHand } from './actions/verified-by-hand.ts';
import { weakOnly } from './actions/weak-only.ts';
import { causeMissing } from './causes/missing.ts';
import { personOnly } from './causes/person-only.ts';
import { unansweredCause } from './causes/unanswered.ts';
import { unmentioned } from './change/unmentioned.ts';
import { contradictsEarlier } from './collection/contradicts-earlier.ts';
import { duplicateDocumentId } from './collection/duplicate-id.ts';
import { recurrence } from './collection/recurrence.ts';
import { oneChosen } from './decisions/chosen.ts';
import { notImplemented } from './decisions/not-implemented.ts';
import { rejectedImplemented } from './decisions/rejected-implemented.ts';
import { contradictsTimeline } from './durations/contradicts-timeline.ts';
import { countedToDetection } from './durations/counted-to-detection.ts';
import { disagree } from './durations/disagree.ts';
import { parts } from './durations/parts.ts';
import { durationRange } from './durations/range.ts';
import { advisory as gateAdvisory } from './gates/advisory.ts';
import { dangling as gateDangling } from './gates/dangling.ts';
import { noisy as gateNoisy } from './gates/noisy.ts';
import { proposedSilent as gateProposedSilent } from './gates/proposed-silent.ts';
import { silent as gateSilent } from './gates/silent.ts';
import { undecidable as gateUndecidable } from './gates/undecidable.ts';
import { verified as gateVerified } from './gates/verified.ts';
import { weakened as gateWeakened } from './gates/weakened.ts';
import { broken } from './links/broken.ts';
import { ticketForm } from './links/ticket-form.ts';
import { alias } from './llm/alias.ts';
import { causeNotMoved } from './llm/cause-not-moved.ts';
import { evalCase } from './llm/eval-case.ts';
import { flightRecorder } from './llm/flight-recorder.ts';
import { judge } from './llm/judge.ts';
import { judgeOnly } from './llm/judge-only.ts';
import { noRise } from './llm/no-rise.ts';
import { outcomeMissing } from './llm/outcome-missing.ts';
import { rollback } from './llm/rollback.ts';
import { tied } from './llm/tied.ts';
import { unchanged } from './llm/unchanged.ts';
import { unconfirmed } from './llm/unconfirmed.ts';
import { unknownVariable } from './llm/unknown-variable.ts';
import { vagueLlmCause } from './llm/vague-cause.ts';
import { variableMissing } from './llm/variable-missing.ts';
import { author } from './record/author.ts';
import { count } from './record/count.ts';
import { frontMatter } from './record/front-matter.ts';
import { id } from './record/id.ts';
import { restated } from './record/restated.ts';
import { total } from './record/total.ts';
import { shareOf } from './record/share.ts';
import { severityKnown } from './record/severity-known.ts';
import { statusKnown } from './record/status-known.ts';
import { titleDate } from './record/title-date.ts';
import { titleSeverity } from './record/title-severity.ts';
import { title } from './record/title.ts';
import { unknownKey } from './record/unknown-key.ts';
import { controlCharacters } from './safety/control-characters.ts';
import { hiddenCharacters } from './safety/hidden-characters.ts';
import { personalData } from './safety/personal-data.ts';
import { secret } from './safety/secret.ts';
import { empty } from './sections/empty.ts';
import { misspelt } from './sections/misspelt.ts';
import { required } from './sections/required.ts';
import { templateText } from './sections/template-text.ts';
import { branch } from './snippets/branch.ts';
import { broadRole } from './snippets/broad-role.ts';
import { path as snippetPath } from './snippets/path.ts';
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
import { milestoneTwice } from './timeline/milestone-twice.ts';
import { order } from './timeline/order.ts';
import { headingRange } from './timeline/heading-range.ts';
import { range } from './timeline/range.ts';
import { statedPeriod } from './timeline/stated-period.ts';
import { toldOtherwise } from './timeline/told-otherwise.ts';
import { unreadableTime } from './timeline/unreadable-time.ts';
import { weekday } from './timeline/weekday.ts';
import { zoneMixed } from './timeline/zone-mixed.ts';
import { zoneOffset } from './timeline/zone-offset.ts';
import { zone } from './timeline/zone.ts';
import { endsInPerson } from './whys/ends-in-person.ts';
import { leafUnanswered } from './whys/leaf-unanswered.ts';
import { whysMissing } from './whys/missing.ts';
import { whyWithoutAnswer } from './whys/no-answer.ts';
import { restates } from './whys/restates.ts';
import { shallow } from './whys/shallow.ts';

/** All rules, by area, in the order of the documentation. A new rule is a file, and a line here. */
export const RULES: readonly Rule[] = [
  author,
  count,
  frontMatter,
  id,
  restated,
  shareOf,
  total,
  severityKnown,
  statusKnown,
  titleDate,
  titleSeverity,
  title,
  unknownKey,
  empty,
  misspelt,
  required,
  templateText,
  actor,
  ambiguousDate,
  clocksDisagree,
  dateTypo,
  fixProposed,
  impossibleTime,
  milestoneMissing,
  milestoneOrder,
  milestoneTwice,
  order,
  range,
  headingRange,
  statedPeriod,
  toldOtherwise,
  unreadableTime,
  weekday,
  zoneMixed,
  zoneOffset,
  zone,
  contradictsTimeline,
  countedToDetection,
  disagree,
  parts,
  durationRange,
  causeMissing,
  personOnly,
  unansweredCause,
  endsInPerson,
  leafUnanswered,
  whysMissing,
  whyWithoutAnswer,
  restates,
  shallow,
  oneChosen,
  notImplemented,
  rejectedImplemented,
  dropped,
  dueLate,
  dueMissing,
  dueRelative,
  duplicateId,
  leftOpen,
  noCause,
  noDetection,
  none,
  overdue,
  ownerMissing,
  ownerSeveral,
  ownerUnknown,
  ownerUnreachable,
  ticketMissing,
  unknownId,
  unproven,
  vague,
  verifiedByHand,
  weakOnly,
  gateAdvisory,
  gateDangling,
  gateNoisy,
  gateProposedSilent,
  gateSilent,
  gateUndecidable,
  gateVerified,
  gateWeakened,
  branch,
  broadRole,
  snippetPath,
  alias,
  causeNotMoved,
  evalCase,
  flightRecorder,
  judge,
  judgeOnly,
  noRise,
  outcomeMissing,
  rollback,
  tied,
  unchanged,
  unconfirmed,
  unknownVariable,
  vagueLlmCause,
  variableMissing,
  controlCharacters,
  hiddenCharacters,
  personalData,
  secret,
  broken,
  ticketForm,
  contradictsEarlier,
  duplicateDocumentId,
  recurrence,
  unmentioned,
  expired,
  malformed,
  unknownRule,
  unused,
];
