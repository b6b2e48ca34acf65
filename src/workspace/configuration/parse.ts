import { basename } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod/mini';
import { UserError } from '../../record/errors.ts';
import { nearest } from '../../record/nearest.ts';
import { SECTION_NAMES } from '../../record/vocabulary.ts';
import type { FoundConfiguration } from './find.ts';
import { configurationSchema, type ConfigurationFile } from './schema.ts';
import { syncSchema } from './sync.ts';

type Path = readonly PropertyKey[];

/** Reads a configuration file; what is wrong in it is a user error with the place, under the name that is `shown`. A package.json without the key gives null. */
export const parseConfiguration = ({ path, text }: FoundConfiguration, shown: string = path): ConfigurationFile | null => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${shown}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken) throw new UserError(`the configuration cannot be parsed: ${firstLine(broken.message)}`, { place: at(broken.pos[0]) });
  const within: Path = basename(path) === 'package.json' ? ['postmortem'] : [];
  const value = valueAt(shown, document, within);
  if (value === undefined && within.length > 0) return null;
  const result = configurationSchema.safeParse(value ?? {});
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]);
  const { message, hint, key } = describe(issue);
  const offset = offsetOf(document, [...within, ...issue.path], key);
  throw new UserError(`the configuration is not valid: ${message}`, { place: offset === null ? shown : at(offset), ...(hint !== null && { hint }) });
};

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

const valueAt = (path: string, document: Document, within: Path): unknown => {
  try {
    const whole: unknown = document.toJS({ maxAliasCount: 100 });
    return within.reduce<unknown>((value, key) => (value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined), whole);
  } catch (cause) {
    throw new UserError('the configuration cannot be parsed: its aliases expand too far', { place: path, cause });
  }
};

type Issue = z.core.$ZodIssue;

/** Of a value that fits none of several forms, the complaint of the form that it fits best: the one that looked deepest. */
const deepest = (issue: Issue | undefined): Issue => {
  if (!issue) throw new TypeError('a failed validation without an issue');
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flatMap(([first]) => (first ? [deepest(first)] : []));
  const best = inner.toSorted((a, b) => b.path.length - a.path.length || Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'))[0];
  if (!best || (best.path.length === 0 && best.code === 'invalid_type')) return issue;
  return { ...best, path: [...issue.path, ...best.path] };
};

const describe = (issue: Issue): { readonly message: string; readonly hint: string | null; readonly key: string | null } => {
  const place = issue.path.length > 0 ? ` in "${issue.path.join('.')}"` : '';
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const near = nearest(key, keysBeside(issue.path));
      return { message: `unknown key "${key}"${place}`, hint: near === null ? null : `did you mean "${near}"?`, key };
    }
    case 'invalid_value':
      return { message: `unexpected value${place}`, hint: `one of: ${issue.values.join(', ')}`, key: null };
    case 'invalid_union':
      return { message: `unexpected value${place}`, hint: 'see schemas/configuration.schema.json for what may stand here', key: null };
    case 'invalid_type':
      return { message: `expected ${issue.expected === 'record' ? 'a map' : issue.expected}${place}`, hint: null, key: null };
    default:
      return { message: `${issue.message}${place}`, hint: null, key: null };
  }
};

/** The keys that may stand in the map at a path. */
const keysBeside = ([first, ...rest]: Path): readonly string[] => {
  if (first === undefined) return Object.keys(configurationSchema.shape);
  if (first === 'headings') return SECTION_NAMES;
  if (first === 'rules' || rest.includes('rules')) return ['severity', 'options'];
  if (first === 'overrides') return ['files', 'rules'];
  if (first === 'sync') return rest.includes('conflicts') ? ['status', 'owner', 'due'] : Object.keys(syncSchema.shape);
  return ['directory', 'codeowners', 'include', 'exclude'];
};

/** Where the value at a path stands, or the key of that name in it; the nearest parent's place where the path leads nowhere. */
const offsetOf = (document: Document, path: Path, key: string | null): number | null => {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (key !== null && length === path.length && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    if (node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range) && typeof node.range[0] === 'number') return node.range[0];
  }
  return null;
};
