import { appendFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import type { z } from 'zod/mini';
import { EXIT, UserError } from '../../record/errors.ts';
import { describeIssue } from '../../gates/issue.ts';
import { normalisePath } from '../../gates/links/reference.ts';
import { evaluateGates, SECTIONS, type Evaluation } from '../../gates/native/evaluate/evaluate.ts';
import { evaluationAnnotations, evaluationText } from '../../gates/native/evaluate/report.ts';
import { overrideRequestSchema, resultsSchema, type OverrideRequest, type Results } from '../../gates/native/evaluate/results.ts';
import { parseGateSet } from '../../gates/native/parse.ts';
import type { GateSet } from '../../gates/native/schema.ts';
import { reasonOf, readTextFile } from '../../workspace/text-file.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { flag, printJson } from '../gates/open.ts';

/** Largest results file, in bytes: outputs of a canary are many. */
const MAX_RESULTS_BYTES = 100_000_000;

/** Runs native gates on results. Files that a gate names are looked for beside the gate file. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const [file] = positionals;
  if (file === undefined) throw new UserError('which gate file?', { hint: 'postmortem gates evaluate gates.yaml --results results.json' });
  const set = readGateSet(host.cwd, file);
  const folder = dirname(resolve(host.cwd, file));
  const load = (path: string): string | null => {
    const inside = normalisePath(path);
    const content = inside === null ? null : readTextFile(resolve(folder, inside), MAX_RESULTS_BYTES);
    return content !== null && 'text' in content ? content.text : null;
  };
  const records = set.spec.rollout?.coverage.records ?? '';
  const found = normalisePath(records) === null ? [] : await glob(records, { cwd: folder, dot: true, followSymbolicLinks: false });
  const request = flag(values, 'override') === null ? null : readChecked(host.cwd, flag(values, 'override') ?? '', overrideRequestSchema, 'override');
  const evaluation = evaluateGates({
    set,
    results: joinResults(named(values, 'results').map((path) => readChecked(host.cwd, path, resultsSchema, 'results'))),
    evidence: { load, find: () => found.toSorted() },
    sections: SECTIONS.filter((section) => named(values, 'section').includes(section)),
    override: request,
    now: host.now(),
  });
  if (request !== null) audit(folder, set, request, evaluation);
  const format = values['json'] ? 'json' : flag(values, 'format');
  if (format === 'json') await printJson(host, { version: 1, ...evaluation });
  else host.stdout.write(format === 'github' ? evaluationAnnotations(evaluation, file) : evaluationText(evaluation));
  return evaluation.verdict === 'failed' ? EXIT.findings : EXIT.clean;
};

const named = (values: ParsedArguments['values'], name: string): readonly string[] => {
  const value = values[name];
  return typeof value === 'string' ? [value] : typeof value === 'object' ? value : [];
};

const readGateSet = (cwd: string, file: string): GateSet => {
  const content = readTextFile(resolve(cwd, file));
  if ('reason' in content) throw new UserError(`the gate file cannot be read: ${content.reason}`, { place: file });
  const { set, problems } = parseGateSet({ path: file, text: content.text });
  if (set !== null) return set;
  const [problem] = problems;
  const place = problem?.source ? `${file}:${problem.source.line}:${problem.source.column}` : file;
  throw new UserError(`the gate file is not valid: ${problem?.message ?? 'it is empty'}`, { place, ...(problem?.hint && { hint: problem.hint }) });
};

/** Reads a JSON or YAML file against a schema; what is wrong in it is a user error. */
const readChecked = <Value>(cwd: string, path: string, schema: z.ZodMiniType<Value>, what: string): Value => {
  const content = readTextFile(resolve(cwd, path), MAX_RESULTS_BYTES);
  if ('reason' in content) throw new UserError(`the ${what} cannot be read: ${content.reason}`, { place: path });
  let value: unknown;
  try {
    value = /^\s*[[{]/.test(content.text) ? JSON.parse(content.text) : parse(content.text, { maxAliasCount: 100 });
  } catch (cause) {
    throw new UserError(`the ${what} cannot be parsed: ${reasonOf(cause).split('\n')[0] ?? ''}`, { place: path, cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError(`the ${what} file is not valid: ${issue === undefined ? '' : describeIssue(issue)}`, { place: path, hint: 'see schemas/gate-results.schema.json' });
};

/** Several results files as one; a later file wins where two speak of the same. */
const joinResults = (all: readonly Results[]): Results =>
  all.reduce<Results>((joined, one) => ({ ...joined, ...one, ...((joined.promotion || one.promotion) && { promotion: { ...joined.promotion, ...one.promotion } }) }), {});

/** Every use of an override is written down, also a refused one. */
const audit = (folder: string, { spec }: GateSet, request: OverrideRequest, evaluation: Evaluation): void => {
  const log = normalisePath(spec.override.audit?.log ?? '');
  if (log === null || spec.override.policy === 'none') return;
  const used = evaluation.gates.some(({ verdict }) => verdict === 'overridden');
  try {
    appendFileSync(resolve(folder, log), `${JSON.stringify({ ...request, outcome: used ? 'used' : 'refused' })}\n`);
  } catch (cause) {
    throw new UserError(`the override cannot be written down: ${reasonOf(cause)}`, { place: log, hint: 'without an audit entry nothing is overridden', cause });
  }
};
