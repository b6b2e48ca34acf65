import { z } from 'zod/mini';
import { SEVERITIES } from '../../record/finding.ts';
import { SECTION_NAMES, STATUSES } from '../../record/vocabulary.ts';

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
  /** For editors; not read. */
  $schema: z.optional(z.string()),
  /** Globs of the post-mortems; `!` excludes. */
  documents: z.optional(globs),
  /** The severity scale, most severe first. */
  severities: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** IANA zone in which "today" is told, for due dates. */
  timezone: z.optional(z.string()),
  /** Further headings of a section, beside the shipped ones. */
  headings: z.optional(z.partialRecord(z.enum(SECTION_NAMES), z.array(z.string()))),
  rules: z.optional(rules),
  /** Other settings for some documents; later ones win. */
  overrides: z.optional(z.array(z.strictObject({ files: globs, rules }))),
  /** Where people and teams are listed, beside CODEOWNERS. */
  owners: z.optional(z.strictObject({ directory: z.optional(z.string()), codeowners: z.optional(z.string()) })),
  gates: z.optional(z.strictObject({ include: z.optional(globs), exclude: z.optional(globs) })),
  /** Roots of other repositories that gate references may name: `infra: ../infra`. */
  repositories: z.optional(z.record(z.string(), z.string())),
});
export type ConfigurationFile = z.infer<typeof configurationSchema>;
