import { createHash } from 'node:crypto';
import { FACETS, type Alias, type Facet } from './aliases.ts';
import { canonical, listOf, objectOf, parsed, textOf } from '../record/json-values.ts';
import { isModelCall, type Attributes, type Span } from './span.ts';

const MOST_HASHES = 10_000;
const LONGEST_VALUE = 200;
const hashes = new Map<string, string>();

/** First 16 hexadecimal digits of the SHA-256 of a text. The same prompt recurs in every span, so hashes are kept. */
const hashOf = (text: string): string => {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  if (hashes.size >= MOST_HASHES) hashes.clear();
  hashes.set(text, hash);
  return hash;
};

/** JSON in text form as a value, other text as it is: instrumentations write lists either way. */
const valueOf = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*[[{"]/.test(value)) return value;
  return parsed(value) ?? value;
};

/** Attributes that hold parameters as one value. */
const PARAMETERS = ['llm.invocation_parameters', 'langfuse.parameters'] as const;
/** Attributes whose items have names of their own: `llm.tools.0.tool.json_schema`, `llm.request.functions.3.name`. */
const INDEXED = ['llm.tools', 'llm.request.functions'] as const;

/** Values of `prefix.N.…` in their order. */
const indexed = (attributes: Attributes, prefix: string): readonly unknown[] => {
  const items = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const [index = '', ...rest] = name.slice(prefix.length + 1).split('.');
    const item = items.get(index) ?? {};
    items.set(index, item);
    item[rest.join('.')] = valueOf(value);
  }
  return [...items.values()];
};

const roleOf = (attributes: Attributes, name: string): string | null =>
  textOf(attributes[name.replace(/\.content$|\.message\.contents?\b.*$/, (end) => (end.startsWith('.message') ? '.message.role' : '.role'))]);

/** The system part of a list of messages; null where none has that role. */
const systemMessages = (messages: unknown): unknown => {
  // Long conversations are not parsed for nothing.
  if (typeof messages === 'string' && !/"(?:system|developer)\b/.test(messages)) return null;
  const system = listOf(valueOf(messages)).map(objectOf).filter(({ role }) => role === 'system' || role === 'developer');
  return system.length === 0 ? null : system.map(({ content, parts }) => content ?? parts);
};

/** Instructions in what was sent to a model: a list of messages, `{messages}`, `{system}`, or a request as the Agent Development Kit writes it. */
const instructionsOf = (input: unknown): unknown => {
  if (Array.isArray(input)) return systemMessages(input);
  const { messages, system, config } = objectOf(input);
  return objectOf(config)['system_instruction'] ?? system ?? systemMessages(messages);
};

/** What an attribute says of one facet, where it holds more than that. */
const part = (facet: Facet, alias: Alias, attributes: Attributes): unknown => {
  switch (alias.name) {
    case 'llm.tools':
    case 'llm.request.functions':
      return indexed(attributes, alias.name);
    case 'gen_ai.prompt.0.content':
    case 'llm.input_messages.0.message.content':
    case 'llm.input_messages.0.message.contents.0.message_content.text': {
      const role = roleOf(attributes, alias.name);
      return role === 'system' || role === 'developer' ? attributes[alias.name] : null;
    }
    case 'gen_ai.input.messages':
    case 'ai.prompt.messages':
      return systemMessages(attributes[alias.name]);
    case 'ai.prompt':
      return instructionsOf(valueOf(attributes[alias.name]));
    case 'gcp.vertex.agent.llm_response':
      return objectOf(valueOf(attributes[alias.name]))['model_version'];
    case 'gcp.vertex.agent.llm_request':
    case 'langfuse.input': {
      const input = valueOf(attributes[alias.name]);
      return facet.id === 'tools.schemas' ? objectOf(objectOf(input)['config'])['tools'] : facet.id === 'model.requested' ? objectOf(input)['model'] : instructionsOf(input);
    }
    case 'model_request_parameters':
      return objectOf(valueOf(attributes[alias.name]))['function_tools'];
    case 'server.address':
      // Databases and other services have an address too.
      return isModelCall(attributes) ? attributes[alias.name] : null;
  }
  const parameters = PARAMETERS.find((name) => alias.name.startsWith(`${name}.`));
  return parameters === undefined ? attributes[alias.name] : objectOf(valueOf(attributes[parameters]))[alias.name.slice(parameters.length + 1)];
};

/** Tools are a set: their order says nothing. */
const unordered = (value: unknown): unknown => (Array.isArray(value) ? value.map((item) => canonical(valueOf(item))).sort() : value);

/** What instrumentations write where they have no value. */
const isEmpty = (value: unknown): boolean => {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return /^\s*(?:\[\s*\]|\{\s*\}|""|unknown(?:_service)?|undefined|null)?\s*$/i.test(value);
  return typeof value === 'object' && Object.keys(value).length === 0;
};

const derive = (alias: Alias, facet: Facet, value: unknown): string | null => {
  if (isEmpty(value)) return null;
  switch (alias.derivation) {
    case 'value': {
      const text = textOf(value) ?? (Array.isArray(value) ? value.map((item) => textOf(item) ?? '').filter((item) => item !== '').sort().join(', ') : null);
      return text === null || text === '' ? null : text.slice(0, LONGEST_VALUE);
    }
    case 'hash': {
      const content = valueOf(value);
      return hashOf(typeof content === 'string' ? content : canonical(facet.id === 'tools.schemas' ? unordered(content) : content));
    }
    case 'presence':
      return 'yes';
  }
};

/** Longer texts are contents, not values; they are not kept. */
const LONGEST_KEPT = 100;
const MOST_TEXTS = 20_000;
const cleaned = new Map<string, string | null>();

/** A text as a value, null where it says nothing. The same values recur in every span, so answers are kept. */
const cleanText = (text: string): string | null => {
  const known = cleaned.get(text);
  if (known !== undefined) return known;
  const value = isEmpty(text) ? null : text.slice(0, LONGEST_VALUE);
  if (text.length <= LONGEST_KEPT && cleaned.size < MOST_TEXTS) cleaned.set(text, value);
  return value;
};

interface Reader {
  readonly facet: Facet;
  readonly alias: Alias;
  /** Position in the table: facet by facet, the first alias first. */
  readonly rank: number;
  /** Holds the plain value, which needs no taking apart. */
  readonly plain: boolean;
}

/** The attribute that an alias is read from. */
const holderOf = (name: string): string => [...INDEXED, ...PARAMETERS].find((holder) => name.startsWith(`${holder}.`)) ?? name;

const SERVER = 'server.address';
const ALL: readonly Reader[] = FACETS.flatMap((facet) => facet.aliases.map((alias) => ({ facet, alias }))).map(({ facet, alias }, rank) => ({
  facet,
  alias,
  rank,
  plain: alias.derivation === 'value' && holderOf(alias.name) === alias.name && alias.name !== SERVER && part(facet, alias, { [alias.name]: 'a' }) === 'a',
}));

const grouped = <Key>(readers: readonly Reader[], keyOf: (reader: Reader) => Key): Map<Key, readonly Reader[]> => {
  const groups = new Map<Key, Reader[]>();
  for (const reader of readers) groups.set(keyOf(reader), [...(groups.get(keyOf(reader)) ?? []), reader]);
  return groups;
};

/** Readers by attribute: a span is asked only for what it carries. */
const READERS = grouped(ALL, ({ alias }) => holderOf(alias.name));

const MOST_NAMES = 20_000;
const readersByName = new Map<string, readonly Reader[] | null>();

const readersOf = (name: string): readonly Reader[] | null => {
  const known = readersByName.get(name);
  if (known !== undefined) return known;
  const readers = READERS.get(name) ?? READERS.get(holderOf(name)) ?? null;
  if (readersByName.size < MOST_NAMES) readersByName.set(name, readers);
  return readers;
};

/** What is read from spans that carry certain attributes: for each facet its readers, the first alias first. */
interface Layout {
  readonly next: Map<readonly Reader[], Layout>;
  readonly readers: ReadonlySet<Reader>;
  facets: readonly (readonly [Facet, readonly Reader[]])[] | null;
}

const MOST_LAYOUTS = 5_000;
const root: Layout = { next: new Map(), readers: new Set(), facets: null };
let layouts = 0;

/** Spans of one instrumentation carry the same attributes in the same order: what to read from them is worked out once. */
const follow = (layout: Layout, name: string): Layout => {
  const readers = readersOf(name);
  if (readers === null) return layout;
  const known = layout.next.get(readers);
  if (known !== undefined) return known;
  const next: Layout = { next: new Map(), readers: new Set([...layout.readers, ...readers]), facets: null };
  if (layouts < MOST_LAYOUTS) {
    layouts++;
    layout.next.set(readers, next);
  }
  return next;
};

const facetsOf = (layout: Layout): NonNullable<Layout['facets']> => {
  layout.facets ??= [...grouped([...layout.readers].sort((a, b) => a.rank - b.rank), ({ facet }) => facet)];
  return layout.facets;
};

const read = ({ facet, alias, plain }: Reader, attributes: Attributes, resource: Attributes): string | null => {
  // The span's own word comes before its resource's.
  const value = (plain ? attributes[alias.name] : part(facet, alias, attributes)) ?? resource[alias.name];
  return typeof value === 'string' && alias.derivation === 'value' ? cleanText(value) : derive(alias, facet, value);
};

const EVALUATOR = 'judge.evaluator';

/** Who gave the scores of a span: an evaluation is often an event or a row of its own, and its evaluator no attribute of the span. */
const evaluatorsOf = ({ scores }: Span): string | null => {
  const evaluators = new Set(scores.flatMap(({ evaluator }) => evaluator ?? []));
  return evaluators.size === 0 ? null : [...evaluators].sort().join(', ').slice(0, LONGEST_VALUE);
};

/** Tells what a span says of each facet; what it does not record is not told. */
export const tellFacets = (span: Span, tell: (facet: string, value: string) => void): void => {
  const { attributes, resource } = span;
  const evaluators = span.scores.length === 0 ? null : evaluatorsOf(span);
  if (evaluators !== null) tell(EVALUATOR, evaluators);
  let layout = root;
  for (const name in attributes) layout = follow(layout, name);
  for (const name in resource) layout = follow(layout, name);
  for (const [facet, readers] of facetsOf(layout)) {
    if (evaluators !== null && facet.id === EVALUATOR) continue;
    for (const reader of readers) {
      const value = read(reader, attributes, resource);
      if (value === null) continue;
      tell(facet.id, value);
      break;
    }
  }
};
