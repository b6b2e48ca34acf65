import { z } from 'zod/mini';
import type { SettingOrder } from '../../adapter.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import type { ChainLink } from '../../model.ts';
import { holdsIn } from './expression.ts';

/** What a job does in a merge request's pipeline. */
type Outcome = Pick<ChainLink, 'enforcement' | 'reason'>;

/** What is known of the pipeline of a merge request. */
const MERGE_REQUEST: ReadonlyMap<string, string | null> = new Map([
  ['CI_PIPELINE_SOURCE', 'merge_request_event'], ['CI_COMMIT_TAG', null], ['CI_COMMIT_BRANCH', null], ['CI_MERGE_REQUEST_EVENT_TYPE', 'detached'], ['CI', 'true'], ['GITLAB_CI', 'true'],
  // Set in every pipeline, to a name that no rule spells out.
  ['CI_DEFAULT_BRANCH', '\u{0}default'],
]);

/** Variables that are set in such a pipeline to what nobody knows beforehand: as a condition by themselves they hold. */
const SET = /^\s*\$CI_MERGE_REQUEST_(?:ID|IID|TITLE|LABELS|PROJECT_ID|TARGET_BRANCH_NAME|SOURCE_BRANCH_NAME)\s*$/;

/** What becomes of the merge request when the job fails. The first rule that holds decides; one that may hold is named. */
export const mergeRequestOutcome = (job: ConfigNode): Outcome => {
  const rules = at(job, 'rules');
  if (rules?.kind === 'list') return firstRule(job, rules.items);
  const only = onlyOutcome(job);
  return only ?? outcomeOf(at(job, 'when'), at(job, 'allow_failure'), false, null);
};

const firstRule = (job: ConfigNode, rules: readonly ConfigNode[]): Outcome => {
  const open: Outcome[] = [];
  for (const rule of rules) {
    const condition = textOf(at(rule, 'if'));
    const decided = condition === null ? true : SET.test(condition) ? true : holdsIn(condition, MERGE_REQUEST);
    const depends = at(rule, 'changes') !== null || at(rule, 'exists') !== null;
    if (decided === false) continue;
    const outcome = outcomeOf(at(rule, 'when') ?? at(job, 'when'), at(rule, 'allow_failure') ?? at(job, 'allow_failure'), true, condition);
    if (decided === true && !depends) return weakest([...open, outcome]);
    open.push(outcome);
  }
  // No rule holds: the job is not part of the pipeline.
  if (open.length === 0) return { enforcement: 'notify', reason: 'none of its rules holds for a merge request: it runs elsewhere' };
  return { ...weakest(open), reason: `${weakest(open).reason}, where the rule holds` };
};

/** Of the rules that may decide, the one that protects least. */
const weakest = (outcomes: readonly Outcome[]): Outcome => {
  const order = ['dormant', 'observe', 'notify', 'halt', 'block'];
  const blocking = outcomes.find(({ enforcement }) => enforcement === 'block');
  // A rule that may leave the job out by the files that changed is how pipelines are usually narrowed: the job still blocks where it runs.
  if (blocking !== undefined && outcomes.every(({ enforcement }) => enforcement === 'block' || enforcement === 'dormant')) return blocking;
  return outcomes.toSorted((one, other) => order.indexOf(one.enforcement) - order.indexOf(other.enforcement))[0] ?? { enforcement: 'notify', reason: '' };
};

const outcomeOf = (when: ConfigNode | null, allowFailure: ConfigNode | null, inRules: boolean, condition: string | null): Outcome => {
  const where = condition === null ? '' : ` (rule: ${condition})`;
  const timing = textOf(when) ?? 'on_success';
  // Manual at the level of the job may fail unless told otherwise; inside rules it may not (GitLab documentation, "allow_failure").
  const allowed = booleanOf(allowFailure) ?? (timing === 'manual' && !inRules);
  if (timing === 'never') return { enforcement: 'dormant', reason: `when: never${where}` };
  if (timing === 'on_failure') return { enforcement: 'observe', reason: `it runs only after another job failed${where}` };
  if (allowed) return { enforcement: 'observe', reason: `${allowFailure === null ? 'when: manual lets it fail' : 'allow_failure: true'}${where}` };
  if (timing === 'manual') return { enforcement: 'halt', reason: `the pipeline waits for a person to start it${where}` };
  return { enforcement: 'block', reason: `a failure fails the pipeline${where}` };
};

