import type { Milestone } from '../../record/vocabulary.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';

/** Words of labels and of milestone columns, in the order in which they are tried; languages beside one another. */
const LABELS: readonly (readonly [Milestone, RegExp])[] = [
  ['rollback-decided', /\broll(?:ed)?[ -]?back (?:was )?(?:decided|decision|chosen)|decid\w* to roll ?back/],
  ['rollback-started', /\broll(?:ed)?[ -]?back (?:was )?(?:started|begun|began|initiated|start)/],
  ['rollback-completed', /\broll(?:ed)?[ -]?back (?:was )?(?:completed?|finished|done|end)/],
  ['detected', /\bdetect(?:ed|ion)?\b|\bfirst (?:report|alert|noticed)|\b(?:alert(?:ed)?|noticed|reported|discovered|discovery)$|^(?:alert|alarm|report|notice)|\bpåvist|\boppdaget|\berkannt|\bentdeckt|検知|検出|发现|detectad[oa]|détect(?:é|ion)/],
  ['acknowledged', /\backnowledge(?:d|ment)?\b|\back'?e?d?\b|\bresponse (?:began|started)|^(?:first |initial )?respon(?:se|ded)$|^bestätigt|対応開始|初動|认领|响应/],
  ['declared', /(?<!\b(?:repaired|restored|mitigated|resolved|closed) )\bdeclar(?:ed|ation)\b(?! (?:as )?(?:mitigated|resolved|over|closed|fixed))|\bincident (?:opened|raised|called)|宣言|宣告|ausgerufen|erklært/],
  ['escalated', /\bescalat(?:ed|ion)\b|エスカレーション|升级|eskaliert|eskalert/],
  ['identified', /\b(?:root )?cause (?:was )?(?:identified|found|known|confirmed|determined|discovered)|^identified$|^identification$|\bdiagnosed|^diagnosis$|\broot cause$|^issue identified$|原因特定|原因判明|原因究明|定位|ursache (?:gefunden|identifiziert|bekannt)|identifi(?:sert|é|cado)/],
  ['mitigated', /\bmitigat(?:ed|ion)\b|\brepaired\b|\bstabili[sz]ed|\bservice restored|\brestored\b|\brecover(?:ed|y)\b|\b(?:end|impact end|end of impact|impact ended|fault ends?|stop)$(?<!incident end)|緩和|暫定復旧|暫定対応|缓解|恢复|止血|behoben|wiederhergestellt|gjenopprettet|mitig(?:é|ado)/],
  ['resolved', /\bresol(?:ved|ution)\b|\bclosed\b|\bfixed\b|\b(?:end(?:ed)?|incident end(?:ed)?|end time|end date|finish(?:ed)?|all clear)$|(?<!暫定)復旧|解決|収束|完了|解决|修复|gelöst|abgeschlossen|løst|rés(?:olu|olution)|resuelt[oa]|resolvido/],
  ['started', /\b(?:start(?:ed|s)?|beg[iau]n|begins|onset|began|commenced|occurr?(?:ed|s)|introduced)\b|^(?:fault|incident|impact|issue|outage|problem)$|発生|開始|开始|beginn|begonnen|startet|début|inicio|início/],
];

/** Labels of other things that carry a time: of the document, not of the incident. */
const otherwise = /\b(?:written|updated|review|meeting|published|created|posted|due|deadline|author|report(?:ed)? (?:on|by)|last|next|post ?-?mortem|retro(?:spective)?|time to|duration|downtime)\b|作成|更新|期限/;

/** The milestone that a label names: `First detected`, `Start of impact`, `復旧`; null for other labels. */
export const milestoneOfLabel = (label: string): Milestone | null => {
  const words = normalizeTitle(label);
  if (words === '' || words.length > 60) return null;
  if (otherwise.test(words)) return null;
  const plain = words.replace(/ ?[(（][^)）]*[)）]?$/, '').replace(/^(?:time|date|datetime|timestamp|when|incident|issue|outage|date and time)(?: of)? (?=\S)/, '').replace(/ (?:at|time|on|date|by|utc)$/, '');
  for (const [milestone, pattern] of LABELS) if (pattern.test(plain)) return milestone;
  return null;
};
