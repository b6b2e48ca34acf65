/** Facts that labels under the title name. */
const LABELLED_FACTS = [
  'id', 'title', 'incidentDate', 'documentDate', 'status', 'severity', 'timezone', 'services', 'environments', 'authors', 'reviewers', 'detectedBy', 'actor', 'change',
  'tags',
] as const;
export type LabelledFact = (typeof LABELLED_FACTS)[number];

/** Labels by fact, normalised, languages beside one another; the whole label must fit. */
const LABELS: Readonly<Record<LabelledFact, RegExp>> = {
  id: /^(?:(?:incident|post ?-?mortem|report|pm|case|event) ?(?:id|number|no|nr|ref|reference|key)|id|incident #?|インシデント ?id|インシデント番号|事件编号|编号|vorfall(?:s)?nummer)$/,
  title: /^(?:title|incident title|incident name|タイトル|件名|titel|tittel|titre|título)$/,
  incidentDate: /^(?:(?:date|day|time|date and time|date time|start|start date|start time)s? of (?:the )?(?:incident|outage|event|occurrence|impact)s?|(?:incident|outage|event|impact)(?: start)? dates?(?: time)?|occurred(?: on| at)?|date occurred|happened on|incident (?:start(?:ed)?|began)(?: at| time)?|when|(?:incident|outage|impact)? ?(?:period|window|time ?frame)|(?:インシデント|障害)?発生(?:日|日時|時刻|期間)?|(?:障害|影響|対象|発生)期間|インシデント日時?|datum des vorfalls|vorfallsdatum|dato for hendelsen|hendelsesdato|date de l'incident|fecha del incidente|data do incidente|发生时间|发生日期|故障时间|事件日期)$/,
  documentDate: /^(?:date|dates|datum|dato|fecha|data|日付|日時|日期|date published|published(?: on)?|created(?: on)?)$/,
  status: /^(?:status|document status|post ?-?mortem status|state|ステータス|状態|状态|zustand|estado|statut|tilstand)$/,
  severity: /^(?:(?:incident |impact |overall |final |issue )?(?:severity|sev)(?: level| rating| class(?:ification)?)?|severity \(.*\)|(?:incident )?(?:priority|criticality) level|criticality|重大度|深刻度|重要度|影響度|严重程度|严重级别|严重性|故障等级|级别|schweregrad|alvorlighetsgrad|alvorlighet|gravité|sévérité|severidad|gravedad|severidade|gravidade)$/,
  timezone: /^(?:time ?zone|all times|times|zone|tz|タイムゾーン|时区|zeitzone|tidssone|fuseau horaire|zona horaria)$/,
  services: /^(?:(?:affected |impacted )?(?:services?|systems?|components?|products?)(?: affected| impacted| involved)?|affected|対象サービス|影響サービス|影響範囲サービス|サービス|影响服务|betroffene (?:dienste|systeme)|berørte (?:tjenester|systemer)|servicios? afectados?|services? affectés?)$/,
  environments: /^(?:(?:affected )?(?:environments?|env)(?: affected)?|環境|环境|umgebung(?:en)?|miljø|environnements?|entornos?|ambientes?)$/,
  authors: /^(?:(?:post ?-?mortem |report |document )?(?:authors?|writers?|owners?|leads?)|written by|author\(s\)|prepared by|reported by|作成者|著者|記載者|筆者|作者|撰写人|autor(?:en|es|ın)?|verfasser(?:in)?|forfattere?|auteurs?|autore?s?)$/,
  reviewers: /^(?:reviewers?|reviewed by|approvers?|approved by|レビュアー|レビュー者|承認者|审核人|评审人|geprüft von|prüfer|gjennomgått av|relecteurs?|revisores?)$/,
  detectedBy: /^(?:detected by|detection(?: method| source| type)?|how detected|reported via|discovered by|検知方法|検知手段|检测方式|发现方式|erkannt durch|oppdaget av|détecté par|detectado por)$/,
  actor: /^(?:trigger actor|triggered by|changed by|actor)$/,
  change: /^(?:trigger|trigger type|change type|trigger change)$/,
  tags: /^(?:tags?|labels?|keywords?|タグ|标签|schlagworte?|stichworte|etiquetas)$/,
};

/** The fact that a normalised label names; null for other labels. */
export const factOfLabel = (label: string): LabelledFact | null => LABELLED_FACTS.find((fact) => LABELS[fact].test(label)) ?? null;
