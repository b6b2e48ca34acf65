import { EXIT } from '../record/errors.ts';
import { nodeHost } from '../workspace/node-host.ts';
import { main } from './main.ts';
import { EDITING_THREAD, EXAMINING_THREAD } from './thread-argument.ts';

/** Starts the work of a thread where this is one, which no argument alone makes it. */
const runsAsThread = async (): Promise<boolean> => {
  switch (process.argv[2]) {
    case EXAMINING_THREAD: return (await import('./check/thread.ts')).serveThread();
    case EDITING_THREAD: return (await import('./editing/desk-thread.ts')).serveDesk();
    default: return false;
  }
};

/** Runs the program with the arguments, streams and exit code of this process. */
export const start = async (): Promise<void> => {
  if (await runsAsThread()) return;
  // A reader that has seen enough (`postmortem list | head`) closes the pipe: that is no failure.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(process.exitCode ?? EXIT.clean);
    });
  process.once('SIGINT', () => process.exit(EXIT.interrupted));

  // The exit code is set rather than `exit` called, so that a pipe receives all that was written.
  process.exitCode = await main(nodeHost(process.argv[1]), process.argv.slice(2));
};
