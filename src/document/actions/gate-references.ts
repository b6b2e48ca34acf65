import type { InlineCode, Nodes } from 'mdast';
import type { GateReference } from '../../record/action.ts';
import { sourceOf, type MarkdownDocument } from '../document.ts';

/** `replay: METRIC as CONDITION` right behind a reference; either name may be written as code, and neither ends in a full stop. */
const replayClause = /^\s*,?\s*replay:\s*`?([^\s,;`]*[^\s,;`.])`?(?:\s+as\s+`?([^\s,;`]*[^\s,;`.])`?)?/i;

const codesIn = (nodes: readonly Nodes[]): InlineCode[] =>
  nodes.flatMap((node) => (node.type === 'inlineCode' ? [node] : 'children' in node ? codesIn(node.children) : []));

/** `path#selector` parted at its first `#`; null where there is no path before one. */
const partReference = (value: string): { path: string; selector: string } | null => {
  const at = value.indexOf('#');
  return at > 0 && !/\s/.test(value.slice(0, at)) ? { path: value.slice(0, at), selector: value.slice(at + 1) } : null;
};

/** Gates named in a cell or after `Gate:`: each code span of the form `path#selector`, with the replay clause that follows it. */
export const readGateReferences = (document: MarkdownDocument, nodes: readonly Nodes[]): GateReference[] => {
  const last = nodes.at(-1)?.position?.end.offset ?? 0;
  return codesIn(nodes).flatMap((code) => {
    const reference = partReference(code.value.trim());
    if (!reference) return [];
    const source = sourceOf(document, code);
    const clause = replayClause.exec(document.text.slice(source.end, last));
    return [
      {
        ...reference,
        replay: clause?.[1] ?? null,
        condition: clause?.[2] ?? null,
        source: clause ? document.lines.source(source.start, source.end + clause[0].length) : source,
      },
    ];
  });
};
