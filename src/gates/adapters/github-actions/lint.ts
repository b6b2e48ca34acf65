import type { GateLint } from '../../adapter.ts';
import type { GateUnit } from '../../model.ts';
import { isJobUnit, type JobFacts, reports } from './checks.ts';
import { requiredContext, workflowGraph, type WorkflowGraph } from './link.ts';
import { pathFilters, runsBeforeMerge } from './triggers.ts';
import { readTriggersBack } from './triggers-back.ts';
import { FORMAT } from './units.ts';

type Finding = Pick<GateLint, 'id' | 'level' | 'message' | 'suggestion'>;

const at = (unit: GateUnit, finding: Finding): GateLint => ({ ...finding, unit: unit.key, source: unit.source, path: unit.path });

/** Gates of GitHub Actions that cannot do their job. */
export const lintWorkflows = (own: readonly GateUnit[], all: readonly GateUnit[]): readonly GateLint[] => {
  const graph = workflowGraph(own);
  // Other formats of the repository report checks as well (CircleCI, Codecov).
  const elsewhere = new Set(all.flatMap(({ format, settings }) => (format !== FORMAT && typeof settings['check'] === 'string' ? [settings['check']] : [])));
  const required = all.filter((unit) => requiredContext(unit) !== null);
  return [
    ...own.flatMap((unit) => (isJobUnit(unit) ? [] : lintStep(unit))),
    ...graph.jobs.flatMap((job) => lintJob(job, graph, required)),
    ...(graph.jobs.length === 0 ? [] : required.filter((unit) => !elsewhere.has(requiredContext(unit) ?? '')).flatMap((unit) => lintRequired(unit, graph))),
  ];
};

const lintStep = (unit: GateUnit): readonly GateLint[] => {
  const [step] = unit.chain;
  const findings: GateLint[] = [];
  if (step?.enforcement === 'observe' && step.reason.startsWith('the script cannot fail')) {
    findings.push(at(unit, { id: 'cannot-fail', level: 'warning', message: `The step "${unit.selector}" cannot fail: ${step.reason.slice('the script cannot fail: '.length)}.`, suggestion: 'Let the command\'s own exit status through, or say with continue-on-error that the step only reports.' }));
  }
  if (step?.enforcement === 'dormant') findings.push(at(unit, { id: 'never-runs', level: 'warning', message: `The step "${unit.selector}" never runs (if: false).`, suggestion: 'Remove the condition, or the step.' }));
  if (unit.settings['passesWithoutTests'] === true) {
    findings.push(at(unit, { id: 'no-data-passes', level: 'info', message: `The step "${unit.selector}" passes when there are no tests.`, suggestion: 'Drop the flag once there are tests, so that losing them fails.' }));
  }
  return findings;
};

const lintJob = (job: JobFacts, graph: WorkflowGraph, required: readonly GateUnit[]): readonly GateLint[] => {
  const link = job.unit.chain.find(({ name }) => name === 'job');
  const findings: GateLint[] = [];
  if (link?.enforcement === 'dormant') findings.push(at(job.unit, { id: 'never-runs', level: 'warning', message: `The job "${job.id}" never runs: ${link.reason}.`, suggestion: 'Remove the condition, or the job.' }));
  const first = required.find((unit) => reports(job, requiredContext(unit) ?? '', graph.ofPath) === 'yes');
  if (first === undefined) return findings;
  const check = requiredContext(first) ?? '';
  if (job.aggregates === 'skipped') {
    findings.push(at(job.unit, { id: 'skipped-passes', level: 'warning', message: `The required check "${check}" is skipped when ${job.needs.join(' or ')} fails, and a skipped check counts as passed.`, suggestion: 'Give the job "if: always()" and let it fail unless every needed job succeeded.' }));
  }
  if (job.aggregates === 'untested') {
    findings.push(at(job.unit, { id: 'cannot-fail', level: 'error', message: `The required check "${check}" runs whatever its needed jobs did and looks at no result.`, suggestion: 'Fail unless every needs.<job>.result is "success".' }));
  }
  if (link?.enforcement === 'observe') {
    findings.push(at(job.unit, { id: 'masked', level: 'warning', message: `The required check "${check}" comes from a job with continue-on-error.`, suggestion: 'Remove continue-on-error from a job that a merge needs.' }));
  }
  const filters = pathFilters(readTriggersBack(job.unit));
  if (filters.length > 0) {
    findings.push(at(job.unit, { id: 'never-reports', level: 'warning', message: `The required check "${check}" is not reported for changes that ${filters.join(', ')} leaves out, and blocks them for ever.`, suggestion: 'Filter paths inside the workflow rather than in its trigger.' }));
  }
  return findings;
};

/** GitHub's own number for GitHub Actions as the app that must report a check. */
const GITHUB_ACTIONS_APP = '15368';

const lintRequired = (unit: GateUnit, graph: WorkflowGraph): readonly GateLint[] => {
  const context = requiredContext(unit) ?? '';
  const app = unit.settings['app'];
  if (typeof app === 'string' && app !== GITHUB_ACTIONS_APP) return [];
  const reporting = graph.jobs.filter((job) => reports(job, context, graph.ofPath) !== 'no');
  if (reporting.length === 0) {
    const sure = app === GITHUB_ACTIONS_APP;
    return [at(unit, {
      id: 'dangling-required-check', level: sure ? 'error' : 'warning',
      message: `No job reports the required check "${context}"${sure ? '' : '; unless another app does, every merge waits for it for ever'}.`,
      suggestion: nearest(context, graph) ?? 'Name the check of a job that runs on pull requests, or drop the requirement.',
    })];
  }
  if (reporting.every((job) => !runsBeforeMerge(readTriggersBack(job.unit)) && !readTriggersBack(job.unit).some(({ event }) => event === 'workflow_call'))) {
    return [at(unit, { id: 'dangling-required-check', level: 'error', message: `The required check "${context}" is reported only by workflows that do not run on pull requests.`, suggestion: 'Let the workflow run on pull_request.' })];
  }
  return [];
};

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** A job whose check was probably meant: the same words, written otherwise. */
const nearest = (context: string, graph: WorkflowGraph): string | null => {
  const meant = graph.jobs.find(({ check, id }) => plain(check) === plain(context) || plain(id) === plain(context));
  return meant === undefined ? null : `The job "${meant.id}" reports "${meant.check}".`;
};
