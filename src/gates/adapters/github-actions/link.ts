import { weakestLink, rankOf } from '../../enforcement.ts';
import type { ChainLink, GateUnit } from '../../model.ts';
import { isJobUnit, type JobFacts, jobFacts, reports } from './checks.ts';
import { readTriggersBack } from './triggers-back.ts';
import { runsBeforeMerge } from './triggers.ts';

/** Format of the units that state which checks a merge needs (rulesets, branch protection). */
export const REQUIRED_CHECKS_FORMAT = 'github-rulesets';

/** The unit's name of the check that a merge needs; null for other rules of a ruleset. */
export const requiredContext = (unit: GateUnit): string | null => {
  const context = unit.settings['context'];
  return unit.format === REQUIRED_CHECKS_FORMAT && typeof context === 'string' ? context : null;
};

/** What a job's failure stops in the end, as the last link of its chain. */
type Consequence = Omit<ChainLink, 'name'>;

/** Jobs of a repository, by path and by what they call. */
export interface WorkflowGraph {
  readonly jobs: readonly JobFacts[];
  readonly ofPath: (path: string) => readonly JobFacts[] | null;
  readonly callers: (path: string) => readonly JobFacts[];
}

export const workflowGraph = (units: readonly GateUnit[]): WorkflowGraph => {
  const jobs = units.filter(isJobUnit).map(jobFacts);
  const byPath = grouped(jobs, ({ path }) => path);
  const byCallee = grouped(jobs, ({ uses }) => uses);
  return { jobs, ofPath: (path) => byPath.get(path) ?? null, callers: (path) => byCallee.get(path) ?? [] };
};

const grouped = (jobs: readonly JobFacts[], keyOf: (job: JobFacts) => string | null): ReadonlyMap<string, readonly JobFacts[]> => {
  const groups = new Map<string, JobFacts[]>();
  for (const job of jobs) {
    const key = keyOf(job);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [job]);
    else group.push(job);
  }
  return groups;
};

/**
 * Joins jobs with what their failure stops: a merge, where a required check reports it (its own, or that of a job that collects
 * results); a deployment, where jobs that deploy wait for it; the caller's, for a reusable workflow.
 */
export const linkWorkflows = (own: readonly GateUnit[], all: readonly GateUnit[]): readonly GateUnit[] => {
  const graph = workflowGraph(own);
  const required = all.filter((unit) => requiredContext(unit) !== null);
  const requiredAs = requiredChecks(graph, required);
  const find = consequenceFinder(graph, required, requiredAs);
  const consequences = new Map(graph.jobs.map((job) => [job.unit.key, find(job, 0)]));
  return own.map((unit) => {
    const jobKey = isJobUnit(unit) ? unit.key : `${unit.path}#${unit.selector.slice(0, unit.selector.indexOf('/'))}`;
    const consequence = consequences.get(jobKey);
    if (consequence === undefined) return unit;
    const chain = [...unit.chain.filter(({ name }) => name !== 'workflow' && name !== 'required check'), { name: 'required check', ...consequence }];
    const contexts = [...new Set((requiredAs.get(unit.key) ?? []).flatMap((rule) => requiredContext(rule) ?? []))];
    const settings = contexts.length === 0 ? unit.settings : { ...unit.settings, requiredAs: contexts.toSorted() };
    return { ...unit, chain, enforcement: weakestLink(chain), settings, scope: startedBy(unit.scope, unit.path, graph, 0) };
  });
};

/** The events that start a workflow, those of its callers included. */
const startedBy = (scope: readonly string[], path: string, graph: WorkflowGraph, depth: number): readonly string[] => {
  if (depth >= MAX_DEPTH || !scope.includes('workflow_call')) return scope;
  const callers = graph.callers(path).flatMap((job) => startedBy(job.unit.scope, job.path, graph, depth + 1));
  return callers.length === 0 ? scope : [...new Set([...scope, ...callers])].toSorted();
};

/** The units of required checks that each job reports, by the key of its unit. */
type RequiredChecks = ReadonlyMap<string, readonly GateUnit[]>;

const requiredChecks = (graph: WorkflowGraph, required: readonly GateUnit[]): RequiredChecks => {
  const found = new Map<string, GateUnit[]>();
  for (const job of graph.jobs) {
    const rules = required.filter((rule) => reports(job, requiredContext(rule) ?? '', graph.ofPath) === 'yes');
    if (rules.length > 0) found.set(job.unit.key, rules);
  }
  return found;
};

const MAX_DEPTH = 10;

