import { isObject, listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import type { Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, wordsIn, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

const MILESTONES: readonly (readonly [RegExp, Milestone])[] = [
  [/^alert created|^incident (?:with tinyid\[\d+\] has been )?(?:created|opened)/i, 'detected'],
  [/^(?:alert )?acknowledged/i, 'acknowledged'],
  [/^escalated/i, 'escalated'],
  [/^(?:alert|incident) (?:with tinyid\[\d+\] has been )?(?:closed|resolved)/i, 'resolved'],
];

/** Who was told how, and what integrations did on the way: routine. */
const routine = /^(?:(?:alert )?sent|incident details added|incident (?:responder|stakeholder|priority|tags?)\b|notified|viewed|seen|routed|added recipient|executed|assigned ownership|notification|processed|\[?system\]?:?\s)/i;

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

/** `IncidentResponderTeamAdded` in words: all that the timeline says of what Opsgenie itself did. */
const spelledOut = (type: string | null): string | null => {
  const words = type === null ? '' : type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words === '' ? null : `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
};

/** An entry of an incident's timeline. What people write stands in its description. */
const timelineEntry = (item: JsonObject): ImportedEntry | null => {
  const at = instantOf(item['eventTime']);
  const [title, description] = [objectOf(item['title']), objectOf(item['description'])];
  const text = [title['content'], description['content'], description['name']].map((words) => wordsIn(textOf(words))).find((words) => words !== null) ?? spelledOut(textOf(item['type']));
  if (at === null || text === null) return null;
  return entryOf({
    at, text, actor: wordsIn(textOf(objectOf(item['actor'])['name'])), kind: item['group'] === 'custom' ? 'message' : 'action', source: 'opsgenie', id: textOf(item['id']) ?? `${at} ${text}`,
    milestone: MILESTONES.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    noise: item['hidden'] === true || routine.test(text),
  });
};

/**
 * Logs and notes of an alert, alerts and incidents themselves, and the timeline of an incident, as the API gives them in `data`
 * (Opsgenie API reference, "Alert API", "Incident API" and "Incident Timeline API": https://docs.opsgenie.com/docs/alert-api, https://docs.opsgenie.com/docs/incident-timeline-api).
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
