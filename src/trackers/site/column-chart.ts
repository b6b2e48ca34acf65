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
/** Widths of charts in pixels: the least on a phone, and the least on a desk. */
const WIDTHS = { phone: 340, desk: 700 } as const;
/** Of a character of a text in a chart. */
const CHARACTER = 7.5;

/**
 * The class of a text that stands at each column's place: none where it fits on a phone, `wide` where it needs a desk, null where it would
 * cover its neighbours. The last one counts first, for it says how things are.
 */
const classFor = (texts: readonly string[], slot: number): ((index: number) => string | null) => {
  const longest = texts.reduce((most, one) => Math.max(most, one.length), 0) * CHARACTER;
  const stepOn = (width: number): number => Math.max(1, Math.ceil(longest / ((slot / 100) * width)));
  const desk = stepOn(WIDTHS.desk);
  // What stands on a phone stands on a desk as well, among others at an even distance.
  const phone = Math.ceil(stepOn(WIDTHS.phone) / desk) * desk;
  return (index) => {
    const fromLast = texts.length - 1 - index;
    return fromLast % phone === 0 ? '' : fromLast % desk === 0 ? ' class="wide"' : null;
  };
};

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

/** A text at its column's middle in percent, and within the chart where it would reach over an edge. */
const placeOf = (written: string, middle: number): string => {
  const half = (written.length * CHARACTER * 50) / WIDTHS.phone;
  if (middle < half) return 'x="0"';
  return middle > 100 - half ? 'x="100%" text-anchor="end"' : `x="${middle.toFixed(2)}%" text-anchor="middle"`;
};

/** Columns over time. Places are percentages and texts have a fixed size, so that the chart is as readable on a phone. */
export const columnChart = ({ label, parts, columns, scale, hollow = false }: ColumnChart): string => {
  const most = columns.reduce((highest, column) => Math.max(highest, total(column)), 0);
  if (most === 0) return '';
  const slot = Math.min(100 / columns.length, WIDEST);
  const numbers = columns.map((column) => numberOf(column, hollow));
  const [numberClass, nameClass] = [numbers, columns.map(({ name }) => `${name}   `)].map((texts) => classFor(texts, slot));
  const classOf: ClassOf = (part) => (hollow && part === parts.length - 1 ? 'part-hollow' : `part-${part}`);
  const drawn = columns.map((column, index) => {
    const sum = total(column);
    const unit = (FLOOR - TOP) / (scale === 'count' ? most : Math.max(sum, 1));
    const left = ((index + 0.1) * slot).toFixed(2);
    let top = FLOOR;
    const bars = column.counts.map((count, part) => {
      top -= count * unit;
      return count === 0 ? '' : `<rect class="${classOf(part)}" x="${left}%" y="${top.toFixed(1)}" width="${(slot * 0.8).toFixed(2)}%" height="${(count * unit).toFixed(1)}"/>`;
    });
    const label = (written: string, y: number, shown: string | null | undefined): string => (written === '' || shown == null ? '' : `<text${shown} ${placeOf(written, (index + 0.5) * slot)} y="${y.toFixed(1)}">${text(written)}</text>`);
    const number = label(numbers[index] ?? '', top - 6, numberClass?.(index));
    const name = label(column.name, FLOOR + 18, nameClass?.(index));
    return { bars: bars.join(''), texts: number + name };
  });
  return `${legend(parts, classOf)}<svg class="chart" role="img" aria-label="${text(label)}">${drawn.map(({ bars }) => bars).join('')}${drawn.map(({ texts }) => texts).join('')}<line x1="0" y1="${FLOOR}" x2="100%" y2="${FLOOR}"/></svg>\n`;
};
