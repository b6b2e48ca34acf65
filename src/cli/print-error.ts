import { UserError } from '../record/errors.ts';
import type { Host } from '../workspace/host.ts';
import { VERSION } from '../workspace/version.ts';

/** Prints an error on stderr: a user's in two or three lines; a bug in one, with its stack where POSTMORTEM_DEBUG is set. */
export const printError = (host: Host, error: unknown): void => {
  const debug = Boolean(host.env['POSTMORTEM_DEBUG']);
  if (error instanceof UserError) {
    host.stderr.write(`postmortem: ${error.message}\n`);
    if (error.place) host.stderr.write(`  at ${error.place}\n`);
    if (error.hint) host.stderr.write(`  ${error.hint}\n`);
    if (debug && error.cause instanceof Error) host.stderr.write(`${error.cause.stack ?? error.cause.message}\n`);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  host.stderr.write(`postmortem: internal error: ${message} (version ${VERSION}; please report it with the output of POSTMORTEM_DEBUG=1)\n`);
  if (debug && error instanceof Error) host.stderr.write(`${error.stack ?? ''}\n`);
};
