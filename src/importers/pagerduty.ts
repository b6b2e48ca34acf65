import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import type { Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, type EntryKind, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

interface LogType {
  readonly says: string;
  readonly kind: EntryKind;
  readonly milestone?: Milestone;
  readonly noise?: true;
}

/** Types of log entries. Those that are not named here say what their summary says. */
const TYPES: Readonly<Record<string, LogType>> = {
  trigger: { says: 'Triggered', kind: 'alert', milestone: 'detected' },
  acknowledge: { says: 'Acknowledged', kind: 'action', milestone: 'acknowledged' },
  unacknowledge: { says: 'No longer acknowledged', kind: 'alert' },
  resolve: { says: 'Resolved', kind: 'action', milestone: 'resolved' },
  escalate: { says: 'Escalated', kind: 'action', milestone: 'escalated' },
  annotate: { says: 'Note', kind: 'message' },
  notify: { says: 'Notified', kind: 'log', noise: true },
  assign: { says: 'Assigned', kind: 'log', noise: true },
  exhaust_escalation_path: { says: 'Nobody left to escalate to', kind: 'alert' },
};

const summaryOf = (value: unknown): string | null => textOf(objectOf(value)['summary']);

const textOfLog = (log: JsonObject, name: string, type: LogType | undefined): string => {
  const channel = objectOf(log['channel']);
  const note = textOf(channel['summary']) ?? textOf(channel['content']);
  if (name === 'annotate' && note !== null) return note;
  const about = summaryOf(log['incident'])?.replace(/^\[#\d+\] /, '') ?? textOf(channel['subject']) ?? textOf(channel['description']);
  const says = type?.says ?? textOf(log['summary']) ?? name.replaceAll('_', ' ');
  return about === null ? (textOf(log['summary']) ?? says) : `${says}: ${about}`;
};

const logEntry = (log: JsonObject): ImportedEntry | null => {
  const written = textOf(log['type']) ?? '';
  const at = instantOf(log['created_at']);
  if (at === null || !/_log_entry(?:_reference)?$/.test(written)) return null;
  const name = written.replace(/_log_entry(?:_reference)?$/, '');
  const type = TYPES[name];
  const incident = objectOf(log['incident']);
  const address = textOf(incident['html_url']);
  return entryOf({
    at,
    text: textOfLog(log, name, type),
    actor: summaryOf(log['agent']),
    evidence: linkTo('PagerDuty', textOf(log['html_url']) ?? address),
    kind: type?.kind ?? 'log',
    milestone: type?.milestone ?? null,
    noise: type?.noise ?? false,
    source: 'pagerduty',
    id: textOf(log['id']) ?? `${written} ${at}`,
    channel: summaryOf(log['service']),
    mentions: address === null ? [] : [address],
  });
};

const note = (value: JsonObject): ImportedEntry | null => {
  const at = instantOf(value['created_at']);
  const text = textOf(value['content']);
  return at === null || text === null ? null : entryOf({ at, text, actor: summaryOf(value['user']), kind: 'message', source: 'pagerduty', id: textOf(value['id']) ?? `note ${at}` });
};

/**
 * Log entries and notes of incidents, as the REST API v2 gives them (PagerDuty API reference, "List log entries for an incident", "List notes for an incident":
 * https://developer.pagerduty.com/api-reference/). One object a log entry, or the page that holds them.
 */
export const pagerduty: Importer = jsonImporter({
  name: 'pagerduty',
  title: 'PagerDuty log entries',
  marks: [/"(?:log_entries|notes)"\s*:\s*\[|"type"\s*:\s*"\w+_log_entry"/, /"created_at"/, /pagerduty\.com|_log_entry"|"content"/],
  *entries(object) {
    const logs = Array.isArray(object['log_entries']) ? object['log_entries'] : 'log_entry' in object ? [object['log_entry']] : [object];
    for (const log of logs) {
      const entry = logEntry(objectOf(log));
      if (entry !== null) yield entry;
    }
    for (const value of listOf(object['notes'])) {
      const entry = note(objectOf(value));
      if (entry !== null) yield entry;
    }
  },
});
