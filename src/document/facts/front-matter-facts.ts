import type { Fact, Source } from '../../record/source.ts';
import { frontMatterKeys, frontMatterSchema } from '../../record/front-matter.ts';
import type { FrontMatter, FrontMatterEntry, FrontMatterNode } from '../front-matter.ts';
import type { Reading } from '../reading.ts';

type Entries = ReadonlyMap<string, FrontMatterEntry>;

const isList = (value: FrontMatterNode['value']): value is readonly FrontMatterNode[] => Array.isArray(value);
const isMap = (value: FrontMatterNode['value']): value is Entries => value instanceof Map;

/** One value of the front matter as text: numbers and booleans as written in YAML; null for lists, maps and nothing. */
export const textFact = (node: FrontMatterNode | undefined): Fact<string> | null => {
  if (node === undefined || node.value === null || typeof node.value === 'object') return null;
  const value = String(node.value).trim();
  return value === '' ? null : { value, source: node.source };
};

/** A list of texts; one text alone is a list of one. */
export const listFacts = (node: FrontMatterNode | undefined): Fact<string>[] => {
  const nodes = node === undefined ? [] : isList(node.value) ? node.value : [node];
  return nodes.flatMap((each) => textFact(each) ?? []);
};

export const mapEntries = (node: FrontMatterNode | undefined): Entries => (node !== undefined && isMap(node.value) ? node.value : new Map());

/** The value of the first of several keys that the front matter has; as `Title` where it has none of them in lower case. */
export const firstOf = (frontMatter: FrontMatter | null, keys: readonly string[]): FrontMatterNode | undefined => {
  if (!frontMatter) return undefined;
  for (const key of keys) {
    const entry = frontMatter.entries.get(key);
    if (entry) return entry.node;
  }
  for (const [key, { node }] of frontMatter.entries) if (keys.includes(key.toLowerCase())) return node;
  return undefined;
};

const plain = ({ value }: FrontMatterNode): unknown => {
  if (isList(value)) return value.map(plain);
  return isMap(value) ? Object.fromEntries([...value].map(([key, { node }]) => [key, plain(node)])) : (value ?? undefined);
};

const nodeAt = (entries: Entries, path: readonly PropertyKey[]): { entry: FrontMatterEntry | undefined; source: Source | undefined } => {
  const [key, ...rest] = path;
  const entry = entries.get(String(key));
  let node = entry?.node;
  for (const step of rest) {
    const inner: FrontMatterNode | undefined = node && isList(node.value) ? node.value[Number(step)] : node && isMap(node.value) ? node.value.get(String(step))?.node : undefined;
    if (!inner) break;
    node = inner;
  }
  return { entry, source: node?.source };
};

const EXPECTED: Readonly<Record<string, string>> = {
  services: 'a list: [checkout, orders]', environments: 'a list: [prod]', authors: 'a list: ["@handle"]', reviewers: 'a list: ["@handle"]', tags: 'a list: [word]',
  trigger: 'a map: { change: deploy, actor: human, ref: abc123 }', links: 'a map: { incident: INC-1 }',
};

/** Checks the front matter of a canonical document against the format and pushes what does not fit, each at its value. */
export const checkFrontMatter = (reading: Reading): void => {
  const { frontMatter, problems } = reading;
  if (!frontMatter?.entries.has('postmortem')) return;
  const { entries } = frontMatter;
  const result = frontMatterSchema().safeParse(Object.fromEntries([...entries].map(([key, { node }]) => [key, plain(node)])));
  for (const issue of result.success ? [] : result.error.issues) {
    const { entry, source } = nodeAt(entries, issue.path);
    const key = issue.path.map(String).join('.');
    const values = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : null;
    problems.push({
      kind: values === null ? 'front-matter-type' : 'front-matter-value',
      message: values === null ? `"${key}" has the wrong type` : `"${key}" has a value that the format does not know`,
      expected: values === null ? (EXPECTED[String(issue.path[0])] ?? 'text') : `one of ${values}`,
      key,
      source: source ?? entry?.keySource ?? frontMatter.source,
    });
  }
  for (const [key, { keySource }] of entries) {
    if (frontMatterKeys().includes(key)) continue;
    problems.push({ kind: 'unknown-key', message: `The format does not know the key "${key}"`, expected: null, key, source: keySource });
  }
};
