import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';
import type { Host, ProgramResult } from './host.ts';

/** Ends a program and those that it started. */
const endGroup = (child: ChildProcess): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};

const runProgram: Host['run'] = (program, args, options = {}) =>
  new Promise<ProgramResult>((resolve) => {
    // Few runs start a program, and the module takes long to load.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(program, args, { cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'], shell: false, detached: options.most !== undefined });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const { most } = options;
    let size = 0;
    const end = (why: string): void => {
      endGroup(child);
      resolve({ code: null, stdout: '', stderr: why });
    };
    const keep = (chunks: Buffer[], chunk: Buffer): void => {
      size += chunk.length;
      if (most !== undefined && size > most.bytes) return end(`it printed more than ${most.bytes / 1_000_000} MB`);
      chunks.push(chunk);
    };
    const timer = most === undefined ? undefined : setTimeout(() => end(`it ran for more than ${most.milliseconds / 1000} seconds`), most.milliseconds);
    child.stdout.on('data', (chunk: Buffer) => keep(stdout, chunk));
    child.stderr.on('data', (chunk: Buffer) => keep(stderr, chunk));
    child.on('error', (error) => resolve({ code: null, stdout: '', stderr: error.message }));
    child.on('exit', () => clearTimeout(timer));
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(stdout).toString(options.encoding ?? 'utf8'), stderr: Buffer.concat(stderr).toString('utf8') }));
    // A program that ends before it has read its input closes the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });

/** Megabytes for what a thread makes and soon forgets; by default it would take six times as much. */
const YOUNG = 8;

/** No flags of node are passed on: what a thread needs, it is given. */
const startThread = (program: string, args: readonly string[], data: unknown): Worker =>
  new (process.getBuiltinModule('node:worker_threads').Worker)(program, { argv: [...args], workerData: data, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });

/** The real world: this process; `program` is the file that was started, where that is the built program. */
export const nodeHost = (program: string | null = null): Host => ({
  cwd: process.cwd(),
  env: process.env,
  now: Date.now,
  // Opened where it is asked for.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  fetch: globalThis.fetch,
  startThread: program === null ? null : (args, data) => startThread(program, args, data),
  run: runProgram,
});
