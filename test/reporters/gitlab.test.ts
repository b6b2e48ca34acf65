import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { reportGitlab } from '../../src/reporters/gitlab.ts';
import { context, everything } from './sample.ts';

/**
 * What the schema asks by which GitLab reads a Code Quality report (`app/validators/json_schemas/codeclimate.json` of its source), and, stricter, what its
 * documentation says of names, severities and paths.
 */
const CODE_QUALITY = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: { path: { type: 'string', pattern: '^(?!/|\\./)' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } },
      },
    },
  },
};

test('a report as GitLab documents it, each fingerprint once, suppressed findings left out', () => {
  const items = JSON.parse(reportGitlab(everything, context));
  const validate = new Ajv.default().compile(CODE_QUALITY);
  validate(items);
  expect(validate.errors).toBeNull();
  expect(items.map((item: { check_name: string; severity: string; fingerprint: string }) => [item.check_name, item.severity, item.fingerprint])).toEqual([
    ['not-checked', 'blocker', 'not-checked docs/bad.md'],
    ['durations/contradiction', 'major', 'd1f5'],
    ['actions/owner', 'minor', 'a1'],
    ['llm/variables', 'info', 'b1'],
    ['actions/due', 'major', 'e1'],
  ]);
});
