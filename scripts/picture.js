// Draws the output of a command as an SVG, as a terminal would show it: node scripts/picture.js OUT COLUMNS -- COMMAND ARGUMENTS…
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import xterm from '@xterm/headless';

const [out, columns, , command, ...args] = process.argv.slice(2);
const width = Number(columns);
const CELL = { width: 8.4, height: 18 };
const PALETTE = ['#1e1e2e', '#f38ba8', '#a6e3a1', '#f9e2af', '#89b4fa', '#f5c2e7', '#94e2d5', '#cdd6f4', '#7f849c', '#f38ba8', '#a6e3a1', '#f9e2af', '#89b4fa', '#f5c2e7', '#94e2d5', '#ffffff'];

const result = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1', COLUMNS: columns, NO_COLOR: undefined } });
const text = result.stdout + result.stderr;
const rows = text.split('\n').length;
const terminal = new xterm.Terminal({ cols: width, rows: Math.max(4, rows), convertEol: true, allowProposedApi: true });
await new Promise((resolve) => terminal.write(text, resolve));

const escape = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const colourOf = (cell) => (cell.isFgPalette() ? (PALETTE[cell.getFgColor()] ?? PALETTE[7]) : PALETTE[7]);

/** Runs of cells that look alike, as one text element each. */
const runsOf = (line) => {
  const runs = [];
  for (let x = 0; x < width; x++) {
    const cell = line.getCell(x);
    if (!cell || cell.getWidth() === 0) continue;
    const style = `${colourOf(cell)}|${cell.isBold() ? 'bold' : ''}|${cell.isDim() ? 'dim' : ''}|${cell.isUnderline() ? 'underline' : ''}`;
    const last = runs.at(-1);
    const characters = cell.getChars() || ' ';
    if (last && last.style === style && last.end === x) {
      last.text += characters;
      last.end = x + cell.getWidth();
    } else runs.push({ style, x, end: x + cell.getWidth(), text: characters });
  }
  return runs.filter(({ text: words, style }) => words.trim() !== '' || style.endsWith('underline'));
};

const buffer = terminal.buffer.active;
const lines = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y));
let last = lines.length - 1;
while (last > 0 && (lines[last]?.translateToString(true) ?? '') === '') last--;
const height = (last + 1) * CELL.height + 24;
const body = lines.slice(0, last + 1).flatMap((line, y) =>
  line
    ? runsOf(line).map(({ style, x, end, text: words }) => {
        const [fill, bold, dim, underline] = style.split('|');
        const attributes = [bold && 'font-weight="bold"', dim && 'opacity="0.7"', underline && 'text-decoration="underline"'].filter(Boolean).join(' ');
        const trimmed = words.trimEnd();
        return `<text x="${(12 + x * CELL.width).toFixed(1)}" y="${(28 + y * CELL.height).toFixed(1)}" fill="${fill}" textLength="${((end - x - (words.length - trimmed.length)) * CELL.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs" ${attributes}>${escape(trimmed)}</text>`;
      })
    : [],
);
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width * CELL.width + 24)} ${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" xml:space="preserve"><title>Output of ${escape([command, ...args].join(' ').replace(/^.*postmortem\.js/, 'postmortem'))}</title><rect width="100%" height="100%" rx="8" fill="${PALETTE[0]}"/>${body.join('\n')}</svg>\n`,
);
