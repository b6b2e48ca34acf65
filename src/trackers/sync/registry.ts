import type { Environment } from './connection.ts';
import type { HttpPorts } from './http.ts';
import type { IssueTracker } from './issue.ts';
import type { SyncSettings } from './settings.ts';

/** What an adapter is given to open a tracker. */
export interface TrackerSetup {
  readonly settings: SyncSettings;
  readonly env: Environment;
  readonly ports: Pick<HttpPorts, 'fetch' | 'clock' | 'notify'>;
}

export type OpenTracker = (setup: TrackerSetup) => Promise<IssueTracker>;

/** Every tracker that action items can be kept in step with. */
export const ISSUE_TRACKERS = {
  github: { title: 'GitHub', project: 'owner/repository', load: async (): Promise<OpenTracker> => (await import('./adapters/github.ts')).openGithub },
  gitlab: { title: 'GitLab', project: 'group/project', load: async (): Promise<OpenTracker> => (await import('./adapters/gitlab.ts')).openGitlab },
  jira: { title: 'Jira', project: 'the key of the project', load: async (): Promise<OpenTracker> => (await import('./adapters/jira.ts')).openJira },
  linear: { title: 'Linear', project: 'the key of the team', load: async (): Promise<OpenTracker> => (await import('./adapters/linear.ts')).openLinear },
} as const satisfies Record<string, { title: string; project: string; load: () => Promise<OpenTracker> }>;
export type IssueTrackerName = keyof typeof ISSUE_TRACKERS;

export const ISSUE_TRACKER_NAMES = Object.keys(ISSUE_TRACKERS) as readonly IssueTrackerName[];

export const isIssueTracker = (name: string): name is IssueTrackerName => Object.hasOwn(ISSUE_TRACKERS, name);
