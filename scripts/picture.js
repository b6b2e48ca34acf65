// Draws what a terminal shows as an SVG: the output of a command, node scripts/picture.js OUT COLUMNS -- COMMAND ARGUMENTS…
// or the screen of a program after keys were typed, node scripts/picture.js OUT COLUMNSxROWS KEYS -- COMMAND ARGUMENTS…
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import xterm from '@xterm/headless';

const end = process.argv.indexOf('--');
const [out, size, keys = ''] = process.argv.slice(2, end);
const [command, ...args] = process.argv.slice(end + 1);
const [columns, screenRows] = size.split('x');
const width = Number(columns);
const CELL = { width: 8.4, height: 18 };
const PALETTE = ['#1e1e2e', '#f38ba8', '#a6e3a1', '#f9e2af', '#89b4fa', '#f5c2e7', '#94e2d5', '#cdd6f4', '#7f849c', '#f38ba8', '#a6e3a1', '#f9e2af', '#89b4fa', '#f5c2e7', '#94e2d5', '#ffffff'];

const openTerminal = (rows) => new xterm.Terminal({ cols: width, rows, convertEol: true, allowProposedApi: true });

/** What a command prints. */
const outputOf = async () => {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1', COLUMNS: columns, NO_COLOR: undefined } });
  const terminal = openTerminal(Math.max(4, (stdout + stderr).split('\n').length));
  await new Promise((resolve) => terminal.write(stdout + stderr, resolve));
  return terminal;
};

const SETTLED = 2_500;
const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED));

/** The screen of a program in a pseudo-terminal; \r and the like in the keys are written as in JSON. */
const screenOf = async () => {
  const terminal = openTerminal(Number(screenRows));
  const quoted = [command, ...args].map((word) => `'${word}'`).join(' ');
  const env = { ...process.env, TERM: 'xterm-256color', FORCE_COLOR: undefined, NO_COLOR: undefined, CI: 'false', SHELL: '/bin/sh' };
  const child = spawn('script', ['-qfec', `stty cols ${columns} rows ${screenRows}; exec ${quoted}`, '/dev/null'], { env });
  child.stdout.on('data', (data) => terminal.write(data));
  await settled();
  child.stdin.write(JSON.parse(`"${keys}"`));
  await settled();
  child.kill('SIGKILL');
  return terminal;
};

const terminal = await (screenRows === undefined ? outputOf() : screenOf());

const escape = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const colourOf = (cell) => (cell.isInverse() ? PALETTE[0] : cell.isFgPalette() ? (PALETTE[cell.getFgColor()] ?? PALETTE[7]) : PALETTE[7]);

/** Runs of cells that look alike, as one text element each. */
const runsOf = (line) => {
  const runs = [];
  for (let x = 0; x < width; x++) {
    const cell = line.getCell(x);
    if (!cell || cell.getWidth() === 0) continue;
    const style = `${colourOf(cell)}|${cell.isBold() ? 'bold' : ''}|${cell.isDim() ? 'dim' : ''}|${cell.isUnderline() ? 'underline' : ''}|${cell.isInverse() ? 'inverse' : ''}`;
    const last = runs.at(-1);
    const characters = cell.getChars() || ' ';
    if (last && last.style === style && last.end === x) {
      last.text += characters;
      last.end = x + cell.getWidth();
    } else runs.push({ style, x, end: x + cell.getWidth(), text: characters });
  }
  return runs.filter(({ text: words, style }) => words.trim() !== '' || /underline|inverse/.test(style));
};

const buffer = terminal.buffer.active;
const lines = Array.from({ length: buffer.length }, (_, y) => buffer.getLine(y));
let last = lines.length - 1;
while (last > 0 && (lines[last]?.translateToString(true) ?? '') === '') last--;
const height = (last + 1) * CELL.height + 24;
const body = lines.slice(0, last + 1).flatMap((line, y) =>
  line
    ? runsOf(line).map(({ style, x, end, text: words }) => {
        const [fill, bold, dim, underline, inverse] = style.split('|');
        const behind = inverse ? `<rect x="${(12 + x * CELL.width).toFixed(1)}" y="${14 + y * CELL.height}" width="${((end - x) * CELL.width).toFixed(1)}" height="${CELL.height}" fill="${PALETTE[7]}"/>` : '';
        const attributes = [bold && 'font-weight="bold"', dim && 'opacity="0.7"', underline && 'text-decoration="underline"'].filter(Boolean).join(' ');
        const trimmed = words.trimEnd();
        return `${behind}<text x="${(12 + x * CELL.width).toFixed(1)}" y="${(28 + y * CELL.height).toFixed(1)}" fill="${fill}" textLength="${((end - x - (words.length - trimmed.length)) * CELL.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs" ${attributes}>${escape(trimmed)}</text>`;
      })
    : [],
);
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width * CELL.width + 24)} ${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" xml:space="preserve"><title>${escape([command, ...args].join(' ').replace(/^.*postmortem\.js/, 'postmortem'))}</title><rect width="100%" height="100%" rx="8" fill="${PALETTE[0]}"/>${body.join('\n')}</svg>\n`,
);
