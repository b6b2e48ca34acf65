import type { GateAdapter, GateReading } from '../adapter.ts';
import { weakestLink } from '../enforcement.ts';
import { distinctSelectors, lintOf } from '../formats/gate-unit.ts';
import { at, booleanOf, canonical, type ConfigNode, itemsOf, numberOf, textOf, textsOf } from '../formats/node.ts';
import { positionsOf } from '../formats/positions.ts';
import { HIDDEN_FAILURES, hiddenFailures } from '../formats/shell/hidden-failures.ts';
import { SEVERITY_SETTINGS, severitiesOf } from '../formats/shell/severity.ts';
import { readShell, type ShellScript } from '../formats/shell/script.ts';
import { thresholdsOf } from '../formats/shell/thresholds.ts';
import { readYaml } from '../formats/yaml-file.ts';
import type { ChainLink, GateUnit, SettingValue } from '../model.ts';
import { readPipeline, type Pipeline, type PipelineJob } from './gitlab-ci/pipeline.ts';
import { compareRules, mergeRequestOutcome, printRules, references } from './gitlab-ci/rules.ts';

const FORMAT = 'gitlab-ci';

const list = (value: SettingValue): readonly string[] => (Array.isArray(value) ? value : []);

/** Pipelines of GitLab: a unit for each job, judged as in a merge request's pipeline. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'GitLab CI',
  holds: 'job that runs by itself',
  recognises: ({ path, text }) => (/gitlab-ci\.ya?ml$/.test(path) || /(?:^|\/)\.?gitlab(?:-ci)?\/.*\.ya?ml$/.test(path)) && /^\s*(?:script|stages|include|extends|trigger)\s*:/m.test(text),
  resembles: ({ path, text }) => /\.ya?ml$/.test(path) && !/^(?:jobs|pipelines|on|version)\s*:/m.test(text) && (holdsJob(text) || (/^stages\s*:/m.test(text) && /^include\s*:/m.test(text))),
  read: (file, files): GateReading => {
    const { documents, problems } = readYaml(file);
    const selector = distinctSelectors();
    const units = documents.flatMap(({ root, opaque }) => {
      const pipeline = readPipeline(file, files, root);
      return pipeline.jobs.map((job) => jobUnit(file.path, file.text, selector(job.name), job, pipeline, opaque));
    });
    return { units, problems };
  },
  settings: {
    rules: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'rules', fallback: [], compare: (before, after) => compareRules(list(before), list(after)) },
    only: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'only' },
    except: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'except' },
    exitCodes: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'exit codes that pass' },
    allowFailure: { direction: 'more-is-weaker', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'allowed to fail', fallback: false },
    retry: { direction: 'more-is-weaker', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'attempts after a failure', fallback: 0 },
    needs: { direction: 'more-is-stronger', weaker: 'bypass-added', stronger: 'bypass-removed', title: 'jobs it waits for (needs)' },
    matrix: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'legs of the matrix' },
    hiddenFailures: HIDDEN_FAILURES,
    ...SEVERITY_SETTINGS,
    timeout: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'time limit' },
    stage: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'stage' },
    environment: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'environment' },
  },
  lint: (own) => own.flatMap((unit) => {
    const script = unit.chain.find(({ name }) => name === 'script');
    if (script?.enforcement === 'observe') return [lintOf(unit, 'cannot-fail', 'warning', `The job "${unit.selector}" cannot fail: ${script.reason}.`, 'Let the exit status through, or say with allow_failure that the job only reports.')];
    return unit.enforcement === 'dormant' ? [lintOf(unit, 'never-runs', 'info', `The job "${unit.selector}" never runs for a merge request.`, 'Check its rules, if it should.')] : [];
  }),
};

/** Whether a top-level key has a `script` right below it. */
const holdsJob = (text: string): boolean => {
  let indent: number | null = null;
  for (const line of text.split('\n')) {
    const column = line.search(/\S/);
    if (column < 0 || line.charAt(column) === '#') continue;
    if (column === 0) indent = null;
    else {
      indent ??= column;
      if (column === indent && /^\s+script\s*:/.test(line)) return true;
    }
  }
  return false;
};

