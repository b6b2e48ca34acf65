import type { Reporter } from './define-reporter.ts';

/** Every output format of `check` by its name: a file and a line. */
export const REPORTERS = {
  json: async () => (await import('./json.ts')).reportJson,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type ReporterName = keyof typeof REPORTERS;
export const REPORTER_NAMES: readonly string[] = Object.keys(REPORTERS);

export const isReporter = (name: string): name is ReporterName => Object.hasOwn(REPORTERS, name);
