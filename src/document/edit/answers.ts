import { z } from 'zod/mini';
import { UserError } from '../../record/errors.ts';
import { LLM_FIELDS, LLM_LISTS } from '../../record/llm.ts';
import { ACTION_STATUSES, ACTION_TYPES, ACTORS, CHANGE_KINDS, CONFIDENCES, DETECTED_BY, LLM_VARIABLES, MILESTONES, OUTCOME_KINDS, STATUSES, VARIABLE_STATUSES, type SectionName } from '../../record/vocabulary.ts';
import type { RecordEdit, WhyPath } from './record-edit.ts';

const text = z.string().check(z.minLength(1));
const moment = z.string().check(z.regex(/^(?:\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?|T?\d{2}:\d{2}(?::\d{2})?)$/));
const names = z.optional(z.array(text));

export const entryAnswers = z.strictObject({
  time: moment,
  event: text,
  milestone: z.optional(z.enum(MILESTONES)),
  actor: z.optional(text),
  evidence: z.optional(text),
});

export const actionAnswers = z.strictObject({
  id: z.optional(text),
  title: text,
  type: z.optional(z.enum(ACTION_TYPES)),
  priority: z.optional(text),
  owner: z.optional(text),
  due: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  gate: z.optional(text),
  status: z.optional(z.enum(ACTION_STATUSES)),
  ticket: z.optional(text),
});

export const signalAnswers = z.strictObject({
  metric: text,
  normal: z.optional(text),
  incident: z.optional(text),
  unit: z.optional(text),
  from: z.optional(text),
  to: z.optional(text),
  source: z.optional(text),
});

export const variableAnswers = z.strictObject({
  key: z.enum(LLM_VARIABLES),
  status: z.optional(z.enum(VARIABLE_STATUSES)),
  reason: z.optional(text),
  before: z.optional(text),
  during: z.optional(text),
  changedAt: z.optional(text),
  evidence: z.optional(text),
});

const words = z.optional(text);
const outcomeAnswers = z.strictObject({ failure: words, kind: z.optional(z.enum(OUTCOME_KINDS)), before: words, during: words, window: words, judgeFree: words });
const verdictAnswers = z.strictObject({ explainedBy: words, confidence: z.optional(z.enum(CONFIDENCES)), confirmedBy: words });
const agentAnswers = z.strictObject({ action: words, autonomyTier: words, reversible: words, gateBefore: words, reconstructible: words });

export const decisionAnswers = z.strictObject({
  title: z.optional(text),
  options: z.array(z.strictObject({ text, chosen: z.optional(z.boolean()) })).check(z.minLength(1)),
});

interface WhyAnswers {
  readonly question: string;
  readonly answer?: string | undefined;
  readonly evidence?: string | undefined;
  readonly answeredBy?: readonly string[] | undefined;
  readonly acceptedRisk?: string | undefined;
  readonly steps?: readonly WhyAnswers[] | undefined;
}

export const whyAnswers: z.ZodMiniType<WhyAnswers> = z.strictObject({
  question: text,
  answer: z.optional(text),
  evidence: z.optional(text),
  answeredBy: names,
  acceptedRisk: z.optional(text),
  get steps() {
    return z.optional(z.array(whyAnswers));
  },
});

/** Sections whose prose may be given; the others are made of their parts. */
const PROSE = ['summary', 'impact', 'detection', 'trigger', 'root_cause', 'resolution', 'went_well', 'went_poorly', 'lucky', 'lessons', 'supporting'] as const satisfies readonly SectionName[];

/** The JSON twin of every question that `postmortem new` asks; every key may be left out. */
export const answersSchema = z.strictObject({
  title: z.optional(text),
  severity: z.optional(text),
  status: z.optional(z.enum(STATUSES)),
  services: names,
  environments: names,
  timezone: z.optional(text),
  authors: names,
  reviewers: names,
  detected_by: z.optional(z.enum(DETECTED_BY)),
  trigger: z.optional(z.strictObject({ change: z.optional(z.enum(CHANGE_KINDS)), actor: z.optional(z.enum(ACTORS)), ref: z.optional(text) })),
  links: z.optional(z.record(text, text)),
  tags: names,
  sections: z.optional(z.partialRecord(z.enum(PROSE), text)),
  contributing_factors: names,
  timeline: z.optional(z.array(entryAnswers)),
  signals: z.optional(z.array(signalAnswers)),
  variables: z.optional(z.array(variableAnswers)),
  outcome: z.optional(outcomeAnswers),
  verdict: z.optional(verdictAnswers),
  agent: z.optional(agentAnswers),
  whys: z.optional(z.array(whyAnswers)),
  decisions: z.optional(z.array(decisionAnswers)),
  actions: z.optional(z.array(actionAnswers)),
});
export type Answers = z.infer<typeof answersSchema>;