const jobUnit = (path: string, text: string, selector: string, job: PipelineJob, pipeline: Pipeline, opaque: string | null): GateUnit => {
  const source = job.entry.keySource;
  const script = withVariables(scriptOf(job.node), job.node, pipeline);
  const shell = readShell(script, { exitOnError: true, pipefail: true });
  const link = (name: string, facts: Pick<ChainLink, 'enforcement' | 'reason'>): ChainLink => ({ name, ...facts, path, source });
  const outcome = triggerOutcome(job.node) ?? mergeRequestOutcome(job.node);
  const next = consequence(job, pipeline);
  const chain = [
    ...(shell.canFail ? [] : [link('script', { enforcement: 'observe', reason: shell.reason ?? 'the script cannot fail' })]),
    link('job', outcome),
    // A job that is no part of a merge request's pipeline cannot stop the merge, whatever the project's settings.
    ...(outcome.enforcement === 'notify' && next.enforcement === 'unverified' ? [] : [link('pipeline', next)]),
  ];
  return {
    key: `${path}#${selector}`,
    path,
    selector,
    mark: job.entry.node.mark,
    format: FORMAT,
    title: selector,
    enforcement: weakestLink(chain),
    chain,
    conditions: shell.commands.flatMap((command) => thresholdsOf(command, { positions: positionsOf(text), scriptStart: null, fallback: source })),
    scope: [],
    settings: settingsOf(job.node, shell, outcome),
    paidFor: [],
    opaque: opaque ?? job.opaque,
    body: [script, canonical(at(job.node, 'trigger')), canonical(at(job.node, 'image'))].join('\n'),
    source: job.entry.node.source,
  };
};

const scriptOf = (node: ConfigNode): string =>
  ['before_script', 'script'].flatMap((key) => lines(at(node, key))).join('\n');

/** The script with the variables written out that the pipeline sets to plain values; the job's own come before those of all jobs. */
const withVariables = (script: string, job: ConfigNode, { root }: Pipeline): string => {
  const valueOf = (name: string): string | null => {
    const node = at(job, 'variables', name) ?? at(root, 'variables', name);
    const text = textOf(node) ?? textOf(at(node, 'value'));
    return text === null || text.includes('$') ? null : text;
  };
  return script.replaceAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g, (written, braced?: string, bare?: string) => valueOf(braced ?? bare ?? '') ?? written);
};

/** `script` nests lists as anchors bring them. */
const lines = (node: ConfigNode | null): readonly string[] => (node?.kind === 'list' ? node.items.flatMap(lines) : textsOf(node));

const triggerOutcome = (node: ConfigNode): Pick<ChainLink, 'enforcement' | 'reason'> | null => {
  const trigger = at(node, 'trigger');
  if (trigger === null || textOf(at(trigger, 'strategy')) !== null) return null;
  return { enforcement: 'observe', reason: 'trigger without strategy: depend: the job is green whatever the pipeline it starts does' };
};

/** A failing job stops the jobs after it; whether a merge waits is a setting of the project. */
const consequence = (job: PipelineJob, pipeline: Pipeline): Pick<ChainLink, 'enforcement' | 'reason'> => {
  const stage = stageOf(job.node, pipeline);
  const stopped = pipeline.jobs.find((other) => {
    if (other === job || at(other.node, 'environment') === null || textOf(at(other.node, 'when')) === 'always') return false;
    const needs = needsOf(other.node);
    return needs === null ? stageOf(other.node, pipeline) > stage : needs.includes(job.name);
  });
  if (stopped !== undefined) return { enforcement: 'block', reason: `the job "${stopped.name}", which deploys, waits for it` };
  return { enforcement: 'unverified', reason: 'whether a merge waits for the pipeline is a setting of the project' };
};

const stageOf = (node: ConfigNode, pipeline: Pipeline): number => pipeline.stages.indexOf(textOf(at(node, 'stage')) ?? 'test');

const needsOf = (node: ConfigNode): readonly string[] | null => {
  const needs = at(node, 'needs');
  return needs === null ? null : itemsOf(needs).flatMap((item) => textOf(item) ?? textOf(at(item, 'job')) ?? []).toSorted();
};

const settingsOf = (node: ConfigNode, shell: ShellScript, outcome: Pick<ChainLink, 'enforcement'>): Readonly<Record<string, SettingValue>> => {
  const settings: Record<string, SettingValue> = {};
  const keep = (name: string, value: SettingValue | null): void => {
    if (value !== null && !(Array.isArray(value) && value.length === 0)) settings[name] = value;
  };
  const retry = at(node, 'retry');
  keep('rules', printRules(node));
  keep('only', references(node, 'only'));
  keep('except', references(node, 'except'));
  // In a merge request's pipeline the enforcement tells; elsewhere nothing else does.
  if (outcome.enforcement !== 'observe' && booleanOf(at(node, 'allow_failure')) === true) settings['allowFailure'] = true;
  keep('exitCodes', textsOf(at(node, 'allow_failure', 'exit_codes')).toSorted());
  keep('retry', numberOf(retry) ?? numberOf(at(retry, 'max')));
  keep('needs', needsOf(node));
  keep('matrix', itemsOf(at(node, 'parallel', 'matrix')).map((leg) => canonical(leg)).toSorted());
  keep('timeout', textOf(at(node, 'timeout')));
  keep('stage', textOf(at(node, 'stage')));
  keep('environment', textOf(at(node, 'environment')) ?? textOf(at(node, 'environment', 'name')));
  keep('hiddenFailures', hiddenFailures(shell));
  Object.assign(settings, severitiesOf(shell));
  if (booleanOf(at(node, 'interruptible')) === true) settings['interruptible'] = true;
  return settings;
};
