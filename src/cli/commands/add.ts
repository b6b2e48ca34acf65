import type { z } from 'zod/mini';
import {
  actionAnswers, decisionAnswers, editsOfAnswers, editsOfWhys, entryAnswers, given, parseWith, signalAnswers, variableAnswers, whyAnswers, type Answers,
} from '../../document/edit/answers.ts';
import type { RecordEdit, WhyPath } from '../../document/edit/record-edit.ts';
import { whyAt } from '../../document/edit/whys.ts';
import { UserError } from '../../record/errors.ts';
import type { Host } from '../../workspace/host.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { listFlag, onlyFile, readJson, requiredFlag, textFlag } from '../editing/input.ts';
import { editFile } from '../editing/write.ts';

/** The values to add: from `--json`, one or a list of them, or one from the flags. */
const valuesOf = async <Value>(host: Host, args: ParsedArguments, schema: z.ZodMiniType<Value>, fromFlags: () => unknown): Promise<Value[]> => {
  const source = textFlag(args, 'json');
  if (source === undefined) return [parseWith(schema, fromFlags(), 'the flags')];
  const json = await readJson(host, source);
  const items: readonly unknown[] = Array.isArray(json) ? json : [json];
  return items.map((item, index) => parseWith(schema, item, items.length === 1 ? source : `${source}, item ${index + 1}`));
};

/** A command that adds parts of one kind, as the answers of `postmortem new` would. */
const adding =
  <Part extends 'timeline' | 'actions' | 'signals' | 'decisions' | 'variables'>(
    name: string,
    part: Part,
    schema: z.ZodMiniType<NonNullable<Answers[Part]>[number]>,
    fromFlags: (args: ParsedArguments) => Readonly<Record<string, unknown>>,
  ): CommandRun =>
  async (host, args) => {
    const file = onlyFile(args, `add ${name}`);
    const values = await valuesOf(host, args, schema, () => given(fromFlags(args)));
    return editFile(host, args, file, () => editsOfAnswers({ [part]: values }));
  };

const texts = (args: ParsedArguments, names: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name) => [name, textFlag(args, name)]));

export const addTimeline: CommandRun = adding('timeline', 'timeline', entryAnswers, (args) => ({
  time: requiredFlag(args, 'time', '"2026-04-24 23:50"'),
  event: requiredFlag(args, 'event', '"Pager fires on the 5xx ratio"'),
  ...texts(args, ['milestone', 'actor', 'evidence']),
}));

export const addAction: CommandRun = adding('action', 'actions', actionAnswers, (args) => ({
  title: requiredFlag(args, 'title', '"Alert on the connection pool"'),
  ...texts(args, ['type', 'priority', 'owner', 'due', 'gate', 'status', 'ticket']),
}));

export const addSignal: CommandRun = adding('signal', 'signals', signalAnswers, (args) => ({
  metric: requiredFlag(args, 'metric', 'http_5xx_ratio'),
  ...texts(args, ['normal', 'incident', 'unit', 'from', 'to', 'source']),
}));

export const addVariable: CommandRun = adding('variable', 'variables', variableAnswers, (args) => ({
  key: requiredFlag(args, 'key', 'model'),
  ...texts(args, ['status', 'reason', 'before', 'during', 'evidence']),
  changedAt: textFlag(args, 'changed-at'),
}));

export const addDecision: CommandRun = adding('decision', 'decisions', decisionAnswers, (args) => ({
  title: textFlag(args, 'title'),
  options: [
    { text: requiredFlag(args, 'chosen', '"Pin the model (AI-1)"'), chosen: true },
    ...(Array.isArray(args.values['rejected']) ? args.values['rejected'] : []).map((text) => ({ text, chosen: false })),
  ],
}));

export const addCause: CommandRun = (host, args) => {
  const file = onlyFile(args, 'add cause');
  const edit: RecordEdit = { kind: 'add-cause', cause: args.values['root'] === true ? 'root' : 'contributing', text: requiredFlag(args, 'text', '"The alert waited ten minutes. → AI-4"') };
  return editFile(host, args, file, () => [edit]);
};

const stepPath = (written: string | undefined): WhyPath => {
  if (written === undefined) return [];
  const path = written.split('.').map((part) => Number(part) - 1);
  if (path.every((index) => Number.isInteger(index) && index >= 0)) return path;
  throw new UserError(`--below "${written}" is not a step`, { hint: 'steps count from 1, dots between: 1.2 is the second below the first' });
};

export const addWhy: CommandRun = async (host, args) => {
  const file = onlyFile(args, 'add why');
  const parent = stepPath(textFlag(args, 'below'));
  const whys = await valuesOf(host, args, whyAnswers, () =>
    given({
      question: requiredFlag(args, 'question', '"Why was the pool exhausted?"'),
      answer: textFlag(args, 'answer'),
      evidence: textFlag(args, 'evidence'),
      answeredBy: listFlag(args, 'answered-by'),
      acceptedRisk: textFlag(args, 'accepted'),
    }),
  );
  return editFile(host, args, file, ({ record }) => {
    const siblings = parent.length === 0 ? record.whys : whyAt(record.whys, parent)?.steps;
    if (siblings === undefined) throw new UserError(`there is no step ${textFlag(args, 'below') ?? ''}`, { place: file, hint: '`postmortem show` draws the tree of whys' });
    return editsOfWhys(whys, parent, siblings.length);
  });
};
