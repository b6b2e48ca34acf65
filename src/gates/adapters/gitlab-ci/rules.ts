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

/** Rules that take a job out or let it fail weaken it when they come before the others; taken away they strengthen it. */
export const compareRules = (before: readonly string[], after: readonly string[]): 'weaker' | 'stronger' | 'same' | 'incomparable' => {
  const inserted = remainder(after, before);
  if (inserted !== null) return inserted.length === 0 ? 'same' : inserted.every(lets) ? 'weaker' : 'incomparable';
  const removed = remainder(before, after);
  return removed !== null && removed.every(lets) ? 'stronger' : 'incomparable';
};

const lets = (rule: string): boolean => rule.includes('"when":"never"') || rule.includes('"allow_failure":true') || rule.includes('"when":"on_failure"');

/** What is left of a list without the items of another, in order; null where those are not all in it. */
const remainder = (items: readonly string[], without: readonly string[]): readonly string[] | null => {
  let position = 0;
  const rest: string[] = [];
  for (const item of items) {
    if (item === without[position]) position += 1;
    else rest.push(item);
  }
  return position === without.length ? rest : null;
};

/** References of `only` and `except`. */
export const references = (job: ConfigNode, key: 'only' | 'except'): readonly string[] => referencesOf(at(job, key)).toSorted();
