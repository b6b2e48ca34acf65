import { at, canonical, entriesOf, textOf } from '../../formats/node.ts';
import type { Positions } from '../../formats/positions.ts';
import { hiddenFailures } from '../../formats/shell/hidden-failures.ts';
import { type Purpose, purposeOfCommand, purposeOfName } from '../../formats/shell/purpose.ts';
import { readShell, type ShellCommand, type ShellScript } from '../../formats/shell/script.ts';
import { severitiesOf } from '../../formats/shell/severity.ts';
import { thresholdsOf, withoutThresholds } from '../../formats/shell/thresholds.ts';
import type { ChainLink, Condition, SettingValue } from '../../model.ts';
import { readCondition, type StepCondition } from './expression.ts';
import { legValues } from './matrix.ts';
import { ACTION_INPUTS } from './settings.ts';
import { actionName, type Workflow, type WorkflowJob, type WorkflowStep } from './workflow.ts';

/** What a step contributes to its unit. */
export interface StepReading {
  /** False for a step that prepares the others and checks nothing. */
  readonly checks: boolean;
  readonly purpose: Purpose;
  readonly link: Pick<ChainLink, 'enforcement' | 'reason'>;
  readonly conditions: readonly Condition[];
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly body: string;
  readonly condition: StepCondition;
}

/** Actions that fetch, install, store or log in: nothing is decided by them. */
const PREPARES = /^(?:checkout|cache|setup-.+|.+-setup|install-.+|upload-artifact|download-artifact|login-action|configure-.+-credentials|.*cache|github-script-setup)$/;

/** Commands that only print, move about or prepare. */
const INERT = new Set([':', 'true', 'echo', 'printf', 'cd', 'export', 'mkdir', 'cat', 'ls', 'pwd', 'date', 'sleep', 'rm', 'cp', 'mv', 'touch', 'chmod', 'chown', 'tee']);

export const readStepReading = (step: WorkflowStep, job: WorkflowJob, workflow: Workflow, positions: Positions): StepReading => {
  const condition = readCondition(step.condition);
  const script = shellOf(step, job, workflow);
  const conditions = script === null ? [] : conditionsOf(step, script, positions);
  const purpose = conditions.length > 0 ? 'checks' : purposeOf(step, script);
  return {
    checks: checksSomething(step, script) && purpose !== 'acts',
    purpose,
    link: linkOf(step, condition, script),
    conditions,
    settings: { ...(script === null ? {} : severitiesOf(script)), ...settingsOf(step, job, condition, script), ...(conditions.length > 0 && script !== null ? { command: script.commands.map(withoutThresholds).join('; ') } : {}) },
    body: bodyOf(step),
    condition,
  };
};

/** The script of a step that a POSIX shell runs; null for actions and for other languages. */
const shellOf = (step: WorkflowStep, job: WorkflowJob, workflow: Workflow): ShellScript | null => {
  if (step.run === null) return null;
  const shell = step.shell ?? job.shell ?? workflow.shell;
  const windows = shell === null && /windows/i.test(textOf(at(job.node, 'runs-on')) ?? '');
  const [program = '', ...options] = (shell ?? 'bash').split(/\s+/);
  if (windows || !/^(?:ba|z|da|k)?sh$/.test(program)) return null;
  // A shell named alone gets `-eo pipefail` (bash) or `-e` (sh); none named gets `bash -e`; a template gets what it says.
  const template = shell?.includes('{0}') === true;
  return readShell(step.run, {
    exitOnError: !template || options.some((option) => /^-[a-z]*e/.test(option)),
    pipefail: (shell === 'bash' || options.includes('pipefail')),
  });
};

/** Names that people give to steps which only prepare or tell somebody, unless they name a check as well. */
const PREPARES_BY_NAME = /^(?:install|set[ -]?up|set|download|fetch|cache|restore|configure|log ?in|upload|comment|notify|check ?out|clean(?:up)?)\b/i;
const NAMES_A_CHECK = /\b(?:tests?|checks?|lint|verify|validate|scan|audit|build|compile|gate|guard|policy)\b/i;

const checksSomething = (step: WorkflowStep, script: ShellScript | null): boolean => {
  if (PREPARES_BY_NAME.test(step.name) && !NAMES_A_CHECK.test(step.name)) return false;
  if (step.uses !== null) return !PREPARES.test(lastPart(actionName(step.uses)));
  if (script === null || script.commands.length === 0) return step.run !== null && step.run.trim() !== '';
  return script.commands.some((command) => !isInert(command));
};

const isInert = ({ words: [first = '', second = ''] }: ShellCommand): boolean => INERT.has(first === 'sudo' ? second : first);