const MERGE_REFERENCES = new Set(['merge_requests', 'branches', 'pushes', 'external_pull_requests']);

const onlyOutcome = (job: ConfigNode): Outcome | null => {
  const only = at(job, 'only');
  const except = at(job, 'except');
  const wanted = only === null ? [] : referencesOf(only);
  if (referencesOf(except).some((name) => name === 'merge_requests' || name === 'branches')) return { enforcement: 'notify', reason: 'except leaves merge requests out' };
  if (wanted.length > 0 && !wanted.some((name) => MERGE_REFERENCES.has(name))) return { enforcement: 'notify', reason: `it runs only for ${wanted.join(', ')}` };
  return null;
};

const referencesOf = (node: ConfigNode | null): readonly string[] => (node?.kind === 'map' ? textsOf(at(node, 'refs')) : textsOf(node));

/** Rules in order, in a normal form, for comparison. */
export const printRules = (job: ConfigNode): readonly string[] => itemsOf(at(job, 'rules')).map((rule) => canonical(rule));

/**
 * Compares the outcome of two lists of rules in every case that their conditions tell apart. The first rule that holds decides; each
 * condition may hold or not, whatever the others do.
 */
export const compareRules = (before: readonly string[], after: readonly string[]): SettingOrder => {
  const [old, fresh] = [before.map(readRule), after.map(readRule)];
  const conditions = [...new Set([...old, ...fresh].flatMap(({ condition }) => condition ?? []))];
  if (conditions.length > MAX_CONDITIONS) return before.join() === after.join() ? 'same' : 'incomparable';
  let weaker = false;
  let stronger = false;
  for (let world = 0; world < 2 ** conditions.length; world += 1) {
    const holds = new Set(conditions.filter((_, index) => (world >> index) % 2 === 1));
    const [was, is] = [strengthIn(old, holds), strengthIn(fresh, holds)];
    weaker ||= is < was;
    stronger ||= is > was;
  }
  return weaker ? (stronger ? 'incomparable' : 'weaker') : stronger ? 'stronger' : 'same';
};

/** Each one doubles the cases. */
const MAX_CONDITIONS = 12;

interface Rule {
  /** What must hold, as written; null where it always does. */
  readonly condition: string | null;
  /** How much the job stops where the rule decides: 0 not at all, as it does not run. */
  readonly strength: number;
}

const readRule = (text: string): Rule => {
  const { when, allow_failure: allowed, ...condition } = fieldsOf(text);
  const keys = Object.keys(condition).filter((key) => ['if', 'changes', 'exists'].includes(key));
  const strength = when === 'never' ? 0 : allowed === true || when === 'on_failure' ? 1 : when === 'manual' ? 2 : 3;
  return { condition: keys.length === 0 ? null : JSON.stringify(keys.map((key) => [key, condition[key]])), strength };
};

const fieldsSchema = z.record(z.string(), z.unknown());

/** A rule as {@link printRules} writes it; one with a reference in it is a condition of its own. */
const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return fieldsSchema.parse(JSON.parse(text));
  } catch {
    return { if: text };
  }
};

/** Without a rule that holds the job does not run; without any rules it does. */
const strengthIn = (rules: readonly Rule[], holds: ReadonlySet<string>): number =>
  rules.length === 0 ? 3 : (rules.find(({ condition }) => condition === null || holds.has(condition))?.strength ?? 0);

/** References of `only` and `except`. */
export const references = (job: ConfigNode, key: 'only' | 'except'): readonly string[] => referencesOf(at(job, key)).toSorted();
