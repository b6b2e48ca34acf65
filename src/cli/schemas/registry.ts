import { z } from 'zod/mini';
import { answersSchema } from '../../document/edit/answers.ts';
import { lockSchema } from '../../gates/lock/schema.ts';
import { resultsSchema } from '../../gates/native/evaluate/results.ts';
import { gateSetSchema } from '../../gates/native/schema.ts';
import { frontMatterSchema } from '../../record/front-matter.ts';
import { incidentRecordSchema } from '../../record/record.ts';
import { reportSchema } from '../../reporters/report-schema.ts';
import { baselineSchema } from '../../rules/baseline.ts';
import { reminderSchema } from '../../trackers/due/reminder.ts';
import { trackerSchema } from '../../trackers/formats/json.ts';
import { syncReportSchema } from '../../trackers/sync/report.ts';
import { configurationJsonSchema } from './configuration.ts';

export interface PublishedSchema {
  /** Name of the file in `schemas/`, without `.schema.json`. */
  readonly name: string;
  readonly title: string;
  readonly schema: () => object;
}

const of = (schema: z.ZodMiniType, io: 'input' | 'output'): (() => object) => () => z.toJSONSchema(schema, { io });

/** Every published schema: JSON Schema draft 2020-12, made from the schemas of the code. A new one is a line. */
export const SCHEMAS: readonly PublishedSchema[] = [
  { name: 'record', title: 'One incident, as postmortem export prints it', schema: of(incidentRecordSchema, 'output') },
  { name: 'front-matter', title: 'Front matter of a post-mortem', schema: of(frontMatterSchema(), 'input') },
  { name: 'answers', title: 'Answers of postmortem new --answers', schema: of(answersSchema, 'input') },
  { name: 'configuration', title: 'postmortem.config.yaml', schema: configurationJsonSchema },
  { name: 'tracker', title: 'Action items, as postmortem actions --json prints them', schema: of(trackerSchema, 'output') },
  { name: 'due', title: 'Reminder of action items, as postmortem actions due --json prints it', schema: of(reminderSchema, 'output') },
  { name: 'sync', title: 'Plan or outcome, as postmortem actions sync --json prints it', schema: of(syncReportSchema, 'output') },
  { name: 'baseline', title: 'Findings that a team knows of (--baseline)', schema: of(baselineSchema, 'input') },
  { name: 'report', title: 'What postmortem check --format json prints', schema: of(reportSchema, 'output') },
  { name: 'gates', title: 'gates.yaml: gates that no tool has a format for', schema: of(gateSetSchema, 'input') },
  { name: 'gate-results', title: 'Results that postmortem gates evaluate judges', schema: of(resultsSchema, 'input') },
  { name: 'gates-lock', title: 'gates.lock.yaml: the floor of every linked gate', schema: of(lockSchema, 'output') },
];

/** The text of each file of `schemas/` by its name. */
export const schemaFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    SCHEMAS.map(({ name, title, schema }) => {
      const { $schema, ...rest }: { $schema?: unknown } = { ...schema() };
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, $id: `https://unpkg.com/postmortem-kit/schemas/${name}.schema.json`, title, ...rest }, null, 2)}\n`];
    }),
  );
