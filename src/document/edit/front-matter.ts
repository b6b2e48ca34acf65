import type { TextEdit } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import type { FrontMatter, FrontMatterEntry, FrontMatterNode } from '../front-matter.ts';
import { linesAfter, newlineIn, oneLine } from './markdown-text.ts';

/** What a key of the front matter may be set to; null empties it. */
export type FrontMatterValue = string | readonly string[] | null;

const PLAIN = /^[\p{L}][\p{L}\p{N}_./+-]*(?: [\p{L}\p{N}_./+(),'-]+)*$|^\d{4}-\d{2}-\d{2}(?:-[\p{L}\p{N}_.-]+)?$/u;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

/** One scalar, quoted only where YAML would read it as something else. */
const yamlScalar = (value: string): string => (PLAIN.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value));

const flowScalar = (value: string): string => (/[,[\]{}]/.test(value) ? JSON.stringify(value) : yamlScalar(value));

const render = (format: FrontMatter['format'], value: FrontMatterValue): string => {
  if (value === null) return format === 'toml' ? '""' : '';
  if (typeof value !== 'string') {
    const items = value.map((item) => (format === 'toml' ? JSON.stringify(oneLine(item)) : flowScalar(oneLine(item))));
    return `[${items.join(', ')}]`;
  }
  return format === 'toml' ? JSON.stringify(oneLine(value)) : yamlScalar(oneLine(value));
};

const mapOf = (node: FrontMatterNode): ReadonlyMap<string, FrontMatterEntry> | null =>
  node.value instanceof Map ? (node.value as ReadonlyMap<string, FrontMatterEntry>) : null;

/** Where the separator of a key ends: the offset after its `:` or `=`. */
const afterSeparator = (document: MarkdownDocument, entry: FrontMatterEntry): number => {
  let at = entry.keySource.end;
  while (at < document.text.length && !':='.includes(document.text[at] ?? '')) at++;
  return at + 1;
};

/** Replaces the value of a key that is there; what follows it on the line, a comment say, stays. */
const replaceValue = (document: MarkdownDocument, frontMatter: FrontMatter, entry: FrontMatterEntry, value: FrontMatterValue): TextEdit => {
  const text = render(frontMatter.format, value);
  const start = afterSeparator(document, entry);
  const { source } = entry.node;
  if (source.end > start && source.end > source.start) {
    const sameLine = document.text.slice(start, source.start).trim() === '' && document.lines.position(start).line === source.line;
    if (sameLine) return { start: text === '' ? start : source.start, end: source.end, text };
    return { start, end: start + document.text.slice(start, source.end).trimEnd().length, text: text && ` ${text}` };
  }
  return { start, end: start, text: text && ` ${text}` };
};

/** Adds a line at the end of the block, before its closing fence. */
const appendLine = (document: MarkdownDocument, frontMatter: FrontMatter, line: string): TextEdit => {
  const newline = newlineIn(document);
  const { start, end } = frontMatter.contentSource;
  const content = document.text.slice(start, end);
  if (content.trim() === '') return { start, end: start, text: line + newline };
  const at = start + content.trimEnd().length;
  return { start: at, end: at, text: newline + line };
};

/** Adds `key: value` to a map that is there: in its braces, or below its last line with the same indentation. */
const addToMap = (document: MarkdownDocument, frontMatter: FrontMatter, parent: FrontMatterEntry, key: string, value: FrontMatterValue): TextEdit => {
  const node = parent.node;
  const map = mapOf(node) ?? new Map<string, FrontMatterEntry>();
  const separator = frontMatter.format === 'toml' ? ' = ' : ': ';
  const pair = `${key}${separator}${render(frontMatter.format, value)}`;
  const written = document.text.slice(node.source.start, node.source.end);
  if (written.startsWith('{') && written.endsWith('}')) {
    const inner = written.slice(1, -1);
    const at = node.source.start + 1 + inner.trimEnd().length;
    return map.size === 0
      ? { start: node.source.start, end: node.source.end, text: `{ ${pair} }` }
      : { start: at, end: at, text: `, ${pair}` };
  }
  const last = [...map.values()].at(-1);
  if (last === undefined) {
    const at = afterSeparator(document, parent);
    return { start: at, end: at, text: `${newlineIn(document)}  ${pair}` };
  }
  const indent = document.text.slice(document.lines.lineStart(last.keySource.line), last.keySource.start);
  return linesAfter(document, Math.max(last.keySource.end, last.node.source.end), [indent + pair]);
};

const newBlock = (document: MarkdownDocument, line: string): TextEdit => {
  const newline = newlineIn(document);
  const at = document.text.startsWith('\uFEFF') ? 1 : 0;
  return { start: at, end: at, text: ['---', line, '---', '', ''].join(newline) };
};

/** Sets the value at a path of one or two keys, adding what is not there. */
export const setFrontMatter = (
  document: MarkdownDocument,
  frontMatter: FrontMatter | null,
  [key, child]: readonly [string, string?],
  value: FrontMatterValue,
): TextEdit => {
  const format = frontMatter?.format ?? 'yaml';
  const text = render(format, value);
  const nested = format === 'toml' ? `${key}.${child ?? ''} = ${text}` : `${key}: { ${child ?? ''}: ${text} }`;
  const line = child === undefined ? `${key}${format === 'toml' ? ' = ' : ': '}${text}`.trimEnd() : nested;
  if (frontMatter === null) return newBlock(document, line);
  const entry = frontMatter.entries.get(key);
  if (entry === undefined) {
    // In TOML a bare key below a table header would belong to that table, so new keys go first.
    if (format === 'toml') return { start: frontMatter.contentSource.start, end: frontMatter.contentSource.start, text: line + newlineIn(document) };
    return appendLine(document, frontMatter, line);
  }
  if (child === undefined) return replaceValue(document, frontMatter, entry, value);
  const sub = mapOf(entry.node)?.get(child);
  return sub === undefined ? addToMap(document, frontMatter, entry, child, value) : replaceValue(document, frontMatter, sub, value);
};
