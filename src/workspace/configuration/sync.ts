import { z } from 'zod/mini';
import { ACTION_STATUSES } from '../../record/vocabulary.ts';

/** Who is believed where both sides changed a field since they last agreed. */
export const SIDES = ['document', 'tracker'] as const;
export type Side = (typeof SIDES)[number];

const side = z.optional(z.enum(SIDES));
const names = z.optional(z.record(z.string(), z.string()));

/**
 * How action items and issues are kept in step. Hosts and tokens are not here: they come from the environment together, so that no change of a
 * repository's file can send a token elsewhere.
 */
export const syncSchema = z.strictObject({
  tracker: z.optional(z.string().check(z.describe('Which tracker: github, gitlab, jira or linear'))),
  project: z.optional(z.string().check(z.describe('owner/repository (GitHub), path of the project (GitLab), key of the project (Jira) or of the team (Linear)'))),
  label: z.optional(z.string().check(z.minLength(1), z.describe('Label of every issue that is kept in step; issues without it are not looked at (default: postmortem)'))),
  labels: names.check(z.describe('Further labels, by type, severity or service: prevent: prevention')),
  priorities: names.check(z.describe('Priority as documents write it → its name in the tracker, or the label that stands for it')),
  statuses: z.optional(z.partialRecord(z.enum(ACTION_STATUSES), z.string()).check(z.describe('Status of an item → name of the status in the tracker, or the label that stands for it'))),
  users: names.check(z.describe('Owner as documents write it → login (GitHub, GitLab), account id (Jira) or e-mail address (Linear)')),
  create: z.optional(z.array(z.enum(ACTION_STATUSES)).check(z.describe('Statuses of items for which an issue is made (default: open and in-progress)'))),
  conflicts: z.optional(z.strictObject({ status: side, owner: side, due: side }).check(z.describe('Who wins where both sides changed (default: status and owner by the tracker, due by the document)'))),
  links: z.optional(z.string().check(z.regex(/^https:\/\//), z.describe('Address before the path of a document, for the link in an issue: https://github.com/acme/ops/blob/main'))),
  issueType: z.optional(z.string().check(z.describe('Type of new issues in Jira (default: Task)'))),
  pause: z.optional(z.number().check(z.minimum(0), z.maximum(60_000), z.describe('Milliseconds between writes (default: 1000 on github.com, else 0)'))),
});
export type SyncConfiguration = z.infer<typeof syncSchema>;
