import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { loadEngine } from '../../src/document/engine.ts';
import { findColumns } from '../../src/document/tables/columns.ts';
import { readTable } from '../../src/document/tables/table.ts';

const engine = await loadEngine();
const tableOf = (text: string) => {
  const document = parseDocument('incident.md', text, engine);
  const node = document.tree.children.find((child) => child.type === 'table');
  if (!node) throw new Error('no table');
  return readTable(document, node);
};

describe('readTable', () => {
  it('gives the words of each cell and the characters between its pipes', () => {
    const text = '|  a  | b |\n|---|---|\n| **c** d | `x\\|y` |\n|e|\n';
    const table = tableOf(text);
    expect(table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([['c d', 'x|y'], ['e']]);
    expect([table.header, ...table.rows.map((row) => row.cells)].map((cells) => cells.map((cell) => text.slice(cell.source.start, cell.source.end)))).toEqual([['a', 'b'], ['**c** d', '`x\\|y`'], ['e']]);
  });

  it('gives empty cells a place between their pipes', () => {
    const text = '| a | b | c |\n|---|---|---|\n|  | x ||\n';
    const cells = tableOf(text).rows[0]?.cells ?? [];
    expect(cells.map(({ source }) => [source.column, source.endColumn])).toEqual([[3, 3], [6, 7], [9, 9]]);
  });
});

describe('findColumns', () => {
  const names = { owner: ['owner', 'who'], due: ['due', 'when'], title: ['action'] } as const;

  it.each([
    ['| Action | Owner | Due |', { title: 0, owner: 1, due: 2 }],
    ['| **When:** | WHO? | The action |', { due: 0, owner: 1 }],
    ['| Owner of it | Due by (UTC) | Action item |', { owner: 0, due: 1, title: 2 }],
    ['| Who | Owner | |', { owner: 1 }],
  ])('%s', (header, expected) => {
    expect(findColumns(tableOf(`${header}\n|---|---|---|\n`), names)).toEqual(expected);
  });
});
