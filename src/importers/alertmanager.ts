import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import { entryOf, linkTo, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

const labelled = (labels: JsonObject): string =>
  Object.entries(labels)
    .filter(([name]) => name !== 'alertname')
    .slice(0, 6)
    .map(([name, value]) => `${name}=${textOf(value) ?? ''}`)
    .join(', ');

/** Where an alert still fires, its end is the zero time or lies in the future. */
const stateOf = (alert: JsonObject): string | null => textOf(alert['status']) ?? textOf(objectOf(alert['status'])['state']);

function* alertEntries(alert: JsonObject, now: number): Generator<ImportedEntry> {
  const labels = objectOf(alert['labels']);
  const name = textOf(labels['alertname']);
  const began = instantOf(alert['startsAt']);
  if (name === null || began === null) return;
  const annotations = objectOf(alert['annotations']);
  const says = textOf(annotations['summary']) ?? textOf(annotations['message']) ?? textOf(annotations['description']) ?? labelled(labels);
  const about = says === '' ? name : `${name}: ${says}`;
  const links = [...linkTo('Alert', textOf(alert['generatorURL']))];
  const common = {
    actor: 'Alertmanager', evidence: links, kind: 'alert' as const, source: 'alertmanager', channel: textOf(labels['service']) ?? textOf(labels['job']) ?? textOf(labels['namespace']),
    mentions: [annotations['runbook_url'], annotations['dashboard_url']].map(textOf).filter((address) => address !== null),
  };
  const id = `${textOf(alert['fingerprint']) ?? `${name} ${labelled(labels)}`} ${began}`;
  yield entryOf({ ...common, at: began, text: `Alert fires: ${about}`, milestone: 'detected', id: `${id} firing` });
  const ended = instantOf(alert['endsAt']);
  if (stateOf(alert) !== 'firing' && stateOf(alert) !== 'active' && ended !== null && ended > began && ended <= now) yield entryOf({ ...common, at: ended, text: `Alert clears: ${about}`, id: `${id} resolved` });
}

/**
 * Notifications as the webhook receiver gets them, one after another, and alerts as the API v2 lists them (Prometheus documentation, "Alerting configuration",
 * webhook_config: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). A notification that is repeated says the same thing once.
 */
export const alertmanager: Importer = jsonImporter({
  name: 'alertmanager',
  title: 'Alertmanager webhooks and alerts',
  marks: [/"startsAt"\s*:/, /"labels"\s*:/],
  *entries(object, { now }) {
    for (const alert of Array.isArray(object['alerts']) ? listOf(object['alerts']) : [object]) yield* alertEntries(objectOf(alert), now);
  },
});
