/** Exit codes of the command: 0 clean, 1 findings, 2 could not do its work. */
export const EXIT = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error a user meets: what is wrong (`message`), where (`place`), and what to do (`hint`). It prints as two or three lines and
 * never as a stack trace. Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  readonly place: string | null;
  readonly hint: string | null;

  constructor(message: string, details: { place?: string; hint?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'UserError';
    this.place = details.place ?? null;
    this.hint = details.hint ?? null;
  }
}
