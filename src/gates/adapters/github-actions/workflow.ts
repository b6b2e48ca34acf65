import type { Source } from '../../../record/source.ts';
import type { GateFile, GateProblem } from '../../adapter.ts';
import { at, type ConfigNode, entriesOf, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import { readYamlDocument } from '../../formats/yaml-file.ts';
import { matrixLegs } from './matrix.ts';
import { readTriggers, type Trigger } from './triggers.ts';

export interface Workflow {
  readonly path: string;
  /** Its `name`, else its path, as GitHub shows it. */
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly triggersSource: Source | null;
  readonly jobs: readonly WorkflowJob[];
  /** Cancels a run that is under way when a new one starts, the text as written. */
  readonly cancelInProgress: string | null;
  /** The shell for all steps, where the workflow states one. */
  readonly shell: string | null;
  readonly opaque: string | null;
}

export interface WorkflowJob {
  readonly id: string;
  readonly name: string | null;
  readonly node: ConfigNode;
  readonly mark: string | null;
  readonly source: Source;
  readonly needs: readonly string[];
  /** The condition as written, without `${{ }}`. */
  readonly condition: string | null;
  readonly continueOnError: string | null;
  /** Values of each leg, `os=ubuntu-latest, node=20`; empty where there is no matrix. */
  readonly legs: readonly string[];
  /** Why the legs cannot be listed. */
  readonly legsOpaque: string | null;
  readonly timeoutMinutes: number | null;
  readonly environment: string | null;
  /** The reusable workflow that it calls. */
  readonly uses: string | null;
  readonly shell: string | null;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  /** `id`, `name`, the action without its version or the first command of the script; unique in its job. */
  readonly name: string;
  readonly node: ConfigNode;
  readonly mark: string | null;
  readonly source: Source;
  readonly condition: string | null;
  readonly continueOnError: string | null;
  readonly uses: string | null;
  readonly run: string | null;
  readonly runNode: ConfigNode | null;
  readonly shell: string | null;
  readonly timeoutMinutes: number | null;
}

/** Reads a workflow file; null where it holds none. */
export const readWorkflow = (file: GateFile): { readonly workflow: Workflow | null; readonly problems: readonly GateProblem[] } => {
  const { root, opaque, problems } = readYamlDocument(file);
  const jobs = entriesOf(at(root, 'jobs'));
  if (root?.kind !== 'map' || (jobs.length === 0 && at(root, 'on') === null)) return { workflow: null, problems };
  const workflow: Workflow = {
    path: file.path,
    name: textOf(at(root, 'name')) ?? file.path,
    triggers: readTriggers(at(root, 'on') ?? at(root, 'true')),
    triggersSource: at(root, 'on')?.source ?? null,
    jobs: jobs.map(({ key, node }) => readJob(key, node)),
    cancelInProgress: textOf(at(root, 'concurrency', 'cancel-in-progress')),
    shell: textOf(at(root, 'defaults', 'run', 'shell')),
    opaque,
  };
  return { workflow, problems };
};

const readJob = (id: string, node: ConfigNode): WorkflowJob => {
  const { legs, opaque } = matrixLegs(at(node, 'strategy', 'matrix'));
  const name = stepNamer();
  return {
    id,
    name: textOf(at(node, 'name')),
    node,
    mark: node.mark,
    source: node.source,
    needs: textsOf(at(node, 'needs')),
    condition: expressionOf(at(node, 'if')),
    continueOnError: expressionOf(at(node, 'continue-on-error')),
    legs,
    legsOpaque: opaque,
    timeoutMinutes: minutes(at(node, 'timeout-minutes')),
    environment: textOf(at(node, 'environment')) ?? textOf(at(node, 'environment', 'name')),
    uses: textOf(at(node, 'uses')),
    shell: textOf(at(node, 'defaults', 'run', 'shell')),
    steps: itemsOf(at(node, 'steps')).map((step) => readStep(step, name)),
  };
};

const readStep = (node: ConfigNode, name: (wanted: string) => string): WorkflowStep => {
  const uses = textOf(at(node, 'uses'));
  const run = textOf(at(node, 'run'));
  const wanted = textOf(at(node, 'id')) ?? textOf(at(node, 'name')) ?? (uses === null ? commandName(run ?? '') : actionName(uses));
  return {
    name: name(wanted === '' ? 'step' : wanted),
    node,
    mark: node.mark,
    source: node.source,
    condition: expressionOf(at(node, 'if')),
    continueOnError: expressionOf(at(node, 'continue-on-error')),
    uses,
    run,
    runNode: at(node, 'run'),
    shell: textOf(at(node, 'shell')),
    timeoutMinutes: minutes(at(node, 'timeout-minutes')),
  };
};

/** A name that a job repeats gets an ordinal: `test`, `test@2`. */
const stepNamer = (): ((wanted: string) => string) => {
  const seen = new Map<string, number>();
  return (wanted) => {
    const count = (seen.get(wanted) ?? 0) + 1;
    seen.set(wanted, count);
    return count === 1 ? wanted : `${wanted}@${count}`;
  };
};

const MAX_NAME = 80;

/** Lines that only prepare the ones after them. */
const PREPARES = /^(?:#|$|set\b|cd\b|export\b|echo\b)/;

/** The first command of a script up to its options, so that a threshold among them, or `|| true` after it, does not make it another step. */
const commandName = (script: string): string => {
  const lines = script.split('\n', 50).map((line) => line.trim());
  const line = lines.find((one) => !PREPARES.test(one)) ?? lines.find((one) => one !== '') ?? '';
  const [command = ''] = line.split(/\s(?:\|\|?|&&|;)\s/, 1);
  const words = (command.trim() === '' ? line : command).trim().split(/\s+/);
  const options = words.findIndex((word, index) => index > 0 && /^-{1,2}[a-zA-Z]/.test(word));
  return (options < 0 ? words : words.slice(0, options)).join(' ').slice(0, MAX_NAME);
};

/** An action without the version it is pinned to. */
export const actionName = (uses: string): string => uses.replace(/@[^@]*$/, '');

/** An expression without `${{ }}`, blanks folded: `if: ${{ always() }}` and `if: always()` mean the same. */
const expressionOf = (node: ConfigNode | null): string | null => {
  const text = textOf(node)?.replaceAll(/\s+/g, ' ').trim() ?? null;
  const inner = text === null ? null : /^\$\{\{((?:(?!\}\}).)*)\}\}$/.exec(text)?.[1];
  return inner?.trim() ?? text;
};

const minutes = (node: ConfigNode | null): number | null => {
  const value = textOf(node);
  return value !== null && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : null;
};
