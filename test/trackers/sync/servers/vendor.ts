import type { SyncConfiguration } from '../../../../src/workspace/configuration/sync.ts';
import type { IssueTrackerName } from '../../../../src/trackers/sync/registry.ts';
import type { RunningServer } from './server.ts';

/** An issue as a person sees it in any of the trackers. */
export interface IssueView {
  readonly ref: string;
  readonly title: string;
  /** The body's text. */
  readonly text: string;
  readonly status: 'open' | 'in-progress' | 'done' | 'dropped';
  readonly owner: string | null;
  readonly due: string | null;
  readonly labels: readonly string[];
}

export interface PersonalChange {
  readonly status?: IssueView['status'];
  readonly owner?: string | null;
  readonly due?: string | null;
  /** Words written below the body. */
  readonly comment?: string;
}

/** A tracker that runs, and what people do in it. */
export interface RunningTracker {
  readonly server: RunningServer;
  readonly env: Readonly<Record<string, string>>;
  readonly issues: () => readonly IssueView[];
  readonly change: (ref: string, change: PersonalChange) => void;
  /** Makes an issue by hand and gives its address and its number or key. */
  readonly file: (title: string, text: string) => { readonly ref: string; readonly url: string };
  /** Requests and answers that the vendor's description does not allow. */
  readonly violations: () => readonly string[];
}

export interface Vendor {
  readonly tracker: IssueTrackerName;
  readonly project: string;
  readonly configuration: SyncConfiguration;
  /** The login that stands for `@mira`, and that for `@sol`. */
  readonly logins: readonly [string, string];
  /** Whether the due date is a field of its own. */
  readonly start: () => Promise<RunningTracker>;
  readonly secret: string;
}
