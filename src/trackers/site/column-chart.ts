import { text } from '../markup.ts';

interface Column {
  readonly name: string;
  /** One count for each part, in the order of the parts. */
  readonly counts: readonly number[];
}

interface ColumnChart {
  /** What a reader who does not see the chart hears: name it, and say where the numbers are. */
  readonly label: string;
  /** Names of what a column is made of, from the bottom up; at most four have a colour. One part needs no legend. */
  readonly parts: readonly string[];
  readonly columns: readonly Column[];
  /** Columns as high as their counts, or all of one height to compare shares. */
  readonly scale: 'count' | 'share';
  /** True where the last part is what is not known: it is drawn hollow, and the number above a column is a range. */
  readonly hollow?: boolean;
}

const TOP = 20;
const FLOOR = 140;
/** Of one column with its gaps, in percent of the width. */
const WIDEST = 20;
/** Names that fit side by side on a phone. */
const NAMES = 5;

const total = ({ counts }: Column): number => counts.reduce((sum, count) => sum + count, 0);

type ClassOf = (part: number) => string;

const legend = (parts: readonly string[], classOf: ClassOf): string =>
  parts.length < 2 ? '' : `<ul class="legend">${parts.map((part, index) => `<li><svg aria-hidden="true"><rect class="${classOf(index)}" width="12" height="12"/></svg>${text(part)}</li>`).join('')}</ul>`;

/** The number above a column. */
const numberOf = (column: Column, hollow: boolean): string => {
  const sum = total(column);
  const known = hollow ? sum - (column.counts.at(-1) ?? 0) : sum;
  if (sum === 0) return '';
  return known === sum ? String(sum) : `${known}–${sum}`;
};

/** Columns over time. Places are percentages and texts have a fixed size, so that the chart is as readable on a phone. */
export const columnChart = ({ label, parts, columns, scale, hollow = false }: ColumnChart): string => {
  const most = columns.reduce((highest, column) => Math.max(highest, total(column)), 0);
  if (most === 0) return '';
  const slot = Math.min(100 / columns.length, WIDEST);
  const step = Math.ceil(columns.length / NAMES);
  const classOf: ClassOf = (part) => (hollow && part === parts.length - 1 ? 'part-hollow' : `part-${part}`);
  const drawn = columns.map((column, index) => {
    const sum = total(column);
    const unit = (FLOOR - TOP) / (scale === 'count' ? most : Math.max(sum, 1));
    const left = ((index + 0.1) * slot).toFixed(2);
    const middle = ((index + 0.5) * slot).toFixed(2);
    let top = FLOOR;
    const bars = column.counts.map((count, part) => {
      top -= count * unit;
      return count === 0 ? '' : `<rect class="${classOf(part)}" x="${left}%" y="${top.toFixed(1)}" width="${(slot * 0.8).toFixed(2)}%" height="${(count * unit).toFixed(1)}"/>`;
    });
    const number = sum === 0 ? '' : `<text x="${middle}%" y="${(top - 6).toFixed(1)}" text-anchor="middle">${numberOf(column, hollow)}</text>`;
    const name = index % step === 0 ? `<text x="${left}%" y="${FLOOR + 18}">${text(column.name)}</text>` : '';
    return bars.join('') + number + name;
  });
  return `${legend(parts, classOf)}<svg class="chart" role="img" aria-label="${text(label)}">${drawn.join('')}<line x1="0" y1="${FLOOR}" x2="100%" y2="${FLOOR}"/></svg>\n`;
};
