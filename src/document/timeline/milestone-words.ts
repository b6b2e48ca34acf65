import type { Milestone } from '../../record/vocabulary.ts';

/** Words that say a milestone outright. */
const WORDS: readonly (readonly [Milestone, RegExp])[] = [
  ['declared', /\b(?:incident|outage|sev-?\d) (?:is |was |has been )?(?:officially )?declared\b|\bdeclar(?:e[ds]?|ing) (?:an? |the |this )?(?:\S+ )?(?:incident|outage|sev)/i],
  ['started', /\b(?:outage|incident|impact|problem|issue|degradation|downtime|disruption|errors|failures|fault)s? (?:starts?|started|begins?|began|commenced)\b|\b(?:starts?|started|begins?|began) (?:failing|returning|timing out|rejecting|dropping|crashing|seeing|erroring|throwing|to fail|to return|to see)\b|\b(?:went|goes|going) (?:down|offline|dark)\b|\bstalled\b|障害発生|ausfall beginnt/i],
  ['detected', /\b(?:alert|alarm|page|pager|pagerduty|monitor|monitoring|health ?check)s?\b.{0,60}?\b(?:fire[sd]?|firing|goes off|went off|trigger(?:s|ed)?|received|raised|detect(?:s|ed)|notif\w+|page[ds]?)\b|\b(?:detected|noticed|notices|notice that|became aware|made aware|recogni[sz]es|discovered by|alerted|paged|notified)\b|\b(?:report(?:s|ed)?|complain(?:s|ed|ts?)?)\b(?! (?:back|that (?:the )?(?:fix|issue is (?:resolved|fixed))))|検知|アラート|gemeldet|bemerkt/i],
  ['acknowledged', /\backnowledg(?:e[sd]?|ing)\b|\bconfirm(?:s|ed|ing) (?:receipt|the report)\b|\bresponse confirming\b/i],
  ['identified', /\b(?:root )?cause\b.{0,40}?\b(?:identified|found|discovered|confirmed|determined|diagnosed|pinpointed|understood)\b|\b(?:identif(?:y|ies|ied)|find|finds|found|discover(?:s|ed)?|determine[sd]?|pinpoint(?:s|ed)?|diagnose[sd]?)\b.{0,50}?\b(?:root cause|cause|reason|culprit|the (?:bug|problem|issue))\b|\bidentified (?:that|as)\b|\bdiscovered that\b|\bfigure[sd]? out\b|\btraced (?:it |this )?(?:back )?to\b|原因特定|原因判明|原因を特定/i],
  ['mitigated', /\bmitigat(?:ed|es)\b|\broll(?:ed)?[ -]?back\b.{0,80}?\b(?:restored|clear|recover(?:s|ed)?|stops?|back)\b|\berrors? (?:clear|stop|cease)/i],
  ['resolved', /\b(?:incident|issue|problem|outage|case|alert)s? (?:is |was |has been |are |were |marked (?:as )?)?(?:now )?(?:fully )?(?:resolved|closed|over|fixed|solved)\b|\bback (?:to (?:normal|a functional|full)|online|up)\b|\b(?:fully|service|services|everything|all|completely)\b.{0,40}\b(?:restored|recovered|operational|functional|working(?! on)|healthy)\b|\b(?:resolved|all clear)\b|\bworking (?:again|normally)\b|\bfix (?:is |was )?(?:deployed|released|live|rolled out)\b|復旧完了|解決/i],
];

const denial = /\b(?:not|n't|never|no longer|yet|still|false|without|before|until|try|tries|trying|attempt\w*|to|should|could|might|would|if)\s+(?:\w+\s+){0,2}$/i;

/** Characters of an item within which it says what it is about. */
const longest = 260;

/** The milestones that the words of an item say outright, at most one of each. */
export const milestoneInWords = (text: string): Milestone[] => {
  const words = text.slice(0, longest);
  return WORDS.flatMap(([milestone, pattern]) => {
    const match = pattern.exec(words);
    return match && !denial.test(words.slice(Math.max(0, match.index - 30), match.index)) ? [milestone] : [];
  });
};
