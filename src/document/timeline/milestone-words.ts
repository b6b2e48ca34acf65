import type { Milestone } from '../../record/vocabulary.ts';
import { milestoneOfLabel } from './labels.ts';

/** Words that say a milestone outright, in English and, more sparsely, other languages whose headings ship, in lower case: patterns for both cases take twice as long to compile. */
const WORDS: readonly (readonly [Milestone, RegExp])[] = [
  ['declared', /\b(?:incident|outage|sev-?\d) (?:is |was |has been )?(?:officially )?declared\b(?! (?:as )?(?:mitigated|resolved|over|closed|fixed))|\bdeclar(?:e[ds]?|ing) (?:an? |the |this )?(?:\S+ )?(?:incident|outage|sev)\b|インシデント(?:を)?宣言|vorfall ausgerufen/],
  [
    'started',
    /\b(?:start|beginning|onset) of (?:the )?(?:[\w.-]+ ){0,3}(?:incident|impact|outage|disruption)\b|\b(?:production|processing|consensus|traffic|ingestion|delivery|chain|network) (?:stops?|stopped|halts?|halted)\b|\b(?:outage|incident|impact|problem|issue|degradation|downtime|disruption|errors|failures|fault)s? (?:starts?|started|begins?|began|commenced)\b|\b(?:starts?|started|begins?|began) (?:failing|returning|timing out|rejecting|dropping|crashing|seeing|erroring|throwing|degrading|reporting ["“'`]|to (?:fail|return|see|degrade|drop|time out|error))|\b(?:went|goes|going) (?:down|offline|dark)\b|\b(?:stalled|expires?|expired)\b|\b(?:stops?|stopped) (?:working|responding|serving|processing|accepting|producing)\b|\b(?:becomes?|became) (?:un(?:available|responsive|reachable|healthy)|inaccessible)\b|\b(?:drops?|dropped|falls?|fell|reaches|reached) (?:to )?(?:0 ?%|zero)|\b(?:all|every)\b.{0,40}\b(?:returning|return|failing|fail|down)\b|(?:→|->|=>) [45]\d\d\b|feilen? (?:oppstår|oppsto|starter|startet)|nedetid(?:en)? (?:starter|startet)|panne (?:commence|débute)|début de (?:la panne|l'incident)|inicio (?:del incidente|de la caída)|障害発生|(?:影響|異常|エラー|不具合)(?:が)?(?:発生|開始)|ausfall beginnt|störung beginnt/,
  ],
  [
    'detected',
    /\b(?:sends?|sent|sending|raises?|raised|raising) (?:an? |the |first )?(?:\w+ )?alerts?\b|\bcritical\W{1,3}fires?\b|\b(?:alert|alarm|page|pager|pagerduty|monitor|monitoring|health ?check)s?\b.{0,60}?\b(?:fire[sd]?|firing|goes off|went off|trigger(?:s|ed)?|received|raised|detect(?:s|ed)|notif\w+|page[ds]?)\b|\b(?:detected|noticed|notices|noticing|notice that|became aware|made aware|recogni[sz]es|alerted|paged|notified|disclosed to)\b|\b(?:is|was|were|are) (?:\w+ )?(?:discovered|identified by|spotted|found by|reported)\b|\b(?:receives?|received|got) (?:an? |the |several |multiple |first |initial )*(?:\w+ ){0,2}(?:e-?mail|report|alert|notification|page|pager storm|ticket|call|complaint)s?\b|(?<!\b(?:this|the|our|that|per|status) )\b(?:report(?:s|ed)?|complain(?:s|ed|ts?)?)\b(?! (?:back|as \d|good|success\w*|progress|completion|(?:that )?the (?:new|fix)|that (?:the )?(?:fix|issue is (?:resolved|fixed)|[\w ]{1,30} (?:is|are) (?:now )?(?:visible|back|up|working|fixed|resolved|available|healthy))))|\b(?:issue|problem|outage|incident|bug|failure|anomaly|leak|breach)s? (?:(?:is|was|first|were) )*(?:discovered|spotted|noticed|seen)\b|\bdiscover(?:s|ed)? the (?:outage|incident|leak|breach)\b|\bpost(?:s|ed)\b.{0,90}(?:\b(?:errors|down|broken|missing)\b|n't\b)|を検知|検知した|気付|気づ|アラート(?:が)?発|告警|报警|gemeldet|meldung (?:geht|ging|kommt)|kundenmeldung|bemerkt|entdeckt|oppdage[tr]|varsle[tr]|meldt inn|détecté|signalement|detectad[oa]/,
  ],
  ['acknowledged', /\backnowledg(?:e[sd]?|ing)\b|\bconfirm(?:s|ed|ing) (?:receipt|the report)\b|\bresponse confirming\b|\bnotices the (?:alarm|alert|page)\b|störung bestätigt|alarm bestätigt|bekreftet/],
  [
    'identified',
    /\b(?:root )?cause\b.{0,40}?\b(?:identified|found|discovered|confirmed|determined|diagnosed|pinpointed|understood)\b|\b(?:identif(?:y|ies|ied)|find|finds|found|discover(?:s|ed)?|determine[sd]?|pinpoint(?:s|ed)?|diagnose[sd]?)\b.{0,50}?\b(?:root cause|cause|reason|culprit|the (?:bug|problem|issue))\b|\bidentified (?:that|as (?:an?|the|being))\b|(?<!\b(?:is|was) )\bdiscovered that\b|\brealize[sd]? that\b|\bfigure[sd]? out\b|\btraced (?:it |this )?(?:back )?to\b|原因(?:を|が)?(?:特定|判明)|根本原因(?:を)?確定|ursache (?:gefunden|identifiziert|erkannt)|årsaken? (?:er |ble )?(?:funnet|identifisert)|fant årsaken|cause (?:identifiée|trouvée)|causa (?:identificada|encontrada)/,
  ],
  ['mitigated', /\bmitigat(?:ed|es)\b|\broll(?:ed)?[ -]?back\b.{0,80}?\b(?:restored|clear|recover(?:s|ed)?|stops?|back)\b|\berrors? (?:clear|stop|cease)|\b(?:traffic|services?) (?:(?:is|are|was|were) )?(?:restored|working as (?:intended|expected))\b|暫定(?:対応|復旧)完了|緩和完了/],
  [
    'resolved',
    /\bend of (?:the )?(?:[\w.-]+ ){0,3}(?:incident|outage|disruption)\b|\bresolv(?:es|ing) the (?:outage|issue|incident|problem)\b|\b(?:incident|issue|problem|outage|case|alert)s? (?:is |was |has been |are |were |marked |as )*(?:now )?(?:fully )?(?:resolved|closed|over|fixed|solved)\b|\b(?:outage|incident|disruption) (?:ends|ended|is over|to an end)\b|\bself-heal(?:s|ed)\b|\b(?:back|returns?|returned) (?:to (?:normal|a functional|full|100 ?%)|online|up)\b|\beverything is (?:ok|okay|fine|good|working)\b|\b(?:fully|service|services|everything|all|completely)\b.{0,40}\b(?:restored|recovered|operational|functional|working(?! on)|healthy)\b|\b(?:confirmed|verified) (?:as )?(?:working|resolved|fixed|recovered)\b|\b(?:resolved|all clear)\b|\b(?:works?|working|runs?|running|(?:created|processed|served|available)) (?:again|normally)\b|\bfix (?:is |was |has been )?(?:deployed|released|live|rolled out)\b|\b(?:fixe[sd]|fix) the (?:issue|problem|bug)\b|復旧(?:を)?(?:完了|確認)|完全復旧|解決(?:済|した|を確認)|収束|wieder (?:normal|verfügbar|online|erreichbar|in betrieb)|(?:störung|problem|fehler) (?:ist |wurde )?behoben|(?:fungerer|virker|oppe|i drift|normalt?) igjen|feilen? (?:er |ble )?(?:rettet|løst)|rétabli|résolu|restablecid|resuelt|restabelecid|resolvid/,
  ],
];

const denial = /(?:(?:\b(?:no|not|never|no longer|zero|nobody|yet|still|false|without|before|until|try|tries|trying|attempt\w*|should|could|might|would|if)|n't)\s+(?:\w+\s+){0,2}|\bto\s+(?:be\s+)?)$/;

/** A day of its own behind the words: `the errors started on Feb 12th at 3pm`. */
const dated = /^ (?:on|around|about|since) (?:(?:around|about) )?(?:[a-z]{3,9}\.? \d|\d{4}-\d)/;

/** Words of who does not know yet. */
const supposed = /\b(?:may|might|could)\b/;

/** Characters of an item within which it says what it is about. */
const longest = 260;

/** The word or two before a colon or a full stop that head an item: `**原因特定**: …`, `Rolled back — …`. */
const lead = /^[\s\p{Extended_Pictographic}\u{FE0F}]*([\p{L}][\p{L}\p{N} /-]{1,28}?)(?:[（(][^）)]{0,20}[）)])?\s*(?:[:：。]|\s[–—-]\s|$)/u;
const planned = /予定|見込|planned|expected|scheduled/i;

/** What starts or is introduced without being the incident: `Deployment started`, `Investigation begins`. */
const ofIncident = /\b(?:incident|impact|outage|issue|problem|fault|degradation|disruption|downtime|errors?|failures?)\b|^(?:first |initial )?(?:start\w*|beg[aiu]n\w*|onset|began|commenced|occurr?\w*)\b|発生|開始|开始|beginn|begonnen|startet|début|inicio|início/i;

/** What ends without being the incident: `Deletion of the stack ended`. */
const ended = /\s(?:end(?:s|ed)?|finish(?:ed)?|stop(?:s|ped)?)$/i;

/** The milestone that heads an item as a label would. */
export const milestoneInLead = (text: string): Milestone | null => {
  const words = lead.exec(text.slice(0, 60))?.[1];
  // `Root cause: a restart` heads what broke it, not who found it.
  const milestone = words === undefined || planned.test(words) || /^(?:the )?root cause$/i.test(words.trim()) ? null : milestoneOfLabel(words);
  const ofOthers = milestone === 'started' || ((milestone === 'mitigated' || milestone === 'resolved') && ended.test(words ?? ''));
  return ofOthers && !ofIncident.test(words ?? '') ? null : milestone;
};

/** The milestones that the words of an item say outright, at most one of each. */
export const milestonesInWords = (text: string): Milestone[] => {
  const words = text.slice(0, longest).toLowerCase();
  const said = WORDS.flatMap(([milestone, pattern]) => {
    const match = pattern.exec(words);
    if (!match || denial.test(words.slice(Math.max(0, match.index - 30), match.index)) || dated.test(words.slice(match.index + match[0].length))) return [];
    return milestone === 'identified' && supposed.test(match[0]) ? [] : [milestone];
  });
  // Who discovers the cause has detected the incident before.
  return said.includes('identified') ? said.filter((milestone) => milestone !== 'detected' || /\b(?:alert|alarm|report|notif)/.test(words.slice(0, 80))) : said;
};
