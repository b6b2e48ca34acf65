import { z } from 'zod/mini';
import { SEVERITIES } from '../../record/finding.ts';
import { SECTION_NAMES, STATUSES } from '../../record/vocabulary.ts';
import { syncSchema } from './sync.ts';

const severitySetting = z.enum([...SEVERITIES, 'off']);

/** One severity, or one for each state of a document. */
const severity = z.union([severitySetting, z.partialRecord(z.enum(['adopted', ...STATUSES]), severitySetting)]);

/** `off`, `warning`, or an object with `severity` and the rule's own options. */
export const ruleSettingSchema = z.union([severitySetting, z.strictObject({ severity: z.optional(severity), options: z.optional(z.record(z.string(), z.unknown())) })]);
export type RuleSetting = z.infer<typeof ruleSettingSchema>;

const rules = z.record(z.string(), ruleSettingSchema);
const globs = z.array(z.string());

/** What `postmortem.config.yaml` may say: data only, every key optional. Paths and globs are relative to the configuration's folder. */
export const configurationSchema = z.strictObject({
  $schema: z.optional(z.string().check(z.describe('For editors; not read'))),
  documents: z.optional(globs.check(z.describe('Globs of the post-mortems; ! excludes'))),
  severities: z.optional(z.array(z.string()).check(z.minLength(1), z.describe('The severity scale, most severe first'))),
  timezone: z.optional(z.string().check(z.describe('IANA zone in which "today" is told, for due dates'))),
  headings: z.optional(z.partialRecord(z.enum(SECTION_NAMES), z.array(z.string())).check(z.describe('Further headings of a section, beside the shipped ones'))),
  rules: z.optional(rules),
  overrides: z.optional(z.array(z.strictObject({ files: globs, rules })).check(z.describe('Other settings for some documents; later ones win'))),
  owners: z.optional(
    z
      .strictObject({ directory: z.optional(z.string()), codeowners: z.optional(z.string()) })
      .check(z.describe('Where people and teams are listed: a YAML or JSON file of names, and CODEOWNERS where it is not in its usual place')),
  ),
  gates: z.optional(z.strictObject({ include: z.optional(globs), exclude: z.optional(globs) }).check(z.describe('Which files are looked into for gates'))),
  sync: z.optional(syncSchema.check(z.describe('How action items and the issues of a tracker are kept in step'))),
  repositories: z.optional(z.record(z.string(), z.string()).check(z.describe('Roots of other repositories that gate references may name: infra: ../infra'))),
});
export type ConfigurationFile = z.infer<typeof configurationSchema>;
