import type { Table } from 'mdast';
import { readTable, type TableCell } from '../../document/tables/table.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { codeSpans } from '../places.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

const totalRow = /^(?:grand )?totals?$|^sum$|^(?:合計|総計|計|合计|总计|总和|summe|gesamt|totalt|totaal)$/i;

/** Columns that do not add up: shares, averages, and people who may be counted in several rows. */
const noSum = /\b(?:rate|ratio|share|percent\w*|avg|average|mean|median|max\w*|min\w*|p\d\d|unique|distinct|users?|customers?|accounts?|tenants?|date|time|id|no|#)\b|%|率|平均|最大|最小|ユニーク|ユーザ|用户/i;

const wholeNumber = /^~?\d{1,3}(?:,\d{3})+$|^\d{1,9}$/;

const numberOf = (written: string): number => Number(written.replaceAll(',', ''));

const numberIn = (cell: TableCell | undefined): number | null => (cell && wholeNumber.test(cell.text) && !cell.text.startsWith('~') ? numberOf(cell.text) : null);

/** Rows above a total that it needs to be one. */
const fewest = 2;

/** The last row of a table is a total of whole numbers that the rows above do not add up to. */
const wrongTotals = function* (document: MarkdownDocument, node: Table): Iterable<RuleFinding> {
  const { header, rows } = readTable(document, node);
  const total = rows.at(-1);
  const above = rows.slice(0, -1);
  if (!total || above.length < fewest || !totalRow.test(total.cells[0]?.text ?? '')) return;
  for (const [column, cell] of total.cells.entries()) {
    const stated = column === 0 ? null : numberIn(cell);
    const parts = above.map(({ cells }) => numberIn(cells[column]));
    if (stated === null || parts.some((part) => part === null) || noSum.test(header[column]?.text ?? '')) continue;
    const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
    if (sum !== stated) yield { source: cell.source, message: `The total is given as ${cell.text}, and the rows above add up to ${sum}`, suggestion: 'Correct the total or the row that is wrong' };
  }
};

/** `63 jobs (20 + 43)` and `20 + 43 = 63`. */
const behind = /(?<![\d.,+*/=-])(\d{1,3}(?:,\d{3})+|\d{1,9})\s?(\p{L}{1,12})?\s?[(（]\s*(\d{1,9}(?:[^()（）\d\n+=]{0,20}\+\s*\d{1,9}){1,4})[^()（）\d\n+=]{0,20}[)）]/gu;
const before = /(?<![\d.,+*/()^-]\s?)(\d{1,9}(?:\s*\+\s*\d{1,9}){1,4})\s*=\s*(\d{1,9})(?![\d.,]\d|\s*[+*/%-])/g;

const sumOf = (written: string): number => [...written.matchAll(/\d+/g)].reduce((all, [part]) => all + Number(part), 0);

export const total = defineRule({
  id: 'record/total',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A total that is not the sum of the numbers beside it or above it',
    why: 'One of the numbers was corrected and the total was not, or the other way round. The total is what is quoted.',
    fix: 'Add the numbers up again, or correct the one that is wrong.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'a table',
      document: '# Queue lost\n\n## Impact\n\n| Region | Jobs lost |\n|---|---|\n| Europe | 20 |\n| Asia | 43 |\n| **Total** | 73 |\n',
      findings: ['9:15-9:17 error The total is given as 73, and the rows above add up to 63'],
    },
    {
      name: 'beside it',
      document: '# Queue lost\n\n## Impact\n\n73 jobs (20 in Europe + 43 in Asia) were lost.\n',
      findings: ['5:1-5:36 error The total is given as 73, and its parts add up to 63'],
    },
    { name: 'that add up', document: '# Queue lost\n\n## Impact\n\n63 jobs (20 in Europe + 43 in Asia) were lost; 20 + 43 = 63.\n', findings: [] },
    { name: 'people may be counted twice', document: '# Queue lost\n\n| Region | Users |\n|---|---|\n| Europe | 20 |\n| Asia | 43 |\n| Total | 60 |\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    const { tree, text, lines } = document;
    for (const node of tree.children) if (node.type === 'table') yield* wrongTotals(document, node);
    if (!text.includes('+')) return;
    const stated = [
      ...[...text.matchAll(behind)].map(({ index, 0: written, 1: whole = '', 3: parts = '' }) => ({ index, written, whole, parts })),
      ...[...text.matchAll(before)].map(({ index, 0: written, 1: parts = '', 2: whole = '' }) => ({ index, written, whole, parts })),
    ].filter(({ whole, parts }) => numberOf(whole) !== sumOf(parts));
    if (stated.length === 0) return;
    const code = codeSpans(tree);
    for (const { index, written, whole, parts } of stated) {
      if (code.some(([start, end]) => index >= start && index < end)) continue;
      yield { source: lines.source(index, index + written.length), message: `The total is given as ${whole}, and its parts add up to ${sumOf(parts)}`, suggestion: 'Correct the total or the part that is wrong' };
    }
  },
});
