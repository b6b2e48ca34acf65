import type { Tracker } from './tracker.ts';

/** Every file that can be generated from the action items, and the name it has by default. */
export const TRACKERS = {
  markdown: { file: 'ACTIONS.md', load: async (): Promise<Tracker> => (await import('./formats/markdown.ts')).markdown },
  csv: { file: 'actions.csv', load: async (): Promise<Tracker> => (await import('./formats/csv.ts')).csv },
  json: { file: 'actions.json', load: async (): Promise<Tracker> => (await import('./formats/json.ts')).json },
  ics: { file: 'actions.ics', load: async (): Promise<Tracker> => (await import('./formats/ics.ts')).ics },
  html: { file: 'actions.html', load: async (): Promise<Tracker> => (await import('./formats/html.ts')).html },
} as const satisfies Record<string, { file: string; load: () => Promise<Tracker> }>;
export type TrackerName = keyof typeof TRACKERS;

export const TRACKER_NAMES = Object.keys(TRACKERS) as readonly TrackerName[];

export const isTrackerName = (name: string): name is TrackerName => name in TRACKERS;