/** What the step is there for: by the programs that it runs, then by its action, then by its name. */
const purposeOf = (step: WorkflowStep, script: ShellScript | null): Purpose => {
  const purposes = (script?.commands ?? []).filter((command) => !isInert(command)).map(({ text }) => purposeOfCommand(text));
  if (purposes.includes('checks')) return 'checks';
  const named = purposeOfName(step.name);
  if (step.uses !== null) return purposeOfName(lastPart(actionName(step.uses))) === 'unknown' ? named : purposeOfName(lastPart(actionName(step.uses)));
  if (purposes.includes('unknown') || purposes.length === 0) return named;
  return purposes.includes('acts') ? 'acts' : 'prepares';
};

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const linkOf = (step: WorkflowStep, condition: StepCondition, script: ShellScript | null): Pick<ChainLink, 'enforcement' | 'reason'> => {
  const ignored = alwaysContinues(step.continueOnError) ? 'continue-on-error: true' : null;
  if (step.condition === 'false') return { enforcement: 'dormant', reason: 'if: false: it never runs' };
  if (!condition.mayRun(null)) return { enforcement: 'observe', reason: `it runs only after another step failed (if: ${step.condition ?? ''})` };
  if (ignored !== null) return { enforcement: 'observe', reason: `the job goes on when the step fails (${ignored})` };
  if (script !== null && !script.canFail) return { enforcement: 'observe', reason: `the script cannot fail: ${script.reason ?? ''}` };
  const soft = softAction(step);
  if (soft !== null) return { enforcement: 'observe', reason: `the action reports and succeeds: ${soft}` };
  if (condition.conjuncts.length > 0) return { enforcement: 'block', reason: `a failure fails the job, when it runs (if: ${step.condition ?? ''})` };
  return { enforcement: 'block', reason: 'a failure fails the job' };
};

export const alwaysContinues = (value: string | null): boolean => value === 'true';

/** The expression by which `continue-on-error` holds at some times and not at others; null where it is plainly on or off. */
export const continuesWhere = (value: string | null): string | null => (value === null || value === 'false' || value === 'true' ? null : value);

/** The input by which an action succeeds whatever it finds; null where a finding fails it, as far as is known. */
const softAction = (step: WorkflowStep): string | null => {
  if (step.uses === null) return null;
  const input = (name: string): string | null => textOf(at(step.node, 'with', name));
  const action = actionName(step.uses);
  for (const name of ['soft_fail', 'soft-fail', 'warn-only', 'allow-failure']) if (input(name) === 'true') return `${name}: true`;
  for (const name of ['fail-build', 'fail_on_error', 'fail-on-error', 'fail_ci_if_error']) if (input(name) === 'false') return `${name}: false`;
  if (action === 'aquasecurity/trivy-action' && (input('exit-code') ?? '0') === '0') return 'exit-code is 0';
  return action === 'codecov/codecov-action' && input('fail_ci_if_error') !== 'true' ? 'fail_ci_if_error is not set' : null;
};

const conditionsOf = (step: WorkflowStep, script: ShellScript, positions: Positions): readonly Condition[] => {
  const source = step.runNode?.source ?? step.source;
  const verbatim = step.run !== null && source.end - source.start === step.run.length;
  const place = { positions, scriptStart: verbatim ? source.start : null, fallback: source };
  return script.commands.flatMap((command) => thresholdsOf(command, place));
};

const WITHOUT_TESTS = ['--passWithNoTests', '--pass-with-no-tests', '--if-present'];

/** A condition on nothing but the matrix, whose legs are known. */
const ofMatrix = (conjunct: string): boolean => /\bmatrix\./.test(conjunct) && !/\b(?:github|env|vars|job|jobs|steps|runner|secrets|strategy|needs|inputs)\b/.test(conjunct);

const settingsOf = (step: WorkflowStep, job: WorkflowJob, condition: StepCondition, script: ShellScript | null): Readonly<Record<string, SettingValue>> => {
  const settings: Record<string, SettingValue> = {};
  const conditions = job.legs.length === 0 ? condition.conjuncts : condition.conjuncts.filter((one) => !ofMatrix(one));
  if (conditions.length > 0) settings['if'] = conditions;
  const leftOut = conditions.length === condition.conjuncts.length ? [] : job.legs.filter((leg) => !condition.mayRunOn(legValues(leg)));
  if (leftOut.length > 0) settings['legsLeftOut'] = leftOut;
  const where = continuesWhere(step.continueOnError);
  if (where !== null) settings['mayFailWhere'] = where;
  if (step.timeoutMinutes !== null) settings['timeoutMinutes'] = step.timeoutMinutes;
  const hidden = script === null ? [] : hiddenFailures(script);
  if (hidden.length > 0) settings['hiddenFailures'] = hidden;
  if (script?.commands.some(({ words }) => WITHOUT_TESTS.some((flag) => words.includes(flag))) === true) settings['passesWithoutTests'] = true;
  for (const { key, node } of entriesOf(at(step.node, 'with'))) {
    const value = textOf(node);
    if (value === null || !Object.hasOwn(ACTION_INPUTS, `with.${key}`)) continue;
    settings[`with.${key}`] = value === 'true' ? true : value === 'false' ? false : value;
  }
  const pin = step.uses === null ? null : pinOf(step.uses);
  if (pin !== null) settings['pin'] = pin;
  return settings;
};

/** How firmly an action is pinned; null for actions of the repository itself and images. */
export const pinOf = (uses: string): 'branch' | 'tag' | 'commit' | null => {
  if (uses.startsWith('./') || uses.startsWith('docker://')) return null;
  const version = /@([^@]*)$/.exec(uses)?.[1];
  if (version === undefined) return null;
  if (/^[0-9a-f]{40}$/.test(version)) return 'commit';
  return /^v?\d/.test(version) ? 'tag' : 'branch';
};

/** What the step does, without its names, its version of the action, layout and comments. */
const bodyOf = (step: WorkflowStep): string => {
  const run = (step.run ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return [step.uses === null ? '' : actionName(step.uses), ...run, canonical(at(step.node, 'with')), canonical(at(step.node, 'env')), textOf(at(step.node, 'working-directory')) ?? ''].join('\n').trim();
};
