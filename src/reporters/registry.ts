import type { Reporter } from './define-reporter.ts';

/** Every output format of `check` by its name: a file and a line. */
export const REPORTERS = {
  pretty: async () => (await import('./pretty.ts')).reportPretty,
  json: async () => (await import('./json.ts')).reportJson,
  jsonl: async () => (await import('./jsonl.ts')).reportJsonLines,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
  github: async () => (await import('./github.ts')).reportGithub,
  gitlab: async () => (await import('./gitlab.ts')).reportGitlab,
  junit: async () => (await import('./junit.ts')).reportJunit,
  markdown: async () => (await import('./markdown.ts')).reportMarkdown,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type ReporterName = keyof typeof REPORTERS;
export const REPORTER_NAMES: readonly string[] = Object.keys(REPORTERS);

export const isReporter = (name: string): name is ReporterName => Object.hasOwn(REPORTERS, name);
