import type { DetectedBy, Status } from '../../record/vocabulary.ts';

const levels = /\b(?:sev(?:erity)?[ \t-]?[0-5]|s[0-5]|p[0-5]|critical|blocker|catastrophic|severe|major|high|medium|moderate|minor|low|informational|kritisch|hoch|mittel|niedrig|høy|middels|lav|kritisk|crítica?|alta|media|baja|élevée?|critique|faible)\b|(?:緊急|重大|致命的|致命|高|中|低|严重|紧急|一般)(?=$|[\s（(、,。])/iu;
const untilRemark = /^(.*?)(?:\s*[（(【[]|\s+[-–—|:]\s|[;；。,，]|\.\s|$)/;

/** A severity as written, without the remark behind it: `SEV-3（部分的…）` is `SEV-3`. Null for words that name no level. */
export const readLevel = (value: string, scale: readonly string[] = []): string | null => {
  const head = untilRemark.exec(value)?.[1]?.trim() ?? '';
  const configured = scale.find((level) => level.toLowerCase() === head.toLowerCase());
  if (configured !== undefined) return head;
  const level = levels.exec(value)?.[0];
  if (level !== undefined) return level;
  return head === '' || head.length > 24 || /^(?:-|—|n\/a|none|tbd|unknown|\{\{.*|\?+)$/i.test(head) ? null : head;
};

const sevInTitle = /\bSEV[ -]?[0-5]\b/i;

/** The severity that a title carries: `SEV1 post-mortem: …`. */
export const levelInTitle = (title: string): string | null => sevInTitle.exec(title)?.[0] ?? null;

const STATUS_WORDS: readonly (readonly [Status, RegExp])[] = [
  ['draft', /^(?:draft|wip|work in progress|in progress|incomplete|entwurf|utkast|borrador|brouillon|rascunho|ドラフト|下書き|草稿|草案)\b|^(?:ドラフト|下書き|草稿|草案)/i],
  ['review', /^(?:(?:in |under |ready for |pending )?review|reviewing|レビュー中|评审中|in prüfung)/i],
  ['closed', /^(?:closed|クローズ|完結|已关闭|geschlossen|lukket|cerrado)/i],
  ['final', /^(?:final(?:i[sz]ed)?|approved|published|complete(?:d)?|reviewed|done|確定|公開済み?|已发布|freigegeben|ferdig)/i],
];

/** The document's status that a word means; null for a status of something else (`Resolved` is the incident's). */
export const readStatus = (value: string): Status | null => STATUS_WORDS.find(([, words]) => words.test(value.trim()))?.[0] ?? null;

const DETECTION_WORDS: readonly (readonly [DetectedBy, RegExp])[] = [
  ['alert', /\b(?:alert|alarm|monitor|page|pager)/i],
  ['customer', /\b(?:customer|user|client|kunde|顧客|ユーザー|用户)/i],
  ['automation', /\b(?:automat|ci\b|test|pipeline|bot\b|自動)/i],
  ['external', /\b(?:external|third[ -]part|researcher|vendor|provider|外部)/i],
  ['employee', /\b(?:employee|engineer|developer|staff|team|operator|internal|manual|colleague|社内|開発者|手動)/i],
];

/** Who or what noticed first; null where the words do not say. */
export const readDetectedBy = (value: string): DetectedBy | null => DETECTION_WORDS.find(([, words]) => words.test(value))?.[0] ?? null;

const nobody = /^(?:[-—–?]*|tbd|tba|todo|n\/a|none|unknown|\{\{.*|<.*>?|未定|要アサイン)$/i;

/** The names of a list written in one line, in order, each with the index at which it stands. */
export const splitNames = (value: string): { readonly name: string; readonly at: number }[] => {
  const names: { name: string; at: number }[] = [];
  for (const match of value.matchAll(/[^,;、，；/\n]+/g)) {
    let from = match.index;
    for (const part of match[0].split(/\s+(?:and|und|og|et|y|&)\s+/)) {
      const name = part.trim();
      const at = value.indexOf(name, from);
      if (name !== '' && !nobody.test(name)) names.push({ name, at });
      from = at + name.length;
    }
  }
  return names;
};
