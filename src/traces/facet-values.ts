import { createHash } from 'node:crypto';
import { FACETS, type Alias, type Facet } from './aliases.ts';
import { canonical, listOf, objectOf, parsed, textOf } from './json.ts';
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

interface Reader {
  readonly facet: Facet;
  readonly alias: Alias;
  /** Position in the table: facet by facet, the first alias first. */
  readonly rank: number;
}

/** The attribute that an alias is read from. */
const holderOf = (name: string): string => [...INDEXED, ...PARAMETERS].find((holder) => name.startsWith(`${holder}.`)) ?? name;

/** Readers by attribute: a span is asked only for what it carries. */
const READERS: ReadonlyMap<string, readonly Reader[]> = ((): Map<string, Reader[]> => {
  const readers = new Map<string, Reader[]>();
  const all = FACETS.flatMap((facet) => facet.aliases.map((alias) => ({ facet, alias })));
  for (const [rank, { facet, alias }] of all.entries()) {
    const holder = holderOf(alias.name);
    readers.set(holder, [...(readers.get(holder) ?? []), { facet, alias, rank }]);
  }
  return readers;
})();

const readersOf = (attributes: Attributes): Reader[] => {
  const holders = new Set<string>();
  for (const name of Object.keys(attributes)) holders.add(INDEXED.find((holder) => name.startsWith(`${holder}.`)) ?? name);
  return [...holders].flatMap((holder) => READERS.get(holder) ?? []);
};

/** What one span says of each facet; facets that it does not record are absent. */
export const facetValues = ({ attributes, resource }: Span): Record<string, string> => {
  const values: Record<string, string> = {};
  // The span's own word comes before its resource's; sorting keeps that order among equals.
  const readers = [...readersOf(attributes), ...readersOf(resource)].sort((a, b) => a.rank - b.rank);
  for (const { facet, alias } of readers) {
    if (facet.id in values) continue;
    const value = derive(alias, facet, part(facet, alias, attributes) ?? resource[alias.name]);
    if (value !== null) values[facet.id] = value;
  }
  return values;
};
