import type { Importer } from './importer.ts';

interface Registration {
  /** As it is written on the command line. */
  readonly name: string;
  readonly load: () => Promise<Importer>;
}

/** Every importer, the more particular first: the first that recognises a file reads it. A new one is a file and a line. */
export const IMPORTERS: readonly Registration[] = [
  { name: 'slack', load: async () => (await import('./slack.ts')).slack },
  { name: 'pagerduty', load: async () => (await import('./pagerduty.ts')).pagerduty },
  { name: 'journald', load: async () => (await import('./journald.ts')).journald },
  { name: 'alertmanager', load: async () => (await import('./alertmanager.ts')).alertmanager },
  { name: 'kubernetes', load: async () => (await import('./kubernetes.ts')).kubernetes },
  { name: 'incident-io', load: async () => (await import('./incident-io.ts')).incidentIo },
  { name: 'firehydrant', load: async () => (await import('./firehydrant.ts')).firehydrant },
  { name: 'opsgenie', load: async () => (await import('./opsgenie.ts')).opsgenie },
  { name: 'datadog', load: async () => (await import('./datadog.ts')).datadog },
  { name: 'github', load: async () => (await import('./github.ts')).github },
  { name: 'git-log', load: async () => (await import('./git-log.ts')).gitLog },
  { name: 'csv', load: async () => (await import('./csv.ts')).csv },
  { name: 'logs', load: async () => (await import('./logs.ts')).logs },
];
