import { at, canonical, type ConfigNode, entriesOf, itemsOf, textOf, textsOf } from '../../formats/node.ts';

/** A job as a workflow runs it. */
export interface CircleJob {
  readonly workflow: string;
  /** Its `name`, else the job's. */
  readonly name: string;
  readonly definition: ConfigNode | null;
  readonly entry: ConfigNode;
  readonly approval: boolean;
  readonly requires: readonly string[];
  /** `branches only main`, `tags ignore v*`. */
  readonly filters: readonly string[];
  readonly legs: readonly string[];
  readonly steps: readonly CircleStep[];
  /** Why its steps are not all known. */
  readonly opaque: string | null;
}

export interface CircleStep {
  readonly name: string;
  readonly node: ConfigNode;
  readonly command: string;
  /** `always` or `on_fail` where it does not run only on success. */
  readonly when: string;
}

/** Jobs of all workflows, and those that no workflow runs (workflow ''). */
export const circleJobs = (root: ConfigNode | null): readonly CircleJob[] => {
  const definitions = at(root, 'jobs');
  const used = new Set<string>();
  const running = entriesOf(at(root, 'workflows')).flatMap(({ key: workflow, node }) =>
    itemsOf(at(node, 'jobs')).flatMap((entry): readonly CircleJob[] => {
      const [only] = entriesOf(entry);
      const job = textOf(entry) ?? only?.key ?? null;
      if (job === null) return [];
      used.add(job);
      return [readJob(root, workflow, job, textOf(entry) === null ? (only?.node ?? entry) : entry)];
    }));
  const idle = entriesOf(definitions).filter(({ key }) => !used.has(key)).map(({ key, node }) => readJob(root, '', key, node));
  return [...running, ...idle];
};

const readJob = (root: ConfigNode | null, workflow: string, job: string, entry: ConfigNode): CircleJob => {
  const definition = at(root, 'jobs', job);
  const expansion: Expansion = { steps: [], orbs: new Set(), left: MAX_STEPS };
  expand(root, at(definition, 'steps'), expansion, 0);
  const approval = textOf(at(entry, 'type')) === 'approval';
  const [orb] = expansion.orbs;
  return {
    workflow,
    name: textOf(at(entry, 'name')) ?? job,
    definition,
    entry,
    approval,
    requires: itemsOf(at(entry, 'requires')).flatMap((item) => textOf(item) ?? entriesOf(item)[0]?.key ?? []).toSorted(),
    filters: ['branches', 'tags'].flatMap((kind) => ['only', 'ignore'].flatMap((how) => textsOf(at(entry, 'filters', kind, how)).map((value) => `${kind} ${how} ${value}`))).toSorted(),
    legs: entriesOf(at(entry, 'matrix', 'parameters')).flatMap(({ key, node }) => textsOf(node).map((value) => `${key}=${value}`)).toSorted(),
    steps: expansion.steps,
    opaque: definition === null && !approval ? `the job "${job}" comes from an orb` : expansion.steps.length === 0 && orb !== undefined ? `its steps come from the orb "${orb}"` : null,
  };
};

interface Expansion {
  readonly steps: CircleStep[];
  readonly orbs: Set<string>;
  left: number;
}

/** Commands may call one another; past these bounds they are not followed. */
const MAX_STEPS = 2000;
const MAX_DEPTH = 8;

/** Steps with the commands of the file put in their place. */
const expand = (root: ConfigNode | null, steps: ConfigNode | null, expansion: Expansion, depth: number): void => {
  for (const step of itemsOf(steps)) {
    if (depth > MAX_DEPTH || expansion.left-- <= 0) return;
    const [first] = entriesOf(step);
    const name = textOf(step) ?? first?.key ?? '';
    const body = textOf(step) === null ? (first?.node ?? null) : null;
    if (name === 'run') {
      const command = textOf(body) ?? textOf(at(body, 'command')) ?? '';
      expansion.steps.push({ name: textOf(at(body, 'name')) ?? firstLine(command), node: step, command, when: textOf(at(body, 'when')) ?? 'on_success' });
    } else if (name === 'when' || name === 'unless') {
      expand(root, at(body, 'steps'), expansion, depth + 1);
    } else if (at(root, 'commands', name) !== null) {
      expand(root, at(root, 'commands', name, 'steps'), expansion, depth + 1);
    } else if (name.includes('/')) {
      expansion.orbs.add(name.slice(0, name.indexOf('/')));
    }
  }
};

const firstLine = (command: string): string => (command.trim().split('\n', 1)[0] ?? '').slice(0, 80);

/** What a job runs, without names. */
export const bodyOf = (job: CircleJob): string => [...job.steps.map(({ command }) => command.trim()), canonical(at(job.definition, 'docker')), textOf(at(job.definition, 'executor')) ?? ''].join('\n');