const consequenceFinder = (graph: WorkflowGraph, required: readonly GateUnit[], requiredAs: RequiredChecks) => {
  const dependentsOf = dependents(graph);
  const find = (job: JobFacts, depth: number): Consequence => {
    const triggers = readTriggersBack(job.unit);
    const options: Consequence[] = [];
    const beforeMerge = runsBeforeMerge(triggers) && !onlyTells(job);
    if (beforeMerge) options.push(mergeConsequence(job, required, requiredAs, dependentsOf(job)));
    const deployment = deploymentConsequence(job, beforeMerge, dependentsOf(job));
    if (deployment !== null) options.push(deployment);
    if (triggers.some(({ event }) => event === 'workflow_call') && depth < MAX_DEPTH) options.push(...callerConsequences(job, graph, find, depth));
    if (options.length === 0) {
      const told = job.unit.chain.find(({ name }) => name === (onlyTells(job) ? 'job' : 'workflow'));
      options.push(told ?? { enforcement: 'notify', reason: 'it reports after the change is in', path: job.path, source: null });
    }
    return strongest(options);
  };
  return find;
};

/** A job that is skipped before a merge reports only after it. */
const onlyTells = (job: JobFacts): boolean => job.unit.chain.some(({ name, enforcement }) => name === 'job' && enforcement === 'notify');

/** Any way in which a failure stops something will do; one that nobody can see from here ranks between telling and stopping. */
const strongest = (options: readonly Consequence[]): Consequence => {
  const rank = ({ enforcement }: Consequence): number => rankOf(enforcement) ?? 3.5;
  const [first, ...rest] = options.toSorted((one, other) => rank(other) - rank(one));
  const { enforcement, reason, path, source } = first ?? rest[0] ?? { enforcement: 'unverified', reason: '', path: '', source: null };
  return { enforcement, reason, path, source };
};

const mergeConsequence = (job: JobFacts, required: readonly GateUnit[], requiredAs: RequiredChecks, waiting: readonly JobFacts[]): Consequence => {
  const [declared] = required;
  if (declared === undefined) {
    return { enforcement: 'unverified', reason: 'whether a merge needs this check is set outside the repository', path: job.path, source: job.unit.source };
  }
  const direct = requiredAs.get(job.unit.key)?.[0];
  if (direct !== undefined) {
    return { enforcement: direct.enforcement, reason: `a merge needs the check "${requiredContext(direct) ?? ''}" (${direct.path})`, path: direct.path, source: direct.source };
  }
  for (const collector of waiting) {
    const unit = requiredAs.get(collector.unit.key)?.[0];
    if (unit === undefined) continue;
    const place = { path: collector.path, source: collector.unit.source };
    if (collector.aggregates === 'tested') return { enforcement: unit.enforcement, reason: `the required check "${collector.check}" fails when it fails`, ...place };
    const why = collector.aggregates === 'skipped' ? 'is skipped when it fails, which counts as passed' : 'runs whatever its result and does not look at it';
    return { enforcement: 'notify', reason: `the required check "${collector.check}" ${why}`, ...place };
  }
  return { enforcement: 'notify', reason: `it is not among the checks that a merge needs (${declared.path})`, path: declared.path, source: declared.source };
};

/** Jobs that wait for a job, directly or by others that are skipped when it fails. */
const dependents = (graph: WorkflowGraph): ((job: JobFacts) => readonly JobFacts[]) => {
  const waiting = new Map<string, JobFacts[]>();
  for (const job of graph.jobs) {
    for (const need of job.needs) waiting.set(`${job.path}#${need}`, [...(waiting.get(`${job.path}#${need}`) ?? []), job]);
  }
  return (job) => {
    const found = new Set<JobFacts>();
    const open = [job];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const dependent of waiting.get(next.unit.key) ?? []) {
        if (found.has(dependent)) continue;
        found.add(dependent);
        if (dependent.aggregates === 'skipped') open.push(dependent);
      }
    }
    return [...found];
  };
};

/** Jobs that a failure stops: in a workflow that only runs after merges any that wait, in others those that deploy to an environment. */
const deploymentConsequence = (job: JobFacts, beforeMerge: boolean, waiting: readonly JobFacts[]): Consequence | null => {
  const stopped = waiting.find(({ aggregates, environment }) => aggregates === 'skipped' && (!beforeMerge || environment !== null));
  if (stopped === undefined) return null;
  return { enforcement: 'block', reason: `the job "${stopped.check}" waits for it and is skipped when it fails`, path: stopped.path, source: stopped.unit.source };
};

const callerConsequences = (job: JobFacts, graph: WorkflowGraph, find: (job: JobFacts, depth: number) => Consequence, depth: number): readonly Consequence[] => {
  const callers = graph.callers(job.path);
  if (callers.length === 0) return [{ enforcement: 'unverified', reason: 'no workflow of this repository calls it; others may', path: job.path, source: job.unit.source }];
  return callers.map((caller) => {
    const chain = [...caller.unit.chain.filter(({ name }) => name === 'job'), { name: 'required check', ...find(caller, depth + 1) }];
    const enforcement = weakestLink(chain);
    const deciding = chain.find((link) => link.enforcement === enforcement);
    return { enforcement, reason: `called by ${caller.unit.key}: ${deciding?.reason ?? ''}`, path: caller.path, source: caller.unit.source };
  });
};
