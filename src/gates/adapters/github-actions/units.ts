import { at, canonical } from '../../formats/node.ts';
import { purposeOfName } from '../../formats/shell/purpose.ts';
import type { Positions } from '../../formats/positions.ts';
import type { ChainLink, GateUnit, SettingValue } from '../../model.ts';
import { weakestLink } from '../../enforcement.ts';
import { readCondition } from './expression.ts';
import { UNKNOWN_LEGS } from './matrix.ts';
import { FILTERED_EVENTS, UNFILTERED } from './settings.ts';
import { alwaysContinues, continuesWhere, readStepReading, type StepReading } from './steps.ts';
import { guardingTriggers, isKnownEvent, runsBeforeMerge, type Trigger } from './triggers.ts';
import type { Workflow, WorkflowJob, WorkflowStep } from './workflow.ts';

export const FORMAT = 'github-actions';

/** A unit for each job and for each step that checks something. */
export const workflowUnits = (workflow: Workflow, positions: Positions): readonly GateUnit[] => {
  const outer = workflowLink(workflow);
  const scope = guardingTriggers(workflow.triggers).map(({ event, filters }) => (isFiltered(event) ? event : [event, ...filters].join(' '))).toSorted();
  const shared = { path: workflow.path, format: FORMAT, scope, paidFor: [], opaque: workflow.opaque } as const;
  return workflow.jobs.flatMap((job) => {
    const steps = job.steps.map((step) => ({ step, reading: readStepReading(step, job, workflow, positions) }));
    const inner = jobLink(job, workflow);
    const acts = jobActs(job, workflow, steps.map(({ reading }) => reading));
    const jobUnit: GateUnit = {
      ...shared,
      key: `${workflow.path}#${job.id}`,
      selector: job.id,
      mark: job.mark,
      title: `${workflow.name} / ${job.name ?? job.id}`,
      ...chained([inner, outer]),
      conditions: [],
      settings: jobSettings(job, workflow),
      ...(acts ? { acts } : {}),
      body: [job.uses ?? '', canonical(at(job.node, 'runs-on')), ...steps.filter(({ reading }) => reading.checks).map(({ reading }) => reading.body)].join('\n'),
      source: job.source,
    };
    return [jobUnit, ...steps.filter(({ reading }) => reading.checks).map(({ step, reading }) => ({ ...stepUnit(step, reading, job, workflow, shared, [inner, outer]), ...(acts ? { acts } : {}) }))];
  });
};

/** Whether a job does something rather than check it: by what its steps run, and where that tells nothing, by its name and the file's. */
const jobActs = (job: WorkflowJob, { path, name }: Workflow, steps: readonly StepReading[]): boolean => {
  const purposes = new Set(steps.map(({ purpose }) => purpose));
  if (job.uses !== null || purposes.has('checks') || testsNeeds(job)) return false;
  if (purposes.has('acts') && !purposes.has('unknown')) return true;
  const own = [job.id, job.name ?? ''].map(purposeOfName);
  const around = [path.slice(path.lastIndexOf('/') + 1), name === path ? '' : name].map(purposeOfName);
  const all = [...own, ...around];
  return !own.includes('checks') && (own.includes('acts') || (!around.includes('checks') && all.includes('acts')));
};

type Shared = Pick<GateUnit, 'path' | 'format' | 'scope' | 'paidFor' | 'opaque'>;

const stepUnit = (step: WorkflowStep, reading: StepReading, job: WorkflowJob, workflow: Workflow, shared: Shared, outer: readonly ChainLink[]): GateUnit => ({
  ...shared,
  key: `${workflow.path}#${job.id}/${step.name}`,
  selector: `${job.id}/${step.name}`,
  mark: step.mark === job.mark ? null : step.mark,
  title: `${job.name ?? job.id} / ${step.name}`,
  ...chained([{ ...reading.link, name: 'step', path: workflow.path, source: step.source }, ...outer]),
  conditions: reading.conditions,
  settings: { ...triggerSettings(workflow.triggers), ...reading.settings },
  body: reading.body,
  source: step.source,
});

const chained = (chain: readonly ChainLink[]): Pick<GateUnit, 'chain' | 'enforcement'> => ({ chain, enforcement: weakestLink(chain) });

