import { z } from 'zod/mini';
import { SEVERITIES } from '../../record/finding.ts';
import { PROFILES } from '../../rules/define-rule.ts';
import { RULES } from '../../rules/registry.ts';
import { ISSUE_TRACKER_NAMES } from '../../trackers/sync/registry.ts';
import { configurationSchema } from '../../workspace/configuration/schema.ts';

const setting = { enum: [...SEVERITIES, 'off'] };
const severity = { anyOf: [setting, { type: 'object', properties: Object.fromEntries(PROFILES.map((profile) => [profile, setting])), additionalProperties: false }] };

/** A schema inside another does not say its dialect again. */
const withoutDialect = (schema: object): object => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'));

/** The schema of the configuration, with the rules that exist and their own options, and the trackers. */
export const configurationJsonSchema = (): object => {
  const rules = {
    type: 'object',
    properties: Object.fromEntries(
      RULES.map(({ id, docs, options }) => [
        id,
        { description: docs.summary, anyOf: [setting, { type: 'object', properties: { severity, options: withoutDialect(z.toJSONSchema(options, { io: 'input' })) }, additionalProperties: false }] },
      ]),
    ),
    additionalProperties: false,
  };
  return z.toJSONSchema(configurationSchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      if (path.at(-1) === 'tracker') jsonSchema.enum = [...ISSUE_TRACKER_NAMES];
      if (path.at(-1) !== 'rules') return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, rules);
    },
  });
};