/** A wall clock in the record's form: `2026-04-24 23:50` and `23:50` are what people type. */
export const wallOf = (time: string): string => (/^\d{2}:/.test(time) ? `T${time}` : time.replace(' ', 'T'));

/** Parsed answers. Throws a `UserError` that names the key and what it may hold. */
export const parseAnswers = (json: unknown, place: string): Answers => parseWith(answersSchema, json, place);

/** Parses a value against a schema; the first complaint becomes the error, with the path of its key. */
export const parseWith = <Value>(schema: z.ZodMiniType<Value>, json: unknown, place: string): Value => {
  const parsed = z.safeParse(schema, json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = issue?.path.map(String).join('.') ?? '';
  const wanted = issue !== undefined && 'values' in issue && Array.isArray(issue.values) ? `one of ${issue.values.join(', ')}` : (issue?.message ?? 'another value');
  const unknown = issue !== undefined && 'keys' in issue && Array.isArray(issue.keys) ? `unknown key "${issue.keys.join('", "')}"` : null;
  throw new UserError(unknown ?? `"${key}" is not what is asked for: ${wanted}`, { place: key === '' ? place : `${place}, ${key}`, hint: 'The schema stands in schemas/answers.schema.json.' });
};

/** Leaves out the keys that are undefined, which exact optional properties forbid. */
export const given = <Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as { [Key in keyof Value]: Exclude<Value[Key], undefined> };

/** The edits that add whys with the steps below them; `first` is the index that the first of them will have among its siblings. */
export const editsOfWhys = (whys: readonly WhyAnswers[], parent: WhyPath, first = 0): RecordEdit[] =>
  whys.flatMap(({ steps, ...why }, index): RecordEdit[] => [
    { kind: 'add-why', parent, why: given(why) },
    ...editsOfWhys(steps ?? [], [...parent, first + index]),
  ]);

/** The edits that write the answers into a fresh document, in the order in which a person would. */
export const editsOfAnswers = (answers: Answers): RecordEdit[] => {
  const edits: RecordEdit[] = [];
  const fact = (name: 'title' | 'severity' | 'status' | 'timezone' | 'detected_by' | 'trigger.change' | 'trigger.actor' | 'trigger.ref', value: string | undefined): void => {
    if (value !== undefined) edits.push({ kind: 'set-fact', fact: name, value });
  };
  fact('title', answers.title);
  fact('status', answers.status);
  fact('severity', answers.severity);
  for (const list of ['services', 'environments', 'authors', 'reviewers', 'tags'] as const) {
    const values = answers[list];
    if (values !== undefined) edits.push({ kind: 'set-list', fact: list, values });
  }
  fact('timezone', answers.timezone);
  fact('detected_by', answers.detected_by);
  fact('trigger.change', answers.trigger?.change);
  fact('trigger.actor', answers.trigger?.actor);
  fact('trigger.ref', answers.trigger?.ref);
  for (const [name, value] of Object.entries(answers.links ?? {})) edits.push({ kind: 'set-link', name, value });
  for (const name of PROSE) {
    const markdown = answers.sections?.[name];
    if (markdown !== undefined) edits.push({ kind: 'set-section', name, markdown });
  }
  for (const factor of answers.contributing_factors ?? []) edits.push({ kind: 'add-cause', cause: 'contributing', text: factor });
  if (answers.timeline !== undefined && answers.timeline.length > 0) edits.push({ kind: 'add-entries', entries: answers.timeline.map((entry) => given({ ...entry, time: wallOf(entry.time) })) });
  for (const signal of answers.signals ?? []) edits.push({ kind: 'add-signal', signal: given(signal) });
  for (const { key, ...values } of answers.variables ?? []) edits.push({ kind: 'set-variable', key, values: given(values) });
  for (const list of LLM_LISTS) {
    const values: Readonly<Partial<Record<string, string | undefined>>> = answers[list] ?? {};
    for (const field of LLM_FIELDS[list]) if (values[field] !== undefined) edits.push({ kind: 'set-field', list, field, value: values[field] });
  }
  edits.push(...editsOfWhys(answers.whys ?? [], []));
  for (const decision of answers.decisions ?? []) {
    edits.push({ kind: 'add-decision', title: decision.title ?? null, options: decision.options.map((option) => ({ text: option.text, chosen: option.chosen ?? false })) });
  }
  for (const item of answers.actions ?? []) edits.push({ kind: 'add-action', item: given(item) });
  return edits;
};
