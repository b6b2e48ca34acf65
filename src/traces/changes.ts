import { LLM_VARIABLES, type LlmVariableKey } from '../record/vocabulary.ts';
import { millisecondsOf } from './formats/time.ts';
import { isObject, listOf, objectOf, parsed, textOf, type JsonObject } from '../record/json-values.ts';

export type ChangeKind = 'commit' | 'deploy' | 'flag';

/** Something that was changed on purpose, by a log of changes. */
export interface Change {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: ChangeKind;
  readonly title: string;
  /** Hash, version or flag. */
  readonly reference: string | null;
  readonly who: string | null;
  /** Variables that its words speak of; none where they speak of nothing known. */
  readonly variables: readonly LlmVariableKey[];
}

export interface ChangeLog {
  readonly changes: readonly Change[];
  /** Entries and lines that have no time, or are of no known form. */
  readonly unread: number;
}

/** Words by which people speak of a variable. */
const WORDS: Readonly<Record<LlmVariableKey, RegExp>> = {
  prompt: /\bprompts?\b|\binstructions?\b|\bpersona\b/i,
  model: /\bmodels?\b|\brout(?:er|ing)\b|\bproviders?\b|\b(?:gpt|claude|gemini|llama|mistral|qwen)\b/i,
  judge: /\bjudges?\b|\bevals?\b|\bevaluators?\b|\bgraders?\b/i,
  retrieval: /\bretriev\w*|\bindex(?:es)?\b|\bembeddings?\b|\brag\b|\bcorpus\b|\brerank\w*|\bchunk\w*|\bknowledge base\b/i,
  tools: /\btools?\b|\bmcp\b|\bfunction schemas?\b/i,
  traffic: /\btraffic\b|\btenants?\b|\bonboard\w*/i,
  sampling: /\btemperature\b|\bsampling\b|\btop[ _-]?[pk]\b|\bmax[ _-]?tokens\b|\breasoning (?:level|effort)\b/i,
  guardrail: /\bguard ?rails?\b|\bmoderation\b|\bsafety polic\w*|\bcontent filter\w*/i,
  context: /\bcontext window\b|\btruncat\w*|\bcompact(?:ion|ed)?\b|\bmemory store\b|\bharness\b/i,
  deployment: /\bdeploy\w*|\brelease\w*|\broll(?:ed)? ?(?:out|back)\b|\bversion bump\b/i,
};

const variablesOf = (text: string): LlmVariableKey[] => {
  // Words of a snake-case or kebab-case name are words as well.
  const words = text.replaceAll(/[_/.:-]+/g, ' ');
  return LLM_VARIABLES.filter((key) => WORDS[key].test(words) || WORDS[key].test(text));
};

const changeOf = (kind: ChangeKind, time: number, title: string, reference: string | null, who: string | null): Change => ({
  time,
  kind,
  title,
  reference,
  who,
  variables: variablesOf(`${title} ${reference ?? ''}`),
});

/** A time without a zone is in UTC. */
const timeOf = (value: unknown): number | null =>
  millisecondsOf(typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(value.trim()) ? `${value.trim().replace(' ', 'T')}Z` : value);

const HASH = /^[0-9a-f]{7,64}$/;
const STAMP = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?/;

/** `git log` as it comes: a block for each commit. */
const gitBlocks = (text: string): ChangeLog => {
  const blocks = text.split(/^(?=commit [0-9a-f]{7,64}\b)/m).filter((block) => block.startsWith('commit '));
  const changes = blocks.flatMap((block): Change[] => {
    const [, hash = ''] = /^commit ([0-9a-f]+)/.exec(block) ?? [];
    const [, written] = /^(?:CommitDate|Date):\s*(.+)$/m.exec(block) ?? [];
    const [, who] = /^Author:\s*(.*?)\s*(?:<|$)/m.exec(block) ?? [];
    const title = block.split('\n').find((line) => line.startsWith('    ') && line.trim() !== '')?.trim();
    const time = timeOf(written?.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/, '$1T$2$3:$4').trim());
    return time === null ? [] : [changeOf('commit', time, title ?? hash.slice(0, 12), hash.slice(0, 12), who ?? null)];
  });
  return { changes, unread: blocks.length - changes.length };
};