/** What starts the workflow, and so whether it can stop anything before a merge. */
const workflowLink = ({ path, triggers, triggersSource }: Workflow): ChainLink => {
  const link = (enforcement: ChainLink['enforcement'], reason: string): ChainLink => ({ name: 'workflow', enforcement, reason, path, source: triggersSource });
  const events = triggers.map(({ event }) => event);
  if (events.length === 0) return link('dormant', 'nothing starts the workflow');
  if (!triggers.some(isKnownEvent)) return link('dormant', `GitHub knows no event ${events.map((event) => `"${event}"`).join(' or ')}: nothing starts the workflow`);
  if (runsBeforeMerge(triggers)) return link('unverified', 'whether a merge waits for it is set outside the repository');
  if (events.every((event) => event === 'workflow_call')) return link('unverified', 'workflows that call it decide');
  if (events.every((event) => event === 'workflow_dispatch')) return link('notify', 'it runs only when a person starts it');
  return link('notify', `it runs on ${events.join(', ')}: it reports after the change is in`);
};

const jobLink = (job: WorkflowJob, workflow: Workflow): ChainLink => {
  const link = (enforcement: ChainLink['enforcement'], reason: string): ChainLink => ({ name: 'job', enforcement, reason, path: workflow.path, source: job.source });
  const condition = readCondition(job.condition);
  if (job.condition === 'false') return link('dormant', 'if: false: the job never runs');
  if (alwaysContinues(job.continueOnError)) return link('observe', 'the run stays green when the job fails (continue-on-error: true on the job)');
  const events = workflow.triggers.map(({ event }) => event);
  const running = events.filter((event) => condition.mayRun(event));
  if (events.length > 0 && running.length === 0) return link('dormant', `its condition holds on none of the events that start the workflow (if: ${job.condition ?? ''})`);
  const skipped = workflow.triggers.filter(({ event }) => runsBeforeMerge([{ event, filters: [] }]) && !condition.mayRun(event));
  if (runsBeforeMerge(workflow.triggers) && !runsBeforeMerge(workflow.triggers.filter(({ event }) => running.includes(event)))) {
    return link('notify', `it is skipped on ${skipped.map(({ event }) => event).join(', ')} (if: ${job.condition ?? ''}), and a skipped job counts as passed`);
  }
  if (condition.conjuncts.length > 0) return link('block', `a failing step fails the job; where "${job.condition ?? ''}" does not hold it is skipped, which counts as passed`);
  return link('block', 'a failing step fails the job');
};

const isFiltered = (event: string): boolean => FILTERED_EVENTS.some((known) => known === event);

const triggerSettings = (triggers: readonly Trigger[]): Record<string, SettingValue> =>
  Object.fromEntries(guardingTriggers(triggers).filter(({ event }) => isFiltered(event)).map(({ event, filters }) => [`on.${event}`, filters.length === 0 ? [UNFILTERED] : filters.toSorted()]));

const jobSettings = (job: WorkflowJob, workflow: Workflow): Readonly<Record<string, SettingValue>> => {
  const condition = readCondition(job.condition);
  const settings: Record<string, SettingValue> = { ...triggerSettings(workflow.triggers), check: job.name ?? job.id };
  const where = continuesWhere(job.continueOnError);
  if (where !== null) settings['mayFailWhere'] = where;
  if (condition.conjuncts.length > 0) settings['if'] = condition.conjuncts;
  if (job.needs.length > 0) {
    settings['needs'] = job.needs.toSorted();
    settings['aggregates'] = !condition.afterFailure ? 'skipped' : testsNeeds(job) ? 'tested' : 'untested';
  }
  if (job.legs.length > 0) settings['matrix'] = job.legs;
  else if (job.legsOpaque !== null) settings['matrix'] = [UNKNOWN_LEGS];
  if (job.timeoutMinutes !== null) settings['timeoutMinutes'] = job.timeoutMinutes;
  if (job.environment !== null) settings['environment'] = job.environment;
  if (job.uses !== null) settings['uses'] = job.uses.replace(/^\.\//, '');
  if (workflow.cancelInProgress === 'true' && workflow.triggers.some(({ event }) => event === 'push')) settings['cancelInProgress'] = true;
  return settings;
};

/** Whether a job that runs after failures looks at the results of the jobs it waits for. */
const testsNeeds = (job: WorkflowJob): boolean => {
  const text = canonical(at(job.node, 'steps')) + (job.condition ?? '') + canonical(at(job.node, 'env'));
  return /needs\.[\w*-]+\.(?:result|outputs)|toJSON\(needs\)|tojson\(needs\)|contains\(needs|alls-green/i.test(text);
};
