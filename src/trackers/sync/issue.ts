import type { ActionStatus } from '../../record/vocabulary.ts';
import type { Block } from './block.ts';
import type { Marker } from './marker.ts';

/** What is kept in step both ways, in the tracker's terms: statuses that it can tell apart, logins in lower case, ISO dates. */
export interface Fields {
  readonly status: ActionStatus;
  readonly owners: readonly string[];
  readonly due: string | null;
}

/** One issue as any tracker has it. */
export interface RemoteIssue {
  /** What its API calls it within the project: `12`, `ORD-12`. */
  readonly ref: string;
  /** Markdown that leads to it: what is written into the document. */
  readonly ticket: string;
  readonly title: string;
  /** As the tracker stores it. */
  readonly body: string;
  readonly labels: readonly string[];
  /** `due` is undefined where the issue has no place for a date. */
  readonly fields: Omit<Fields, 'due'> & { readonly due: string | null | undefined };
  readonly marker: Marker | null;
  /** ISO; of two issues with one marker the older is meant. */
  readonly created: string;
}

/** What the document says and the tracker shows; it goes one way. */
export interface Content {
  readonly title: string;
  readonly block: Block;
  readonly labels: readonly string[];
  /** Its name in the tracker, or the label that stands for it. */
  readonly priority: string | null;
}

export interface Draft {
  readonly content: Content;
  readonly fields: Fields;
  readonly marker: Marker;
}

export interface Change {
  /** Only what is to be changed. */
  readonly fields: Partial<Fields>;
  readonly marker: Marker;
  /** Null where what the issue shows is as it was. */
  readonly content: Content | null;
}

/** A ticket as a document writes it: its words, or the address that they lead to. */
export type WrittenTicket = { readonly text: string; readonly url: string | null };

export interface IssueTracker {
  /** `acme/ops on GitHub`, for messages. */
  readonly name: string;
  readonly mostOwners: number;
  /** The status that stands for this one in the tracker, which may tell fewer apart. */
  readonly canonical: (status: ActionStatus) => ActionStatus;
  /** The status that a new issue can have at once. */
  readonly statusAtCreation: (status: ActionStatus) => ActionStatus;
  /** Login of an owner whom the configuration does not name, and back; null where nothing can be said. */
  readonly loginOf: (owner: string) => string | null;
  readonly ownerOf: (login: string) => string | null;
  /** The issue of this project that a ticket names; `elsewhere` for one of another project or tracker, null for what is no ticket. */
  readonly refOf: (ticket: WrittenTicket) => string | 'elsewhere' | null;
  /** All issues that carry the label, or those that changed in the last so many minutes. */
  readonly list: (minutes: number | null) => Promise<readonly RemoteIssue[]>;
  /** `absent` where there is none; `other` where the name is that of something else, such as a pull request. */
  readonly find: (ref: string) => Promise<RemoteIssue | 'absent' | 'other'>;
  readonly isAssignable: (login: string) => Promise<boolean>;
  /** Throws `OutcomeUnknown` where nobody knows whether the issue was made. */
  readonly create: (draft: Draft) => Promise<RemoteIssue>;
  readonly update: (issue: RemoteIssue, change: Change) => Promise<RemoteIssue>;
}