/** One commit a line, in whichever order hash, time and subject stand: `git log --format="%h %cI %s"`. */
const gitLine = (line: string): Change | null => {
  const [stamp] = STAMP.exec(line) ?? [];
  const time = timeOf(stamp?.replace(/^(\S+) (\d\d:\d\d(?::\d\d)?) ?/, '$1T$2').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  const words = (stamp === undefined ? line : line.replace(stamp, ' ')).split(/[\s|,;]+/).filter((word) => word !== '');
  const hash = words.find((word) => HASH.test(word));
  if (time === null || hash === undefined) return null;
  return changeOf('commit', time, words.filter((word) => word !== hash).join(' '), hash.slice(0, 12), null);
};

const TIMES = [
  'timestamp', 'time', 'at', 'date', 'deployed_at', 'deployedAt', 'finished_at', 'finishedAt', 'completed_at', 'completedAt', 'started_at', 'startedAt', 'updated_at', 'updatedAt',
  'lastModified', 'last_modified', 'modifiedDate', 'created_at', 'createdAt', 'ts', 'committed_date',
] as const;
const TITLES = ['title', 'message', 'summary', 'description', 'subject', 'comment'] as const;
const SUBJECTS = ['flag', 'flagKey', 'flag_key', 'featureName', 'feature', 'key', 'service', 'application', 'app', 'component', 'project', 'name', 'type', 'kind'] as const;
const DETAILS = ['version', 'tag', 'release', 'variation', 'value', 'enabled', 'state', 'rollout', 'environment', 'env'] as const;
const REFERENCES = ['sha', 'commit', 'revision', 'version', 'id'] as const;
const AUTHORS = ['author', 'user', 'who', 'actor', 'createdBy', 'created_by', 'deployed_by', 'deployedBy', 'member'] as const;
const LISTS = ['items', 'events', 'deployments', 'deploys', 'changes', 'flags', 'features', 'releases', 'data', 'results'] as const;

const first = (entry: JsonObject, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = entry[name];
    const text = textOf(isObject(value) ? (value['email'] ?? value['name'] ?? value['login'] ?? value['key']) : value);
    if (text !== null) return text;
  }
  return null;
};

const isFlag = (entry: JsonObject): boolean => ['flag', 'flagKey', 'flag_key', 'featureName', 'feature', 'variation', 'variations'].some((name) => name in entry) || /flag|feature/i.test(textOf(entry['kind'] ?? entry['type']) ?? '');

const entryOf = (entry: JsonObject): Change | null => {
  const name = TIMES.find((candidate) => timeOf(entry[candidate]) !== null);
  const time = name === undefined ? null : timeOf(entry[name]);
  const subject = SUBJECTS.flatMap((one) => first(entry, [one]) ?? [])[0] ?? '';
  const details = DETAILS.flatMap((one) => {
    const text = first(entry, [one]);
    return text === null ? [] : [`${one} ${text}`];
  });
  const written = first(entry, TITLES);
  const title = [subject, written ?? details.join(', ')].filter((part) => part !== '').join(': ');
  if (time === null || title === '') return null;
  const flag = isFlag(entry);
  return changeOf(flag ? 'flag' : 'deploy', time, title, flag ? subject : first(entry, REFERENCES), first(entry, AUTHORS));
};

