import type { Worker } from 'node:worker_threads';

/** The outside world, passed in wherever it is needed, so that everything runs in a test without it. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Now, in milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly fetch: typeof fetch;
  /** Starts this program in another thread, with these arguments and data; null where what runs is not the built program, as in tests. */
  readonly startThread: ((args: readonly string[], data: unknown) => Worker) | null;
  /** Runs a program without a shell; never throws for a non-zero exit. */
  readonly run: (program: string, args: readonly string[], options?: ProgramOptions) => Promise<ProgramResult>;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly input?: string;
  /** How the output is read (default UTF-8); with `latin1` each character is one byte, for output that holds lengths in bytes. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Ends a program that runs longer or prints more; its code is null then, and the standard error says why. */
  readonly most?: { readonly milliseconds: number; readonly bytes: number };
}

export interface ProgramResult {
  /** Null where the program could not be started, or was ended. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
