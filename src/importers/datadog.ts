import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import type { Milestone } from '../record/vocabulary.ts';
import { entryOf, linkTo, wordsIn, type ImportedEntry, type Importer } from './importer.ts';
import { epochOf, instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

/** Titles of monitors begin with what became of them. */
const milestoneOf = (title: string): Milestone | null => (/^\[(?:Triggered|Re-Triggered)\b/i.test(title) ? 'detected' : null);

/** Markdown of event texts stands between `%%%`. */
const firstWords = (text: string | null): string | null => wordsIn(text?.replaceAll('%%%', '').trim().split(/\r?\n/)[0] ?? null);

const site = 'https://app.datadoghq.com';

const tagged = (tags: unknown, name: string): string | null =>
  listOf(tags).map(textOf).find((tag) => tag?.startsWith(`${name}:`))?.slice(name.length + 1) ?? null;

const addressOf = (url: string | null, id: string | null): string | null =>
  url !== null ? (url.startsWith('/') ? site + url : url) : id !== null && /^\d+$/.test(id) ? `${site}/event/event?id=${id}` : null;

/** An event of the API v1: `{events: [{id, title, text, date_happened, …}]}`. */
const firstVersion = (event: JsonObject): ImportedEntry | null => {
  const at = epochOf(event['date_happened']);
  const title = textOf(event['title']) ?? firstWords(textOf(event['text']));
  if (at === null || title === null) return null;
  const id = textOf(event['id_str']) ?? textOf(event['id']);
  return told(event, { at, title, id, url: textOf(event['url']), actor: textOf(event['source']) ?? textOf(event['host']), level: textOf(event['alert_type']) });
};

/** An event of the API v2: `{data: [{id, attributes: {timestamp, attributes: {title, evt, …}}}]}`. */
const secondVersion = (event: JsonObject): ImportedEntry | null => {
  const outer = objectOf(event['attributes']);
  const inner = objectOf(outer['attributes']);
  const evt = objectOf(inner['evt']);
  const at = instantOf(outer['timestamp']) ?? epochOf(inner['timestamp']) ?? epochOf(outer['timestamp']);
  const title = textOf(inner['title']) ?? textOf(outer['title']) ?? textOf(evt['name']) ?? firstWords(textOf(outer['message']));
  if (at === null || title === null) return null;
  const monitor = objectOf(inner['monitor'] ?? evt['monitor']);
  return told(
    { ...outer, priority: inner['priority'] ?? outer['priority'] },
    { at, title, id: textOf(evt['id']) ?? textOf(event['id']), url: null, actor: textOf(inner['source_type_name']) ?? textOf(inner['service']), level: textOf(inner['status']) ?? textOf(monitor['transition']) },
  );
};

const told = (
  event: JsonObject,
  { at, title, id, url, actor, level }: { readonly at: number; readonly title: string; readonly id: string | null; readonly url: string | null; readonly actor: string | null; readonly level: string | null },
): ImportedEntry =>
  entryOf({
    at, text: title, actor: actor ?? 'Datadog', source: 'datadog',
    evidence: linkTo('Datadog', addressOf(url, id)),
    kind: level === null || /^(?:info|ok|user_update)$/i.test(level) ? 'change' : 'alert',
    milestone: milestoneOf(title),
    noise: textOf(event['priority']) === 'low',
    id: id ?? `${title} ${at}`,
    channel: tagged(event['tags'], 'service') ?? textOf(event['host']),
  });

/**
 * Events as the API lists them, v1 and v2 (Datadog API reference, "Events": https://docs.datadoghq.com/api/latest/events/).
 */
export const datadog: Importer = jsonImporter({
  name: 'datadog',
  title: 'Datadog events',
  marks: [/"date_happened"\s*:|"type"\s*:\s*"event"|"evt"\s*:/, /"(?:title|attributes)"\s*:/],
  *entries(object) {
    const events = [...listOf(object['events']), object['event']];
    for (const value of events) {
      const entry = firstVersion(objectOf(value));
      if (entry !== null) yield entry;
    }
    for (const value of Array.isArray(object['data']) ? object['data'] : [object['data'] ?? object]) {
      const item = objectOf(value);
      const entry = secondVersion(item) ?? firstVersion(item);
      if (entry !== null) yield entry;
    }
  },
});
