// Ink composes every cell of the screen for each frame. A row that is written as in the frame before reads as it did: it is kept.

/** Rows that are kept at most: some screens full. */
const MOST_KEPT = 1_000;

/** The operations of each row; null where one is clipped or spans several rows, which only the whole screen can tell. */
const rowsOf = ({ operations, height }) => {
  const rows = Array.from({ length: height }, () => []);
  for (const operation of operations) {
    if (operation.type !== 'write' || operation.text.includes('\n') || operation.y !== Math.trunc(operation.y)) return null;
    rows[operation.y]?.push(operation);
  }
  return rows;
};

/** What tells a row from others: where its texts stand, and how they look. */
const keyOf = (operations) => operations.map(({ x, text, transformers }) => `${x} ${transformers.reduce((line, transform) => transform(line, 0), text)}`).join('\n');

/**
 * Makes Ink's class of screens keep its rows from frame to frame. The screens are the same as without.
 *
 * @param {new (size: { width: number, height: number }) => { operations: object[], width: number, height: number, get: () => { output: string, height: number } }} Output
 */
export const keepRows = (Output) => {
  const whole = Output.prototype.get;
  let kept = new Map();
  let keptWidth = 0;
  Output.prototype.get = function get() {
    const { width, height } = this;
    const rows = rowsOf(this);
    if (rows === null) return whole.call(this);
    if (width !== keptWidth || kept.size > MOST_KEPT) kept = new Map();
    keptWidth = width;
    const lines = rows.map((operations) => {
      const key = keyOf(operations);
      const known = kept.get(key);
      if (known !== undefined) return known;
      const row = new Output({ width, height: 1 });
      row.operations = operations.map((operation) => ({ ...operation, y: 0 }));
      const { output } = whole.call(row);
      kept.set(key, output);
      return output;
    });
    return { output: lines.join('\n'), height };
  };
};
