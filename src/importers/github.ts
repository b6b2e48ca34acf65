import { listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import { entryOf, linkTo, wordsIn, type EntryKind, type ImportedEntry, type Importer } from './importer.ts';
import { instantOf } from './instant.ts';
import { jsonImporter } from './json-importer.ts';

const loginOf = (value: unknown): string | null => textOf(objectOf(value)['login']);

const isBot = (value: unknown): boolean => objectOf(value)['type'] === 'Bot' || (loginOf(value) ?? '').endsWith('[bot]');

const firstLine = (text: string | null): string | null => wordsIn(text?.split(/\r?\n/)[0] ?? null);

interface EventType {
  readonly says: (event: JsonObject) => string;
  readonly kind: EntryKind;
}

const named = (value: unknown, key: string): string => textOf(objectOf(value)[key]) ?? '';

/** Events of a timeline that tell what happened; the others (labels, assignments, subscriptions, mentions) are routine. */
const EVENTS: Readonly<Record<string, EventType>> = {
  closed: { says: (event) => (textOf(event['commit_id']) === null ? 'Closed' : `Closed by commit ${(textOf(event['commit_id']) ?? '').slice(0, 8)}`), kind: 'action' },
  reopened: { says: () => 'Reopened', kind: 'action' },
  merged: { says: (event) => `Merged${textOf(event['commit_id']) === null ? '' : ` as ${(textOf(event['commit_id']) ?? '').slice(0, 8)}`}`, kind: 'change' },
  deployed: { says: () => 'Deployed', kind: 'change' },
  head_ref_force_pushed: { says: () => 'Force-pushed the branch', kind: 'change' },
  renamed: { says: (event) => `Renamed to ${named(event['rename'], 'to')}`, kind: 'action' },
  'cross-referenced': { says: (event) => `Mentioned in ${named(objectOf(event['source'])['issue'], 'title')}`, kind: 'action' },
  auto_merge_enabled: { says: () => 'Enabled auto-merge', kind: 'action' },
  converted_to_draft: { says: () => 'Converted to draft', kind: 'action' },
  ready_for_review: { says: () => 'Ready for review', kind: 'action' },
  locked: { says: () => 'Locked the conversation', kind: 'action' },
  transferred: { says: () => 'Transferred', kind: 'action' },
};

const REVIEWS: Readonly<Record<string, string>> = { approved: 'Approved', changes_requested: 'Requested changes', commented: 'Reviewed', dismissed: 'Review dismissed' };

/** The repository of an address of the API or the site: `acme/shop`. */
const repositoryOf = (...addresses: readonly (string | null)[]): string | null => {
  for (const address of addresses) {
    const [, repository] = /\/\/[^/]+\/(?:api\/v3\/)?(?:repos\/)?([\w.-]+\/[\w.-]+)/.exec(address ?? '') ?? [];
    if (repository !== undefined) return repository;
  }
  return null;
};

/** The address of an event's page; of one that has none, that of its commit. */
const addressOf = (event: JsonObject): string | null => {
  const [, repository] = /^https:\/\/api\.github\.com\/repos\/([\w.-]+\/[\w.-]+)\//.exec(textOf(event['url']) ?? '') ?? [];
  const commitId = textOf(event['commit_id']);
  return (
    textOf(event['html_url']) ??
    textOf(objectOf(objectOf(event['source'])['issue'])['html_url']) ??
    (repository === undefined || commitId === null ? null : `https://github.com/${repository}/commit/${commitId}`)
  );
};

const commit = (event: JsonObject): ImportedEntry | null => {
  const nested = objectOf(event['commit']);
  const committer = objectOf(event['committer']);
  const at = instantOf(committer['date'] ?? objectOf(nested['committer'])['date']);
  const sha = textOf(event['sha']);
  const subject = firstLine(textOf(event['message']) ?? textOf(nested['message']));
  if (at === null || sha === null || subject === null) return null;
  return entryOf({
    at, text: `Commit: ${subject}`, actor: loginOf(event['author']) ?? textOf(objectOf(event['author'] ?? nested['author'])['name']) ?? textOf(objectOf(nested['author'])['name']),
    evidence: linkTo(sha.slice(0, 8), textOf(event['html_url'])), kind: 'change', source: 'github', id: sha, noise: isBot(event['author']), channel: repositoryOf(addressOf(event)),
  });
};

const eventEntry = (event: JsonObject): ImportedEntry | null => {
  const name = textOf(event['event']);
  if (name === 'committed' || (name === null && 'sha' in event)) return commit(event);
  const by = event['actor'] ?? event['user'];
  const at = instantOf(event['submitted_at']) ?? instantOf(event['created_at']);
  if (at === null) return null;
  const body = wordsIn(textOf(event['body']));
  const title = textOf(event['title']);
  const address = addressOf(event);
  const common = { at, actor: loginOf(by), evidence: linkTo('GitHub', address), source: 'github', id: textOf(event['node_id']) ?? textOf(event['id']) ?? `${name ?? ''} ${at}`, channel: repositoryOf(address, textOf(event['url'])) };
  if (name === 'reviewed') {
    const says = REVIEWS[(textOf(event['state']) ?? '').toLowerCase()] ?? 'Reviewed';
    return entryOf({ ...common, text: body === null ? says : `${says}: ${body}`, kind: 'action', noise: isBot(by) });
  }
  if (name === 'commented' || (name === null && title === null && body !== null)) return body === null ? null : entryOf({ ...common, text: body, kind: 'message', noise: isBot(by) });
  if (name === null) {
    const number = textOf(event['number']);
    if (title === null || number === null) return null;
    return entryOf({ ...common, text: `Opened ${'pull_request' in event || 'merged_at' in event ? 'pull request' : 'issue'} ${number}: ${title}`, kind: 'action', noise: isBot(by), mentions: address === null ? [] : [address] });
  }
  const type = EVENTS[name];
  return entryOf({ ...common, text: type?.says(event) ?? name.replaceAll('_', ' '), kind: type?.kind ?? 'log', noise: type === undefined || isBot(by) });
};

/** An issue or pull request: when it was opened, merged, closed. */
function* issueEntries(issue: JsonObject): Generator<ImportedEntry> {
  const opened = eventEntry(issue);
  if (opened !== null) yield opened;
  const merged = instantOf(issue['merged_at']);
  if (opened !== null && merged !== null) yield { ...opened, at: merged, text: `Merged pull request ${textOf(issue['number']) ?? ''}: ${textOf(issue['title']) ?? ''}`, actor: loginOf(issue['merged_by']), kind: 'change', id: `${opened.id} merged` };
}

/**
 * Timelines, comments and events of issues and pull requests, and these themselves, as the REST API gives them (GitHub Docs, "REST API endpoints for timeline events" and
 * "Issue event types": https://docs.github.com/en/rest/issues/timeline).
 */
export const github: Importer = jsonImporter({
  name: 'github',
  title: 'GitHub issue and pull request timelines',
  marks: [/"(?:html_url|url|node_id)"\s*:\s*"/, /"(?:event|sha|user|actor)"\s*:/, /github|"node_id"/],
  *entries(object) {
    const items = Array.isArray(object['items']) ? object['items'] : [object];
    for (const value of items) {
      const item = objectOf(value);
      if ('number' in item && 'title' in item && !('event' in item)) yield* issueEntries(item);
      else {
        const entry = eventEntry(item);
        if (entry !== null) yield entry;
      }
    }
    for (const value of listOf(object['comments'])) {
      const entry = eventEntry(objectOf(value));
      if (entry !== null) yield entry;
    }
  },
});
