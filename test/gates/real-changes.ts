import { stringify } from 'yaml';
import type { GateFile } from '../../src/gates/adapter.ts';

/** One mined change as the samples describe it: what changed in which unit, without the files around it. */
export interface RealChange {
  readonly commit: string;
  readonly path: string;
  readonly kind: string;
  readonly unit?: { readonly group: string; readonly alert: string };
  readonly before?: string | null;
  readonly after?: string | null;
  readonly detail?: unknown;
}

interface Pair {
  readonly before: GateFile;
  readonly after: GateFile;
}

/** The smallest files of which the first becoming the second is the change. */
export const filesOf = (format: string, change: RealChange): Pair => (format === 'prometheus' ? rules(change) : workflow(change));

const rules = ({ kind, unit, before = null, after = null }: RealChange): Pair => {
  const file = (group: string, expression: string | null, hold: string | null): GateFile => ({
    path: 'rules.yaml',
    text: stringify({ groups: [{ name: group, rules: [{ alert: unit?.alert ?? 'Alert', expr: expression ?? 'up == 0', ...(hold !== null && { for: hold }) }] }] }),
  });
  const group = unit?.group ?? 'group';
  if (kind === 'moved_group') return { before: file(`old-${group}`, before, null), after: file(group, before, null) };
  if (kind.startsWith('for_')) return { before: file(group, null, before), after: file(group, null, after) };
  return { before: file(group, before, '5m'), after: file(group, after, '5m') };
};

/** Events besides the one that the change is about. */
const OTHERS = ['push', 'pull_request'];

const workflow = ({ path, kind, detail }: RealChange): Pair => {
  const words: readonly unknown[] = Array.isArray(detail) ? detail : [detail];
  const [job, step] = kind === 'trigger_removed' ? [] : words.map((word) => (typeof word === 'string' ? word : null));
  // What the workflow is for is known by the name of its file, its job and its step alone.
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  const file = (events: readonly string[], jobFacts: object, stepFacts: object): GateFile => ({
    path,
    text: stringify({ on: events, jobs: { [job ?? stem]: { 'runs-on': 'ubuntu-latest', ...jobFacts, steps: [{ ...(step !== null && step !== undefined && { name: step }), run: 'make it', ...stepFacts }] } } }),
  });
  // What the step's name says that it does, since the samples do not hold its text.
  const command = /clean|workspace/i.test(step ?? '') ? 'rm -rf build' : /mask|logging|diagnostics/i.test(step ?? '') ? 'echo ready' : 'make it';
  const pair = (before: object, after: object): Pair => ({ before: file(OTHERS, {}, before), after: file(OTHERS, {}, after) });
  switch (kind) {
    case 'run_or_true_added':
      return pair({ run: command }, { run: `${command} || true` });
    case 'run_or_true_removed':
      return pair({ run: `${command} || true` }, { run: command });
    case 'step_coe_on':
      return pair({ run: command }, { run: command, 'continue-on-error': true });
    case 'step_coe_off':
      return pair({ run: command, 'continue-on-error': true }, { run: command });
    case 'trigger_removed': {
      const event = String(detail);
      const others = OTHERS.filter((other) => other !== event);
      return { before: file([...others, event], {}, {}), after: file(others, {}, {}) };
    }
    default: {
      const [, before, after] = words;
      const jobFile = (value: unknown): GateFile => ({
        path,
        text: stringify({ on: OTHERS, jobs: { [job ?? stem]: { 'runs-on': 'ubuntu-latest', ...(value !== null && { 'continue-on-error': value }), steps: [{ run: 'make it' }] } } }),
      });
      return { before: jobFile(before ?? null), after: jobFile(after ?? null) };
    }
  }
};
