import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import type { Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, wordsIn, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

/** Names of timestamps and statuses that say a milestone. */
const MILESTONES: readonly (readonly [RegExp, Milestone])[] = [
  [/impact start|^started/i, 'started'],
  [/^(?:reported|declared)/i, 'declared'],
  [/^detected/i, 'detected'],
  [/^(?:accepted|acknowledged|triaged)/i, 'acknowledged'],
  [/^identified/i, 'identified'],
  [/^(?:fixed|mitigated|stabili[sz]ed)|impact end/i, 'mitigated'],
  [/^resolved/i, 'resolved'],
];

const milestoneOf = (name: string | null): Milestone | null => (name === null ? null : (MILESTONES.find(([pattern]) => pattern.test(name))?.[1] ?? null));

const who = (value: unknown): { readonly actor: string | null; readonly machine: boolean } => {
  const updater = objectOf(value);
  const person = textOf(objectOf(updater['user'])['name']);
  const machine = textOf(objectOf(updater['api_key'])['name']) ?? textOf(objectOf(updater['workflow'])['name']) ?? textOf(objectOf(updater['alert'])['title']);
  return { actor: person ?? machine, machine: person === null && machine !== null };
};

const update = (value: JsonObject): ImportedEntry | null => {
  const at = instantOf(value['created_at']);
  if (at === null) return null;
  const status = textOf(objectOf(value['new_incident_status'])['name']);
  const severity = textOf(objectOf(value['new_severity'])['name']);
  const changes = [status === null ? null : `Status: ${status}.`, severity === null ? null : `Severity: ${severity}.`, wordsIn(textOf(value['message']))].filter((part) => part !== null);
  if (changes.length === 0) return null;
  const { actor, machine } = who(value['updater']);
  return entryOf({
    at, actor, text: changes.join(' '), kind: 'message', milestone: milestoneOf(status), source: 'incident-io', id: textOf(value['id']) ?? `${at}`,
    noise: machine && wordsIn(textOf(value['message'])) === null,
  });
};

function* incidentEntries(incident: JsonObject): Generator<ImportedEntry> {
  const name = textOf(incident['name']) ?? textOf(incident['reference']) ?? 'incident';
  const address = textOf(incident['permalink']);
  const reference = textOf(incident['reference']);
  const common = { source: 'incident-io', evidence: linkTo(reference ?? 'incident.io', address), mentions: address === null ? [] : [address], channel: textOf(incident['slack_channel_name']) };
  const created = instantOf(incident['created_at']);
  const id = textOf(incident['id']) ?? name;
  if (created !== null) yield entryOf({ ...common, at: created, text: `Incident declared: ${name}`, actor: who(incident['creator']).actor, kind: 'action', milestone: 'declared', id: `${id} declared` });
  for (const value of listOf(incident['incident_timestamp_values'])) {
    const item = objectOf(value);
    const label = textOf(objectOf(item['incident_timestamp'])['name']);
    const at = instantOf(objectOf(item['value'])['value']);
    if (label !== null && at !== null) yield entryOf({ ...common, at, text: `${label}: ${name}`, kind: 'action', milestone: milestoneOf(label), id: `${id} ${label}` });
  }
}

/**
 * Incidents with their timestamps, and the updates of an incident, as the API v2 gives them (incident.io API reference, "Incidents V2" and "Incident Updates V2":
 * https://api-docs.incident.io/).
 */
export const incidentIo: Importer = jsonImporter({
  name: 'incident-io',
  title: 'incident.io incidents and updates',
  marks: [/"(?:incident_updates?|incident_timestamp_values|new_incident_status)"\s*:/, /"(?:created_at|value)"\s*:/],
  *entries(object) {
    const updates = [...listOf(object['incident_updates']), object['incident_update'], ...('new_incident_status' in object || 'new_severity' in object ? [object] : [])];
    for (const value of updates) {
      const entry = update(objectOf(value));
      if (entry !== null) yield entry;
    }
    const incidents = [...listOf(object['incidents']), object['incident'], ...('incident_timestamp_values' in object ? [object] : [])];
    for (const value of incidents) yield* incidentEntries(objectOf(value));
  },
});
