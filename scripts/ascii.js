// Code in ASCII, which is read as it is: decoding a pack from UTF-8 takes longer, and its text takes twice the memory.
import { parse } from '@babel/parser';

const OTHER = /[^\0-\x7f]/;
const escaped = (text) => text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** All nodes of a syntax tree, each with the node around it. */
const nodesOf = function* (node, around = null) {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one, around);
  else if (typeof node?.type === 'string') {
    yield [node, around];
    for (const [key, value] of Object.entries(node)) if (typeof value === 'object' && key !== 'loc' && key !== 'extra') yield* nodesOf(value, node);
  }
};

/**
 * Code that means the same, in ASCII. The bundler has seen to all but patterns and the text of `String.raw`.
 *
 * @throws Error where something else is no ASCII.
 */
export const inAscii = (code) => {
  const tagged = new Set();
  const changes = [];
  for (const [node, around] of nodesOf(parse(code, { sourceType: 'script' }).program)) {
    if (node.type === 'TaggedTemplateExpression' && code.slice(node.tag.start, node.tag.end) === 'String.raw') tagged.add(node.quasi);
    const text = code.slice(node.start, node.end);
    if (node.type === 'RegExpLiteral' && OTHER.test(text)) changes.push([node, escaped(text)]);
    else if (node.type === 'TemplateElement' && tagged.has(around) && OTHER.test(text)) changes.push([node, text.replace(new RegExp(`${OTHER.source}+`, 'g'), (other) => `\${"${escaped(other)}"}`)]);
  }
  let end = 0;
  const parts = [];
  for (const [node, text] of changes.sort(([a], [b]) => a.start - b.start)) {
    if (/(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.test(code.slice(node.start, node.end))) throw new Error(`a backslash stands before a sign that is no ASCII: ${text}`);
    parts.push(code.slice(end, node.start), text);
    end = node.end;
  }
  const ascii = [...parts, code.slice(end)].join('');
  if (OTHER.test(ascii)) throw new Error(`${ascii.slice(Math.max(0, ascii.search(OTHER) - 40)).slice(0, 80)} is not in ASCII`);
  return ascii;
};
