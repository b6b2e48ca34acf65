import type { BlockContent, DefinitionContent, List, ListItem, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { neutraliseLines, neutralise } from '../../record/neutralise.ts';
import { cut, padded, widthOfLine, wrapSpans, type Look, type Span, type StyledLine } from './wrap.ts';

/** What lines are drawn with. */
export interface Drawing {
  readonly columns: number;
  /** Without colours code keeps its backticks. */
  readonly colour: boolean;
  /** Whether frames and bullets may be other signs than ASCII. */
  readonly unicode: boolean;
}

type Block = RootContent | BlockContent | DefinitionContent;

const plain = (text: string, look: Look): Span[] => (text === '' ? [] : [{ ...look, text }]);

const COMMENT = /<!--[\s\S]*?-->/g;

const spansOf = (nodes: readonly PhrasingContent[], drawing: Drawing, look: Look = {}): Span[] => nodes.flatMap((node) => spanOf(node, drawing, look));

const spanOf = (node: PhrasingContent, drawing: Drawing, look: Look): Span[] => {
  switch (node.type) {
    case 'text': return plain(neutralise(node.value.replace(/\s+/g, ' ')), look);
    case 'strong': return spansOf(node.children, drawing, { ...look, bold: true });
    case 'emphasis': return spansOf(node.children, drawing, { ...look, italic: true });
    case 'delete': return spansOf(node.children, drawing, { ...look, strikethrough: true });
    case 'link': case 'linkReference': return spansOf(node.children, drawing, { ...look, underline: true });
    case 'inlineCode': return plain(drawing.colour ? neutralise(node.value) : `\`${neutralise(node.value)}\``, { ...look, tone: 'accent' });
    case 'break': return [{ text: '\n' }];
    case 'image': case 'imageReference': return plain(`[image: ${neutralise(node.alt ?? '')}]`, { ...look, dimColor: true });
    case 'footnoteReference': return plain(`[${neutralise(node.identifier)}]`, { ...look, dimColor: true });
    case 'html': return plain(neutralise(node.value.replace(COMMENT, '')), { ...look, dimColor: true });
    default: return [];
  }
};

/** Lines within others: narrower, and behind a mark on the first and on the other lines. */
const within = (lines: readonly StyledLine[], first: string, others: string, look: Look = {}): StyledLine[] =>
  lines.map((line, index) => [{ ...look, text: index === 0 ? first : others }, ...line]);

const narrower = (drawing: Drawing, by: number): Drawing => ({ ...drawing, columns: Math.max(1, drawing.columns - by) });

/** Lines as they are, each cut into as many as it needs. */
const verbatim = (text: string, { columns }: Drawing, look: Look): StyledLine[] => neutraliseLines(text).split('\n').flatMap((line) => cut(line, columns).map((part): StyledLine => [{ ...look, text: part }]));

const UNDERLINES = { 1: ['═', '='], 2: ['─', '-'] } as const;

const headingLines = (children: readonly PhrasingContent[], depth: number, drawing: Drawing): StyledLine[] => {
  const lines = wrapSpans(spansOf(children, drawing, { bold: true }), drawing.columns);
  if (depth !== 1 && depth !== 2) return lines;
  const width = Math.min(drawing.columns, Math.max(1, ...lines.map(widthOfLine)));
  return [...lines, [{ dimColor: true, text: UNDERLINES[depth][drawing.unicode ? 0 : 1].repeat(width) }]];
};

const markOf = (list: List, item: ListItem, index: number, { unicode }: Drawing): string => {
  const box = item.checked == null ? '' : item.checked ? '[x] ' : '[ ] ';
  return `${list.ordered === true ? `${(list.start ?? 1) + index}.` : unicode ? '•' : '*'} ${box}`;
};

const listLines = (list: List, drawing: Drawing): StyledLine[] =>
  list.children.flatMap((item, index) => {
    const mark = markOf(list, item, index, drawing);
    const lines = blockLines(item.children, narrower(drawing, mark.length), list.spread === true);
    return within(lines.length === 0 ? [[]] : lines, mark, ' '.repeat(mark.length));
  });

/** Columns narrower than this are not made narrower still. */
const NARROWEST = 6;

/** As wide as each column is by itself, the widest made narrower until all fit. */
const columnWidths = (natural: readonly number[], columns: number, between: number): number[] => {
  const widths = [...natural];
  let over = widths.reduce((sum, width) => sum + width, 0) + between * (widths.length - 1) - columns;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= 1) break;
    const second = Math.max(Math.min(NARROWEST, widest - 1), ...widths.filter((width) => width < widest));
    const several = widths.filter((width) => width === widest).length;
    const by = Math.max(1, Math.min(widest - second, Math.ceil(over / several)));
    for (const [index, width] of widths.entries()) {
      if (width !== widest || over <= 0) continue;
      const less = Math.min(by, over);
      widths[index] = width - less;
      over -= less;
    }
  }
  return widths;
};

