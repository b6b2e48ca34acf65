import { NodeType, type SyntaxNode, Tree } from '@lezer/common';
import { hclLanguage } from 'codemirror-lang-hcl';
import { children, type HclExpression, readExpression, type Span } from './expression.ts';

export interface HclAttribute extends Span {
  readonly name: string;
  readonly value: HclExpression;
}

export interface HclBlock extends Span {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
  /** Whether the grammar met something it does not know inside. */
  readonly broken: boolean;
}

export interface HclFile {
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
  readonly comments: readonly (Span & { readonly text: string })[];
  /** Offset of the first thing that is not HCL; null where all of it is. */
  readonly brokenAt: number | null;
}

const MAX_LENGTH = 2_000_000;
const MAX_DEPTH = 300;
const NOTHING: HclFile = { attributes: new Map(), blocks: [], comments: [], brokenAt: null };

/**
 * Reads HCL 2 (Terraform) with positions. What the grammar does not know is marked broken: a broken file is read block by block,
 * so that one of them takes no other with it. Never throws.
 */
export const parseHcl = (text: string): HclFile => {
  if (text.length > MAX_LENGTH) return { ...NOTHING, brokenAt: 0 };
  // The grammar knows no exponent (`1e-3`). Digits of equal length keep every offset; values are taken from the text itself.
  const digits = text.replace(/\d[eE][+-]?\d+/g, (written) => '1'.repeat(written.length));
  const whole = parseRange(text, digits, { from: 0, to: text.length });
  if (whole.brokenAt === null) return whole;
  const parts = topLevelParts(text).map((part) => parseRange(text, digits, part));
  return {
    attributes: new Map(parts.flatMap((part) => [...part.attributes])),
    blocks: parts.flatMap((part) => part.blocks),
    comments: parts.flatMap((part) => part.comments),
    brokenAt: whole.brokenAt,
  };
};

/** Parts of a file, each from one line that looks like the start of a block to the next. */
const topLevelParts = (text: string): readonly Span[] => {
  const starts = [...text.matchAll(/^[a-z_]+(?:[ \t]+"[^"\n]*")*[ \t]*\{/gm)].map((match) => match.index);
  return [0, ...starts].map((from, index) => ({ from, to: starts[index] ?? text.length }));
};

const parseRange = (text: string, digits: string, range: Span): HclFile => {
  if (range.from === range.to) return NOTHING;
  // The parser counts from the start of what it is given; a tree around its tree puts that in its place.
  const tree = new Tree(NodeType.none, [hclLanguage.parser.parse(digits.slice(range.from, range.to))], [range.from], range.to);
  const comments: (Span & { readonly text: string })[] = [];
  const errors: number[] = [];
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    enter: (node) => {
      deepest = Math.max(deepest, ++depth);
      if (node.type.isError) errors.push(node.from);
      if (node.name === 'LineComment' || node.name === 'BlockComment') comments.push({ from: node.from, to: node.to, text: text.slice(node.from, node.to) });
    },
    leave: () => {
      depth -= 1;
    },
  });
  const brokenAt = errors[0] ?? null;
  if (deepest > MAX_DEPTH) return { ...NOTHING, comments, brokenAt: brokenAt ?? range.from };
  return { ...readBody(tree.topNode.firstChild?.getChild('Body') ?? null, text, errors), comments, brokenAt };
};

const readBody = (body: SyntaxNode | null, text: string, errors: readonly number[]): Pick<HclBlock, 'attributes' | 'blocks'> => {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  for (const node of body === null ? [] : children(body)) {
    if (node.name === 'Attribute') {
      const name = node.getChild('Identifier');
      const value = node.getChild('Expression');
      if (name === null || value === null) continue;
      const written = text.slice(name.from, name.to);
      attributes.set(written, { name: written, value: readExpression(value, text), from: node.from, to: node.to });
    } else if (node.name === 'Block') {
      const type = node.getChild('BlockType');
      if (type === null) continue;
      blocks.push({
        type: text.slice(type.from, type.to),
        labels: node.getChildren('BlockLabel').map((label) => text.slice(label.from, label.to).replace(/^"|"$/g, '')),
        ...readBody(node.getChild('Body'), text, errors),
        broken: errors.some((at) => at >= node.from && at <= node.to),
        from: node.from,
        to: node.to,
      });
    }
  }
  return { attributes, blocks };
};
