import { createHash } from 'node:crypto';
import { FACETS, type Alias, type Facet } from './aliases.ts';
import { canonical, isObject, listOf, objectOf, parsed, textOf } from './json.ts';
import type { Attributes, Span } from './span.ts';

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

/** Values of `prefix.N.…` in their order: `llm.tools.0.tool.json_schema`, `llm.request.functions.3.name`. */
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
  const system = listOf(messages).filter((message) => isObject(message) && (message['role'] === 'system' || message['role'] === 'developer'));
  return system.length === 0 ? null : system.map((message) => objectOf(message)['content'] ?? objectOf(message)['parts']);
};

/** Parts of an attribute that holds more than the variable in question. */
const part = (alias: Alias, attributes: Attributes): unknown => {
  switch (alias.name) {
    case 'llm.tools':
    case 'llm.request.functions': {
      const list = indexed(attributes, alias.name);
      return list.length === 0 ? null : list;
    }
    case 'gen_ai.prompt.0.content':
    case 'llm.input_messages.0.message.content':
    case 'llm.input_messages.0.message.contents.0.message_content.text': {
      const role = roleOf(attributes, alias.name);
      return role === 'system' || role === 'developer' ? attributes[alias.name] : null;
    }
    case 'ai.prompt.messages':
      return systemMessages(valueOf(attributes[alias.name]));
    case 'langfuse.input': {
      const input = valueOf(attributes[alias.name]);
      return systemMessages(Array.isArray(input) ? input : objectOf(input)['messages']);
    }
    case 'gcp.vertex.agent.llm_request':
      return objectOf(objectOf(valueOf(attributes[alias.name]))['config'])['system_instruction'];
    case 'model_request_parameters':
      return objectOf(valueOf(attributes[alias.name]))['function_tools'];
  }
  if (alias.name.startsWith('llm.invocation_parameters.') || alias.name.startsWith('langfuse.parameters.')) {
    const at = alias.name.lastIndexOf('.');
    return objectOf(valueOf(attributes[alias.name.slice(0, at)]))[alias.name.slice(at + 1)];
  }
  return attributes[alias.name];
};

/** Tools are a set: their order says nothing. */
const unordered = (value: unknown): unknown => (Array.isArray(value) ? value.map((item) => canonical(valueOf(item))).sort() : value);

const derive = (alias: Alias, facet: Facet, value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null;
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

/** What one span says of each facet; facets that it does not record are absent. */
export const facetValues = ({ attributes, resource }: Span): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const facet of FACETS) {
    for (const alias of facet.aliases) {
      const value = derive(alias, facet, part(alias, attributes) ?? resource[alias.name]);
      if (value === null) continue;
      values[facet.id] = value;
      break;
    }
  }
  return values;
};
