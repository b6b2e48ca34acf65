import { z } from 'zod/mini';
import { reportingFrontMatterSchema } from './reporting.ts';
import { ACTORS, CHANGE_KINDS, DETECTED_BY, STATUSES } from './vocabulary.ts';

/** The format version that this program writes. */
const FORMAT_VERSION = 1;

const makeSchema = () => z.looseObject({
  postmortem: z.literal(FORMAT_VERSION).check(z.describe('Format version')),
  id: z.optional(z.string().check(z.minLength(1), z.describe('Stable and unique in the repository; the name of the file by default'))),
  title: z.optional(z.string().check(z.minLength(1), z.describe('What happened, to whom, for how long'))),
  status: z.optional(z.enum(STATUSES).check(z.describe('How far the document is: closed also means that every action item is verified or dropped'))),
  severity: z.optional(z.string().check(z.minLength(1), z.describe('A level of the configured scale'))),
  services: z.optional(z.array(z.string()).check(z.describe('The services that were hit'))),
  environments: z.optional(z.array(z.string()).check(z.describe('Where: prod, staging, a region'))),
  timezone: z.optional(z.string().check(z.minLength(1), z.describe('IANA name or offset: how times without a zone are read'))),
  authors: z.optional(z.array(z.string()).check(z.describe('Who writes this, as handles that can be asked'))),
  reviewers: z.optional(z.array(z.string()).check(z.describe('Who reads it before it is final'))),
  detected_by: z.optional(z.enum(DETECTED_BY).check(z.describe('Who or what noticed first'))),
  trigger: z.optional(
    z.object({
      change: z.optional(z.enum(CHANGE_KINDS).check(z.describe('The kind of change that set the incident off'))),
      actor: z.optional(z.enum(ACTORS).check(z.describe('Who made the change: a person, automation or an agent'))),
      ref: z.optional(z.string().check(z.describe('Commit, deployment or address of the change'))),
    }).check(z.describe('The change that set the incident off')),
  ),
  links: z.optional(z.record(z.string(), z.string()).check(z.describe('Where else the incident is kept: incident, channel, ticket'))),
  tags: z.optional(z.array(z.string()).check(z.describe('Words to find this document by'))),
  reporting: z.optional(reportingFrontMatterSchema.check(z.describe('What authorities and public databases ask beyond the post-mortem'))),
});

let made: ReturnType<typeof makeSchema> | null = null;

/** The canonical front matter of a post-mortem (RECORD.md). Keys beyond these are kept. Made where it is asked for: many documents have none. */
export const frontMatterSchema = (): ReturnType<typeof makeSchema> => (made ??= makeSchema());

/** The keys that the format knows, in canonical order. */
export const frontMatterKeys = (): readonly string[] => Object.keys(frontMatterSchema().shape);
