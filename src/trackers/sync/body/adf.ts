import { z } from 'zod/mini';
import { BLOCK_HEADING, type Block, type BodyFormat, type Span } from '../block.ts';
import { isMarkerLine, readMarker, writeMarker, type Marker } from '../marker.ts';
import { codeWords, linkAddress, plainWords } from './words.ts';

/** A node of the Atlassian Document Format: what is not looked at is kept. */
const nodeSchema = z.looseObject({
  type: z.string(),
  text: z.optional(z.string()),
  get content() {
    return z.optional(z.array(nodeSchema));
  },
});
type Node = z.infer<typeof nodeSchema>;

const documentSchema = z.looseObject({ type: z.literal('doc'), version: z.number(), content: z.array(nodeSchema) });

/** The nodes of a stored body; an empty body has none. */
const nodesOf = (body: string): Node[] => {
  if (body === '') return [];
  const parsed = documentSchema.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data.content : [];
};

const documentOf = (content: readonly Node[]): string => JSON.stringify({ type: 'doc', version: 1, content });

const textOf = (node: Node): string => node.text ?? (node.content ?? []).map(textOf).join('');

const spanNode = (part: Span): Node => {
  if ('code' in part) return { type: 'text', text: codeWords(part.code) || ' ', marks: [{ type: 'code' }] };
  const address = 'href' in part ? linkAddress(part.href) : null;
  const text = plainWords(part.text) || ' ';
  return address === null ? { type: 'text', text } : { type: 'text', text, marks: [{ type: 'link', attrs: { href: address } }] };
};

const paragraph = (content: readonly Node[]): Node => ({ type: 'paragraph', content: [...content] });
const markerNode = (marker: Marker): Node => paragraph([{ type: 'text', text: writeMarker(marker), marks: [{ type: 'code' }] }]);
const headingNode: Node = { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: BLOCK_HEADING }] };

const blockNodes = (block: Block, marker: Marker): Node[] => [
  headingNode,
  { type: 'bulletList', content: block.map(({ name, spans }) => ({ type: 'listItem', content: [paragraph([{ type: 'text', text: `${name}: ` }, ...spans.map(spanNode)])] })) },
  markerNode(marker),
];

const place = (nodes: readonly Node[]): { readonly start: number; readonly end: number } | null => {
  const end = nodes.findLastIndex((node) => isMarkerLine(textOf(node)));
  if (end < 0) return null;
  const start = nodes.findLastIndex((node, index) => index < end && node.type === 'heading' && textOf(node).trim() === BLOCK_HEADING);
  return { start: start < 0 ? end : start, end };
};

/** Bodies in the Atlassian Document Format, as JSON. Text in its nodes is text, so only words themselves can act. */
export const adfBody: BodyFormat = {
  withBlock: (body, block, marker) => {
    const nodes = nodesOf(body);
    const at = place(nodes);
    return documentOf([...nodes.slice(0, at?.start ?? nodes.length), ...blockNodes(block, marker), ...nodes.slice(at === null ? nodes.length : at.end + 1)]);
  },
  withMarker: (body, marker) => {
    const nodes = nodesOf(body);
    const at = place(nodes);
    return documentOf(at === null ? [...nodes, headingNode, markerNode(marker)] : nodes.with(at.end, markerNode(marker)));
  },
  markerOf: (body) => readMarker(nodesOf(body).map(textOf)),
  dueOf: () => undefined,
};