const SEPARATORS = [{ cell: ' │ ', rule: '─', cross: '─┼─' }, { cell: ' | ', rule: '-', cross: '-+-' }] as const;
const BETWEEN = 3;

const tableLines = (table: Table, drawing: Drawing): StyledLine[] => {
  const separators = SEPARATORS[drawing.unicode ? 0 : 1];
  const count = Math.max(0, ...table.children.map(({ children }) => children.length));
  // With more columns than there is room for, what stands in the first is told.
  const shown = Math.max(1, Math.min(count, Math.floor((drawing.columns + BETWEEN) / (BETWEEN + 1))));
  const rows = table.children.map(({ children }, row) => Array.from({ length: shown }, (_, column) => spansOf(children[column]?.children ?? [], drawing, row === 0 ? { bold: true } : {})));
  const natural = Array.from({ length: shown }, (_, column) => Math.max(1, ...rows.map((row) => widthOfLine(row[column] ?? []))));
  const widths = columnWidths(natural, drawing.columns, BETWEEN);
  const rule: StyledLine = [{ dimColor: true, text: widths.map((width) => separators.rule.repeat(width)).join(separators.cross) }];
  return rows.flatMap((row, index) => {
    const cells = row.map((spans, column) => wrapSpans(spans, widths[column] ?? 1));
    const height = Math.max(...cells.map(({ length }) => length));
    const lines = Array.from({ length: height }, (_, line): StyledLine =>
      cells.flatMap((cell, column): StyledLine => [...(column === 0 ? [] : [{ dimColor: true, text: separators.cell }]), ...padded(cell[line] ?? [], widths[column] ?? 1)]),
    );
    return index === 0 ? [...lines, rule] : lines;
  });
};

const linesOfBlock = (node: Block, drawing: Drawing): StyledLine[] => {
  switch (node.type) {
    case 'heading': return headingLines(node.children, node.depth, drawing);
    case 'paragraph': return wrapSpans(spansOf(node.children, drawing), drawing.columns);
    case 'list': return listLines(node, drawing);
    case 'table': return tableLines(node, drawing);
    case 'blockquote': return within(blockLines(node.children, narrower(drawing, 2)), drawing.unicode ? '│ ' : '| ', drawing.unicode ? '│ ' : '| ', { dimColor: true });
    case 'code': return within(verbatim(node.value, narrower(drawing, 2), { tone: 'accent' }), '  ', '  ');
    case 'thematicBreak': return [[{ dimColor: true, text: (drawing.unicode ? '─' : '-').repeat(drawing.columns) }]];
    case 'yaml': return verbatim(node.value, drawing, { dimColor: true });
    case 'html': {
      const shown = node.value.replace(COMMENT, '').trim();
      return shown === '' ? [] : verbatim(shown, drawing, { dimColor: true });
    }
    case 'footnoteDefinition': return within(blockLines(node.children, narrower(drawing, 4)), `[${neutralise(node.identifier).slice(0, 1)}] `, '    ');
    default: return 'value' in node ? verbatim(node.value, drawing, { dimColor: true }) : [];
  }
};

const blockLines = (nodes: readonly Block[], drawing: Drawing, loose = true): StyledLine[] => {
  const lines: StyledLine[] = [];
  for (const node of nodes) {
    const drawn = linesOfBlock(node, drawing);
    if (drawn.length > 0 && lines.length > 0 && loose) lines.push([]);
    // One by one: a table may have more lines than a call takes arguments.
    for (const line of drawn) lines.push(line);
  }
  return lines;
};

/** A document as a reader sees it, in lines of at most so many columns; safe to print. Comments and hints are not shown. */
export const layOut = (tree: Root, drawing: Drawing): readonly StyledLine[] => blockLines(tree.children, drawing);
