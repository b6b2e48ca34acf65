import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import { MILESTONES, type Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, wordsIn, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

const milestoneOf = (type: string | null): Milestone | null => MILESTONES.find((milestone) => milestone === type) ?? null;

/** Keys under which the kinds of events keep their words, the most telling first. */
const WORDS = ['body', 'text', 'message', 'summary', 'title', 'name', 'description'] as const;

const wordsOf = (value: unknown): string | null => {
  const data = objectOf(value);
  for (const key of WORDS) {
    const words = wordsIn(textOf(data[key]));
    if (words !== null) return words;
  }
  return null;
};

/** Events that only say that something was linked, assigned or counted. */
const routine = /^(?:task|ticket|role|bulk_update|runbook|incident_attachment|conference|postmortem|retrospective|incident_link|status_page|votes?)/;

const event = (value: JsonObject): ImportedEntry | null => {
  const at = instantOf(value['occurred_at']) ?? instantOf(value['created_at']);
  const type = textOf(value['type']);
  if (at === null || type === null) return null;
  const words = wordsOf(value['data']) ?? wordsIn(textOf(value['context']));
  const status = textOf(objectOf(value['data'])['current_milestone']) ?? textOf(objectOf(value['data'])['milestone']);
  const author = objectOf(value['author']);
  return entryOf({
    at,
    text: words ?? (status === null ? type.replaceAll('_', ' ').toLowerCase() : `Milestone: ${status}`),
    actor: textOf(author['name']) ?? textOf(author['email']),
    kind: /chat|note|general/i.test(type) ? 'message' : /alert/i.test(type) ? 'alert' : 'action',
    milestone: milestoneOf(status),
    noise: routine.test(type.toLowerCase()) || (words === null && status === null),
    source: 'firehydrant',
    id: textOf(value['id']) ?? `${type} ${at}`,
    evidence: linkTo('link', textOf(objectOf(value['data'])['permalink']) ?? textOf(objectOf(value['data'])['url'])),
  });
};

/** The milestones of an incident: as one list, and in newer accounts within the phases of its lifecycle, where one that was not reached has no time. */
const milestonesOf = (incident: JsonObject): readonly unknown[] => {
  const list = listOf(incident['milestones']);
  return list.length > 0 ? list : listOf(incident['lifecycle_phases']).flatMap((phase) => listOf(objectOf(phase)['milestones']));
};

function* incidentEntries(incident: JsonObject): Generator<ImportedEntry> {
  const name = textOf(incident['name']) ?? 'incident';
  const address = textOf(incident['incident_url']);
  for (const value of milestonesOf(incident)) {
    const item = objectOf(value);
    const type = textOf(item['type']) ?? textOf(item['slug']);
    const at = instantOf(item['occurred_at']);
    if (type === null || at === null) continue;
    const words = type.replaceAll('_', ' ');
    yield entryOf({
      actor: textOf(objectOf(item['updated_by'])['name']),
      at, text: `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}: ${name}`, kind: 'action', milestone: milestoneOf(type), noise: routine.test(type), source: 'firehydrant',
      id: textOf(item['id']) ?? `${type} ${at}`, evidence: linkTo('FireHydrant', address), mentions: address === null ? [] : [address],
      channel: textOf(incident['channel_name']),
    });
  }
}

/**
 * The events of an incident (`IncidentEventEntity`), and an incident with its milestones (`Incidents_MilestoneEntity`) or the phases of its lifecycle
 * (`Incidents_LifecyclePhaseEntity`), as the API's published description names them (FireHydrant developer documentation, "List events for an incident" and
 * "Get an incident": https://docs.firehydrant.com/reference).
 */
export const firehydrant: Importer = jsonImporter({
  name: 'firehydrant',
  title: 'FireHydrant events and milestones',
  marks: [/"occurred_at"\s*:/, /"type"\s*:/],
  *entries(object) {
    for (const value of Array.isArray(object['data']) ? object['data'] : [object]) {
      const item = objectOf(value);
      const entry = 'milestones' in item || 'lifecycle_phases' in item ? null : event(item);
      if (entry !== null) yield entry;
      yield* incidentEntries(item);
    }
  },
});