/** The entries of a JSON value: a list, a list under a usual name, a map of named entries, or one entry. */
const entriesIn = (value: unknown): readonly JsonObject[] => {
  if (Array.isArray(value)) return value.filter(isObject);
  const map = objectOf(value);
  if (entryOf(map) !== null) return [map];
  const name = LISTS.find((candidate) => typeof map[candidate] === 'object');
  const inner = name === undefined ? map : map[name];
  return Array.isArray(inner) ? listOf(inner).filter(isObject) : Object.entries(objectOf(inner)).flatMap(([key, entry]) => (isObject(entry) ? [{ key, ...entry, ...(name === 'flags' && { flag: key }) }] : []));
};

const fromEntries = (entries: readonly JsonObject[]): ChangeLog => {
  const changes = entries.flatMap((entry) => entryOf(entry) ?? []);
  return { changes, unread: entries.length - changes.length };
};

const NOTHING: ChangeLog = { changes: [], unread: 1 };

/** Reads a log of changes, told by its content: `git log`, deploys as JSON Lines, an export of feature flags. Never throws. */
export const readChanges = (text: string): ChangeLog => {
  const content = text.replace(/^\uFEFF/, '');
  if (/^commit [0-9a-f]{7,64}\b/m.test(content)) return gitBlocks(content);
  const whole = /^\s*[[{]/.test(content) ? parsed(content) : null;
  if (whole !== null) return fromEntries(entriesIn(whole));
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  const logs = lines.map((line): ChangeLog => {
    const value = /^\s*\{/.test(line) ? parsed(line) : null;
    if (value !== null) {
      const entries = entriesIn(value);
      return entries.length === 0 ? NOTHING : fromEntries(entries);
    }
    const change = gitLine(line);
    return change === null ? NOTHING : { changes: [change], unread: 0 };
  });
  return { changes: logs.flatMap(({ changes }) => changes), unread: logs.reduce((sum, { unread }) => sum + unread, 0) };
};

/** A change with its distance from the onset. */
export interface WeighedChange extends Change {
  /** Minutes from the change to the onset; negative where it came after. */
  readonly lagMinutes: number;
}

export interface WeighedChanges {
  /** All within the windows. */
  readonly count: number;
  /** Those nearest to the onset, the nearest first. */
  readonly nearest: readonly WeighedChange[];
  /** How likely one of so many changes comes as shortly before the onset by chance; null where none came before. */
  readonly coincidence: number | null;
}

const MOST_SHOWN = 12;
const MINUTE = 60_000;
/** Clocks differ: a change logged this much after the onset may have caused it. */
const CLOCKS = 2 * MINUTE;

/** How near the changes are to the onset, and what that is worth. */
export const weighChanges = (changes: readonly Change[], onset: number, window: number): WeighedChanges => {
  const within = changes.filter(({ time }) => Math.abs(onset - time) <= window);
  const nearest = within.map((change) => ({ ...change, lagMinutes: Math.round((onset - change.time) / MINUTE) })).toSorted((a, b) => Math.abs(a.lagMinutes) - Math.abs(b.lagMinutes) || a.time - b.time);
  const lags = within.map(({ time }) => onset - time).filter((lag) => lag >= -CLOCKS);
  const least = Math.max(MINUTE, Math.min(...lags));
  // Changes that fall anywhere in the two windows: one of them falls into the last `least` before the onset.
  const coincidence = lags.length === 0 ? null : 1 - (1 - least / (2 * window)) ** within.length;
  return { count: within.length, nearest: nearest.slice(0, MOST_SHOWN), coincidence };
};

/** The change that belongs to a variable that moved at some time: it speaks of it, or is the only one, within so many minutes. */
export const changeBeside = ({ nearest }: WeighedChanges, key: LlmVariableKey, time: number): WeighedChange | null => {
  const near = nearest.filter((change) => Math.abs(change.time - time) <= 30 * MINUTE);
  const about = near.filter(({ variables }) => variables.includes(key)).toSorted((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time));
  const [only] = near;
  return about[0] ?? (near.length === 1 && only !== undefined && only.variables.every((variable) => variable === 'deployment') ? only : null);
};
