import type { InlineCode, Nodes } from 'mdast';
import type { GateReference } from '../../record/action.ts';
import { sourceOf, type MarkdownDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

const replayClause = /^\s*,?\s*replay:\s*([^\s,;`]+)(?:\s+as\s+([^\s,;`]+))?/i;

const codesIn = (nodes: readonly Nodes[]): InlineCode[] =>
  nodes.flatMap((node) => (node.type === 'inlineCode' ? [node] : 'children' in node ? codesIn(node.children) : []));

/** `path#selector` parted at its first `#`; null where there is no path before one. */
const partReference = (value: string): { path: string; selector: string } | null => {
  const at = value.indexOf('#');
  return at > 0 && !/\s/.test(value.slice(0, at)) ? { path: value.slice(0, at), selector: value.slice(at + 1) } : null;
};

/** Gates named in a cell or after `Gate:`: each code span of the form `path#selector`, with the replay clause that follows it. */
export const readGateReferences = (document: MarkdownDocument, nodes: readonly Nodes[]): GateReference[] => {
  const codes = codesIn(nodes);
  const last = nodes.at(-1)?.position?.end.offset ?? 0;
  return codes.flatMap((code, index) => {
    const reference = partReference(code.value.trim());
    if (!reference) return [];
    const source = sourceOf(document, code);
    const until = codes[index + 1]?.position?.start.offset ?? last;
    const clause = replayClause.exec(document.text.slice(source.end, until));
    const codeReplay = clause ? null : replayInCode(document, codes, index);
    return [
      {
        ...reference,
        replay: clause?.[1] ?? codeReplay,
        condition: clause?.[2] ?? null,
        source: clause ? document.lines.source(source.start, source.end + clause[0].length) : source,
      },
    ];
  });
};

/** A metric whose name is written as code: `` replay: `http_5xx_ratio` ``. */
const replayInCode = (document: MarkdownDocument, codes: readonly InlineCode[], index: number): string | null => {
  const next = codes[index + 1];
  const from = codes[index]?.position?.end.offset;
  const to = next?.position?.start.offset;
  if (!next || from === undefined || to === undefined) return null;
  return /^\s*,?\s*replay:\s*$/i.test(document.text.slice(from, to)) ? plainText(document, next).text : null;
};
