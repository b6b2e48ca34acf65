import { isObject, listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import type { Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

const MILESTONES: readonly (readonly [RegExp, Milestone])[] = [
  [/^alert created|^incident (?:created|opened)/i, 'detected'],
  [/^(?:alert )?acknowledged/i, 'acknowledged'],
  [/^escalated/i, 'escalated'],
  [/^(?:alert|incident) (?:closed|resolved)/i, 'resolved'],
];

/** Who was told how, and what integrations did on the way: routine. */
const routine = /^(?:sent|notified|viewed|seen|routed|added recipient|executed|assigned ownership|notification|processed|\[?system\]?:?\s)/i;

const logEntry = (log: JsonObject): ImportedEntry | null => {
  const at = instantOf(log['createdAt']);
  const text = textOf(log['log']) ?? textOf(log['note']);
  if (at === null || text === null) return null;
  const type = textOf(log['type']);
  return entryOf({
    at,
    text,
    actor: textOf(log['owner']),
    kind: 'note' in log ? 'message' : type === 'system' ? 'alert' : 'action',
    milestone: MILESTONES.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    noise: type === 'alertRecipient' || routine.test(text),
    source: 'opsgenie',
    id: textOf(log['offset']) ?? `${at} ${text}`,
  });
};

const report = (alert: JsonObject, created: number, field: string, says: string, milestone: Milestone, who: string): ImportedEntry[] => {
  const length = objectOf(alert['report'])[field];
  if (typeof length !== 'number' || length < 0) return [];
  const by = textOf(objectOf(alert['report'])[who]);
  return [alertEntry(alert, created + length, `${says}: ${textOf(alert['message']) ?? ''}`, milestone, by)];
};

const alertEntry = (alert: JsonObject, at: number, text: string, milestone: Milestone, actor: string | null): ImportedEntry =>
  entryOf({
    at, text, actor, kind: 'alert', milestone, source: 'opsgenie',
    id: `${textOf(alert['id']) ?? ''} ${milestone}`,
    evidence: linkTo('Opsgenie', textOf(objectOf(alert['links'])['web']) ?? (textOf(alert['id']) === null ? null : `https://app.opsgenie.com/alert/detail/${encodeURIComponent(textOf(alert['id']) ?? '')}/details`)),
    mentions: [],
  });

/** An alert or an incident: when it was created, acknowledged and closed. */
const alertEntries = (alert: JsonObject): ImportedEntry[] => {
  const created = instantOf(alert['createdAt']);
  const message = textOf(alert['message']);
  if (created === null || message === null) return [];
  return [
    alertEntry(alert, created, `Alert created: ${message}`, 'detected', textOf(alert['source'])),
    ...report(alert, created, 'ackTime', 'Acknowledged', 'acknowledged', 'acknowledgedBy'),
    ...report(alert, created, 'closeTime', 'Closed', 'resolved', 'closedBy'),
  ];
};

/** An entry of an incident's timeline. */
const timelineEntry = (item: JsonObject): ImportedEntry | null => {
  const at = instantOf(item['eventTime']);
  const text = textOf(objectOf(item['title'])['content']) ?? textOf(objectOf(item['description'])['content']) ?? textOf(objectOf(item['description'])['name']) ?? textOf(item['type']);
  if (at === null || text === null) return null;
  return entryOf({
    at, text, actor: textOf(objectOf(item['actor'])['name']), kind: 'action', source: 'opsgenie', id: textOf(item['id']) ?? `${at} ${text}`,
    milestone: MILESTONES.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    noise: item['hidden'] === true || routine.test(text),
  });
};

/**
 * Logs and notes of an alert, alerts and incidents themselves, and the timeline of an incident, as the API gives them in `data`
 * (Opsgenie API reference, "Alert API" and "Incident API": https://docs.opsgenie.com/docs/alert-api).
 */
export const opsgenie: Importer = jsonImporter({
  name: 'opsgenie',
  title: 'Opsgenie alerts and their logs',
  marks: [/"data"\s*:\s*[[{]/, /"(?:createdAt|eventTime)"/, /"(?:log|note|tinyId|eventTime)"\s*:/],
  *entries(object) {
    const data = object['data'] ?? object;
    const items = isObject(data) ? (Array.isArray(data['entries']) ? data['entries'] : [data]) : listOf(data);
    for (const value of items) {
      const item = objectOf(value);
      const entry = logEntry(item) ?? timelineEntry(item);
      if (entry !== null) yield entry;
      else yield* alertEntries(item);
    }
  },
});
