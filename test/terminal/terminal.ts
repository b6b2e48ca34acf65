import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from '@xterm/headless';
import { onTestFinished } from 'vitest';

const PROGRAM = join(import.meta.dirname, '../../bin/postmortem.js');
const PATIENCE = 20_000;

/** The program in a pseudo-terminal: keys go in, the screen is read back. */
export interface Screen {
  readonly type: (keys: string) => void;
  readonly text: () => string;
  /** Waits until the screen shows a text. */
  readonly shows: (text: string) => Promise<void>;
  /** Colours of the characters that are shown, but for the terminal's own. */
  readonly colours: () => readonly number[];
  /** Bytes that the program wrote so far. */
  readonly written: () => number;
  readonly resize: (columns: number, rows: number) => void;
  /** Ends the program as a lost connection never would: at once. */
  readonly kill: (signal?: NodeJS.Signals) => void;
  readonly ended: Promise<number | null>;
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Waits for a condition; fails with what there was instead. */
export const until = async (holds: () => boolean, otherwise: () => string): Promise<void> => {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain:\n${otherwise()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

export const openScreen = (cwd: string, args: readonly string[], { columns = 80, rows = 24, env = {}, name = 'session' }: { readonly columns?: number; readonly rows?: number; readonly env?: Readonly<Record<string, string>>; readonly name?: string } = {}): Screen => {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  const command = `echo $$ >.${name}.pid; tty >.${name}.tty; stty cols ${columns} rows ${rows}; exec ${[process.execPath, PROGRAM, ...args].map(quote).join(' ')}`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, XDG_STATE_HOME: join(cwd, '.state'), TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env },
  });
  let written = 0;
  child.stdout.on('data', (data: Buffer) => {
    written += data.length;
    terminal.write(data);
  });
  // Keys typed after the program has gone.
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(() => {
    child.kill('SIGKILL');
    terminal.dispose();
  });
  const text = (): string => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '').join('\n');
  };
  const colours = (): number[] => {
    const { active } = terminal.buffer;
    const found = new Set<number>();
    for (let row = 0; row < terminal.rows; row++)
      for (let column = 0; column < terminal.cols; column++) {
        const cell = active.getLine(active.viewportY + row)?.getCell(column);
        if (cell && !cell.isFgDefault()) found.add(cell.getFgColor());
      }
    return [...found];
  };
  return {
    colours,
    written: () => written,
    type: (keys) => void child.stdin.write(keys),
    text,
    shows: (wanted) => until(() => text().includes(wanted), () => `no "${wanted}" in\n${text()}`),
    resize: (width, height) => {
      terminal.resize(width, height);
      execFileSync('stty', ['-F', readFileSync(join(cwd, `.${name}.tty`), 'utf8').trim(), 'cols', String(width), 'rows', String(height)]);
    },
    kill: (signal = 'SIGKILL') => void process.kill(Number(readFileSync(join(cwd, `.${name}.pid`), 'utf8')), signal),
    ended,
  };
};
