import type { StatedDuration } from '../../record/duration.ts';
import type { DurationKind } from '../../record/vocabulary.ts';

/** Labels of durations; the first that fits decides. */
const KINDS: readonly (readonly [DurationKind, RegExp])[] = [
  ['resolve', /\bmttr\b/i],
  ['detect', /\bmttd\b/i],
  // From a moment within the incident to another: none of the named lengths.
  ['other', /\bfrom (?:the )?(?:identif\w+|diagnos\w+|detect\w+|decision|page|alert)\b[^.]{0,40}\b(?:to|until)\b|(?:特定|判断|判明|検知|着手|認識|発见|定位)(?:から|後|到)[^。、]{0,12}(?:復旧|解決|緩和|修正|恢复)/i],
  ['detect', /time[ -]to[ -]detect|\bttd\b|\bmttd\b|\bdetect(?:ed|ion)?\b|\bnotice[ds]?\b|\bto notice\b|\bundetected\b|\bpaged\b|\bto page\b|\b(?:alert|alarm|monitor|pager)\w*\b[^.]{0,60}\bfired\b|before (?:we|anyone|anybody|it was) (?:reali[sz]ed|noticed|knew)|into the (?:incident|outage)|検知まで|検知|detecci[oó]n|detectar|détection|dete(?:c|ç)ção/i],
  ['acknowledge', /time[ -]to[ -](?:acknowledge|respond|response)|\btta\b|\bmtta\b|\backnowledge|\bresponse time\b|\bto respond\b|初動/i],
  ['identify', /time[ -]to[ -](?:identify|diagnose)|\btti\b|to (?:identify|diagnose|find the cause)|原因特定まで/i],
  ['rollback', /\broll(?:ing|ed)?[ -]?back (?:time|took|duration)|time[ -]to[ -]roll ?back/i],
  ['mitigate', /time[ -]to[ -](?:mitigat|repair|fix|stabili[sz]e)|\bttm\b|\bmttm\b|\bto mitigate\b|\bmitigat(?:ed|ion)\b|緩和まで/i],
  ['resolve', /time[ -]to[ -](?:recover|resol|restor)|\bttr\b|\bmttr\b|\bresol(?:ved|ution)\b|\brecover(?:y|ed|s)?\b|\brestor(?:ed|e)\b|\bfixed\b|復旧まで|解決まで|resoluci[oó]n|recuperaci[oó]n|résolution|rétablissement|resolução/i],
  ['impact', /\b(?:duration|outage|down(?:time)?|unavailable|offline|unusable|impact|degrad\w+|disruption|interruption|incident|lasted|inaccessible|broken|could(?: not|n't)|failing|failed|errors?|affected|unreachable|unresponsive|slow|stall\w*|gap)\b|影響|停止|障害|ダウン|継続|期間|ausfall|nedetid|panne|duraci[oó]n|duração|durée|caíd[ao]|tiempo (?:total|fuera)|indisponib/i],
];

/** What the words around a length say it measures. */
export const kindOf = (label: string, sentence: string): DurationKind => {
  for (const words of [label, sentence]) {
    if (words === '') continue;
    const kind = KINDS.find(([, pattern]) => pattern.test(words))?.[0];
    if (kind !== undefined) return kind;
  }
  return 'other';
};

/** Why a length may rightly differ from the clock. */
export const qualifierOf = (before: string, after: string, label: string, written: string): StatedDuration['qualifier'] => {
  if (/\b(?:support|working|business|office) hours\b|営業時間/i.test(after.slice(0, 60))) return 'working-hours';
  if (/\b(?:user|customer)[ -](?:visible|facing|perceived)\b|ユーザー可視|ユーザ可視/i.test(label + before.slice(-60))) return 'user-visible';
  if (/\blatent\b|潜在|ラテント/i.test(label + before.slice(-60))) return 'latent';
  if (/\b(?:at least|more than|over|minimum(?: of)?|no less than|以上)\s*[~*_]*$/i.test(before) || /^\d+\+/.test(written) || /^\s*(?:\+|or more|以上)/i.test(after)) return 'at-least';
  if (/\b(?:at most|up to|less than|under|within|maximum(?: of)?|no more than|at maximum)\s*[~*_]*$/i.test(before) || /(?:最大|最長|最多|長くて)\s*(?:約|约)?\s*$/.test(before) || /^\s*(?:at most|or less|以内)/i.test(after)) return 'at-most';
  return null;
};

const about = /(?:~|≈|∼|±|約|约|およそ|\b(?:about|around|approximately|approx\.?|roughly|circa|ca\.?|almost|nearly|close to|just (?:over|under)|some|estimated|etwa|ungefähr|rund|omtrent|environ|unos?|over|more than|up to|less than))[\s*_(]*$/i;

export const isApproximate = (before: string, after: string): boolean => about.test(before) || /^\s*(?:ほど|程度|くらい|弱|強|左右|\(approx|\(estimated|approx|or so|-ish)/i.test(after);

// All in lower case, as are the words they are held against: patterns for both cases take twice as long to compile.

/** Words right before or behind a length that say it belongs to a setting, a plan, a cycle or a unit of measure. */
const settingBefore =
  /(?:\b(?:every|each|per|once|last|past|next|previous|older than|newer than|timeouts?(?: of)?|time ?out(?: after| of)?|ttl(?: of| is| was| at)?|validity(?: of| is)?|valid for|lifetimes?(?: of| is)?|(?:target|goal|objective)s?(?: of| is)?|interval(?: of)?|retention(?: of)?|threshold(?: of)?|limit(?: of)?|window(?: of)?|cache[ds]?(?: for)?|period of|expires? (?:in|after)|sleep(?: for)?|wait(?: for)?|poll(?:s|ing)?(?: every)?|budget(?: of)?|effort:?|estimate[ds]?:?|sla(?: of)?|slo(?: of)?|set to|increased? (?:\S+ ){0,4}to|reduced? (?:\S+ ){0,4}to|from|within the (?:first|last|next)|the first|the last|in the (?:last|past|next)|default(?: of| is)?|(?<!at )max(?:imum)?|minimum|at least|less than|under)\s*[~*_`(]*|[=<>≤≥]\s*|毎|[×x]\s*|(?:タイムアウト|間隔|上限|閾値|保持|有効期限|有効期間|期限|周期)[はがをに:：=（(]?\s*)$/;
const settingAfter =
  /^[\s*_`+-]*(?:prior to\b|follow-?up|review\b|(?:[\w.-]+ ){0,3}maintenance\b|timeouts?|ttl|intervals?|window|retention|grace|delay|buffer|old\b|ago\b|cycles?|each|per\b|deadline|threshold|schedule|sprint|limit|cache|polling|backoff|latency|budget|trial|notice|are\b|is\b|p\d\d|(?:alert|alarm|monitoring|evaluation|lookback|maintenance) window|(?:long )?meeting|away\b|before (?:expir\w+|(?:it|they|the \S+) expires?)|of (?:storage|retention|effort|work|data|logs)|後に(?:再試行|再度|実施|予定|開催|行う)|ごと|毎|おき|間隔|以内|タイムアウト|有効|保持|前|超過?で)/;

/** What usually takes so long, may take so long, or ran well for so long. */
const habitBefore =
  /\b(?:(?:takes?|will|can|could|would|should|may|might|must|needs?|have|has|gives?|allows?)(?: (?:take|last|be))?|(?:clean|success|health|normal)\w*(?: for)?|(?:stably|fine|without (?:issue|problem|incident|error)s?)(?: for)?)\s+(?:(?:only|about|around|approximately|up to|another|at least|roughly)\s+)*[~≈(*_]*$/;

/** What is retried, kept or drained for so long whenever it happens. */
const alwaysFor = /\b(?:retr(?:y|ies)|drains?|waits?|sleeps?|polls?|keeps?|holds?|stays?|lives?|caches?|remains?|persists?) for\s*[~≈(*_]*$/;

/** Other incidents, and wishes for the next one. */
const anotherTime = /\b(?:next time|in (?:the )?future|(?:last|previous|earlier|similar) (?:incident|outage|occurrence|time)s?\b|occurred (?:previously|once)|(?:want|aim|like|hope|plan)(?:ed)? to\b)[^.;!?]*$/;

/** What a limit is or was, and what is kept for so long. */
const limit = /\btime-?outs? (?:is|was|bump\w*|that|value|limit|set)\b[^.;!?]{0,70}$|\b(?:retained|kept|stored|archived) for\s*[~*_]*$/;

/** Time that someone was given: `we had 90 days to renew it`. */
const given = (before: string, after: string): boolean => /\bhad\s+(?:only |about )?$/i.test(before) && /^ to [a-z]+/i.test(after);

/** How long an alert or a check waits before it speaks. */
const hold = /\b(?:alert|alarm|monitor|rule|check|probe|it)\w*\b[^.;]{0,30}\b(?:held|holds?|wait(?:ed|s)?|ask(?:ed|s)?|needs?|needed|requires?d?)(?: for)?\s*[~*_]*$/;

/** True where the words say that a length is a setting, a habit or a plan and not a stretch of this incident. */
export const isSetting = (before: string, after: string): boolean => saysSetting(before.toLowerCase(), after.toLowerCase());

const saysSetting = (before: string, after: string): boolean =>
  settingBefore.test(before) || settingAfter.test(after) || habitBefore.test(before) || alwaysFor.test(before) || anotherTime.test(before) || hold.test(before) || limit.test(before) || given(before, after);

/** `47 minutes into the incident` is about this incident wherever it stands. */
export const isIntoIncident = (after: string): boolean => /^\s*(?:in)?to the (?:incident|outage)\b/i.test(after);

/** Words by which prose states how long something of the incident took. */
const stretchBefore =
  /(?:\bfor up to\s*|\b(?:durante|durant|pendant|après|tras|duró|durou|dura|dauerten?|nach|seit|während|varte|etter|nede i|for|during|took|takes?|taken|taking|lasted|lasting|lasts|in|within|after|over|spanning|spanned|of|course of|duration:?|down|downtime:?|outage|until|total(?:ling|ing|ed)?|additional|another|further|was|were|is|approximately|about|around|roughly|almost|nearly|some|extra|delay of|gap of|only|just|a|the|on|close to|:)\s*|[~≈約(（|:：—–-]\s*)[\s*_]*$/;
const stretchAfter =
  /^[\s*_)）-]*(?:(?:[a-z]+[ -]){0,2}(?:outage|downtime)\b|de caída|en producción|después|plus tard|depois|later|after|before|since|into|until|to\b|from|between|between|elapsed|passed|outage|window|gap|downtime|of (?:downtime|outage|impact|degrad|disruption|errors?|unavailab|service|partial|full|complete|total|diminished)|long\b|in total|total|継続|後|間|経過|[(（→|]|$)/;

/** Languages without spaces put the words for what lasted on either side. */
const eastAsianStretch = /影響|影响|时长|历时|停止|障害|ダウン|復旧|検知|継続|遅延|経過|気付|気づ|放置|続[いくけ]|かか[っりる]|要した|中断|断絶|不能|持续|中断|恢复|耗时|故障/;
const eastAsian = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** True where the words say that a length is a stretch of time that passed. */
export const isStretch = (before: string, after: string, written: string): boolean =>
  eastAsian.test(written)
    ? /(?:約|およそ|合計|計|大约|约)\s*$/.test(before) || /^\s*(?:後|间后|にわた|の間|[（(])/.test(after) || eastAsianStretch.test(before.slice(-25)) || eastAsianStretch.test(after.slice(0, 20))
    : stretchBefore.test(before.toLowerCase()) || stretchAfter.test(after.toLowerCase());
