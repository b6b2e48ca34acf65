import { numberOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import { entryOf, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

/** What a healthy cluster says all day. */
const ROUTINE: ReadonlySet<string> = new Set([
  'Scheduled', 'Pulling', 'Pulled', 'Created', 'Started', 'SuccessfulCreate', 'SuccessfulDelete', 'SuccessfulMountVolume', 'SuccessfulAttachVolume', 'Completed', 'SawCompletedJob',
  'LeaderElection', 'NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID', 'RegisteredNode', 'UpdatedLoadBalancer', 'EnsuringLoadBalancer', 'EnsuredLoadBalancer', 'Sync',
]);

const timeOf = (event: JsonObject, ...keys: readonly string[]): number | null => {
  for (const key of keys) {
    const at = instantOf(event[key]);
    if (at !== null) return at;
  }
  return null;
};

const eventEntry = (event: JsonObject): ImportedEntry | null => {
  const metadata = objectOf(event['metadata']);
  const last = timeOf(objectOf(event['series']), 'lastObservedTime') ?? timeOf(event, 'lastTimestamp', 'deprecatedLastTimestamp');
  const at = timeOf(event, 'firstTimestamp', 'deprecatedFirstTimestamp', 'eventTime') ?? last ?? instantOf(metadata['creationTimestamp']);
  const subject = objectOf(event['involvedObject'] ?? event['regarding']);
  const reason = textOf(event['reason']);
  if (at === null || reason === null || (textOf(event['kind']) ?? 'Event') !== 'Event') return null;
  const says = textOf(event['message']) ?? textOf(event['note']);
  const count = numberOf(event['count']) ?? numberOf(event['deprecatedCount']) ?? numberOf(objectOf(event['series'])['count']) ?? 1;
  const times = count > 1 ? ` (${count} times${last === null || last <= at ? '' : ` until ${new Date(last).toISOString().slice(11, 16)} UTC`})` : '';
  const name = [textOf(subject['kind']), textOf(subject['name'])].filter((part) => part !== null).join('/');
  return entryOf({
    at,
    text: `${reason}${name === '' ? '' : ` ${name}`}${says === null ? '' : `: ${says}`}${times}`,
    actor: textOf(objectOf(event['source'])['component']) ?? textOf(event['reportingComponent']) ?? textOf(event['reportingController']),
    kind: textOf(event['type']) === 'Warning' ? 'alert' : 'change',
    noise: textOf(event['type']) !== 'Warning' && ROUTINE.has(reason),
    source: 'kubernetes',
    id: textOf(metadata['uid']) ?? `${textOf(metadata['name']) ?? name} ${at}`,
    channel: textOf(subject['namespace']) ?? textOf(metadata['namespace']),
  });
};

/**
 * `kubectl get events -o json`, of the core API and of events.k8s.io/v1 (Kubernetes API reference, "Event":
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/). An event that was seen several times stands at the first of them.
 */
export const kubernetes: Importer = jsonImporter({
  name: 'kubernetes',
  title: 'Kubernetes events',
  marks: [/"(?:involvedObject|regarding)"\s*:/, /"reason"\s*:/],
  *entries(object) {
    for (const value of Array.isArray(object['items']) ? object['items'] : [object]) {
      const entry = eventEntry(objectOf(value));
      if (entry !== null) yield entry;
    }
  },
});
