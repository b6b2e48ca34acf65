import type { GateAdapter, GateReading } from '../adapter.ts';
import { weakestLink } from '../enforcement.ts';
import { distinctSelectors, lintOf, withLink } from '../formats/gate-unit.ts';
import { type Positions, positionsOf } from '../formats/positions.ts';
import { HIDDEN_FAILURES, hiddenFailures } from '../formats/shell/hidden-failures.ts';
import { SEVERITY_SETTINGS, severitiesOf } from '../formats/shell/severity.ts';
import { readShell } from '../formats/shell/script.ts';
import { thresholdsOf } from '../formats/shell/thresholds.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import type { ChainLink, GateUnit, SettingValue } from '../model.ts';
import { bodyOf, type CircleJob, circleJobs, type CircleStep } from './circleci/workflows.ts';

const FORMAT = 'circleci';

/** Pipelines of CircleCI: a unit for each job of each workflow and each command it runs. Orbs are opaque. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'CircleCI',
  holds: 'job',
  recognises: ({ path, text }) => /\.circleci[/_][\w.-]*\.ya?ml$/.test(path) && /^(?:jobs|workflows)\s*:/m.test(text),
  resembles: ({ text }) => /^version\s*:\s*["']?2/m.test(text) && /^(?:jobs|workflows)\s*:/m.test(text) && /^\s+(?:docker|machine|macos|executor|steps|jobs)\s*:/m.test(text) && !/^on\s*:/m.test(text),
  read: (file): GateReading => {
    const { root, opaque, problems } = readYamlDocument(file);
    const jobs = circleJobs(root);
    const selector = distinctSelectors();
    const positions = positionsOf(file.text);
    return { units: jobs.flatMap((job) => jobUnits(file.path, job, jobs, selector, positions, opaque)), problems };
  },
  settings: {
    requires: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'jobs it waits for (requires)' },
    branchesOnly: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'branches and tags it runs on' },
    branchesIgnored: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'branches and tags left out' },
    matrix: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'legs of the matrix' },
    hiddenFailures: HIDDEN_FAILURES,
    ...SEVERITY_SETTINGS,
    check: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'name of its check' },
  },
  link: (own, all) => {
    const required = all.filter(({ format, settings }) => format === 'github-rulesets' && typeof settings['context'] === 'string');
    return own.map((unit) => {
      const rule = required.find(({ settings }) => settings['context'] === unit.settings['check']);
      if (rule === undefined || unit.chain.at(-1)?.enforcement !== 'unverified') return unit;
      return withLink({ ...unit, chain: unit.chain.slice(0, -1) }, { name: 'required check', enforcement: rule.enforcement, reason: `a merge needs the check "${String(rule.settings['context'])}"`, path: rule.path, source: rule.source });
    });
  },
  lint: (own) => own.flatMap((unit) => {
    const [first] = unit.chain;
    if (first?.name === 'step' && first.enforcement === 'observe') return [lintOf(unit, 'cannot-fail', 'warning', `"${unit.selector}" cannot fail: ${first.reason}.`, 'Let the exit status through.')];
    return first?.reason === NO_WORKFLOW ? [lintOf(unit, 'never-runs', 'warning', `The job "${unit.title}" is in no workflow.`, 'Add it to a workflow, or remove it.')] : [];
  }),
};

const NO_WORKFLOW = 'no workflow runs it';

const jobUnits = (path: string, job: CircleJob, jobs: readonly CircleJob[], selector: (wanted: string) => string, positions: Positions, opaque: string | null): readonly GateUnit[] => {
  const source = job.entry.source;
  const link = (name: string, enforcement: ChainLink['enforcement'], reason: string, place = source): ChainLink => ({ name, enforcement, reason, path, source: place });
  const outer = [jobLink(job, link), link('required check', ...consequence(job, jobs))];
  const name = selector(job.workflow === '' ? `jobs/${job.name}` : `${job.workflow}/${job.name}`);
  const shared = { path, format: FORMAT, scope: [], paidFor: [], opaque: opaque ?? job.opaque, conditions: [] } as const;
  const unit = (id: string, title: string, chain: readonly ChainLink[], rest: Pick<GateUnit, 'settings' | 'body' | 'source' | 'mark'>): GateUnit => ({
    ...shared, ...rest, key: `${path}#${id}`, selector: id, title, chain, enforcement: weakestLink(chain),
  });
  const own = unit(name, job.name, outer, { settings: jobSettings(job), body: bodyOf(job), source, mark: job.entry.mark });
  const steps = job.steps.map((step) => {
    const shell = readShell(step.command, { exitOnError: true, pipefail: true });
    const place = { positions, scriptStart: null, fallback: step.node.source };
    const hidden = hiddenFailures(shell);
    return {
      ...unit(selector(`${name}/${step.name}`), step.name, [link('step', ...stepLink(step, shell.canFail ? null : shell.reason), step.node.source), ...outer], {
        settings: { check: `ci/circleci: ${job.name}`, ...(hidden.length === 0 ? {} : { hiddenFailures: hidden }), ...severitiesOf(shell) }, body: step.command.trim(), source: step.node.source, mark: step.node.mark,
      }),
      conditions: shell.commands.flatMap((command) => thresholdsOf(command, place)),
    };
  });
  return [own, ...steps];
};

const stepLink = (step: CircleStep, cannotFail: string | null): [ChainLink['enforcement'], string] => {
  if (step.when === 'on_fail') return ['observe', 'it runs only after another step failed'];
  return cannotFail === null ? ['block', 'a failure fails the job'] : ['observe', `the script cannot fail: ${cannotFail}`];
};

const jobLink = (job: CircleJob, link: (name: string, enforcement: ChainLink['enforcement'], reason: string) => ChainLink): ChainLink => {
  if (job.workflow === '') return link('job', 'dormant', NO_WORKFLOW);
  if (job.approval) return link('job', 'halt', 'the workflow waits for a person to approve');
  return link('job', 'block', 'a failing step fails the job');
};

/** A failure stops the jobs that require it; those that run on some branches only deploy from them. */
const consequence = (job: CircleJob, jobs: readonly CircleJob[]): [ChainLink['enforcement'], string] => {
  const stopped = jobs.find((other) => other.workflow === job.workflow && other.requires.includes(job.name) && (other.approval || other.filters.some((filter) => filter.includes(' only '))));
  if (stopped !== undefined) return ['block', `the job "${stopped.name}" waits for it`];
  if (job.filters.some((filter) => filter.startsWith('branches only '))) return ['notify', `it runs only on ${job.filters.join(', ')}: it reports after the change is in`];
  return ['unverified', 'whether a merge needs this check is set outside the repository'];
};

const jobSettings = (job: CircleJob): Readonly<Record<string, SettingValue>> => {
  const only = job.filters.filter((filter) => filter.includes(' only '));
  const ignored = job.filters.filter((filter) => filter.includes(' ignore '));
  return {
    check: `ci/circleci: ${job.name}`,
    ...(job.requires.length === 0 ? {} : { requires: job.requires }),
    ...(only.length === 0 ? {} : { branchesOnly: only }),
    ...(ignored.length === 0 ? {} : { branchesIgnored: ignored }),
    ...(job.legs.length === 0 ? {} : { matrix: job.legs }),
  };
};
