import { shortHash } from '../fingerprint.ts';
import type { GateChange } from './gate-change.ts';

/**
 * Joins findings of one file that say the same of many units (a trigger that a workflow lost, once for every job and step) into
 * one on the outermost of them, which names the others. What an incident paid for, what is replayed and what is or was accepted
 * stands for itself. Findings of different levels are never joined.
 */
export const collapseRepeats = (changes: readonly GateChange[]): readonly GateChange[] => {
  const come = new Set(changes.filter(comesOrGoes).map(({ rule, unit }) => `${rule} ${unit}`));
  const groups = new Map<string, GateChange[]>();
  for (const one of changes) {
    const key = groupOf(one, come);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()].flatMap(joined);
};

const comesOrGoes = ({ rule }: GateChange): boolean => rule === 'gate-removed' || rule === 'gate-added' || rule === 'task-removed' || rule === 'task-added';

const groupOf = (one: GateChange, come: ReadonlySet<string>): string => {
  const unsaid = one.before === null && one.after === null;
  if (unsaid || one.paidFor.length > 0 || one.replay !== null || one.accepted !== null || one.expired !== null) return `${one.unit}\n${one.fingerprint}`;
  // Gates that come or go side by side are different gates; only the parts of one come and go with it.
  return JSON.stringify([one.path, one.rule, one.level, one.subject, one.before, one.after, comesOrGoes(one) ? outermost(one, come) : null]);
};

/** The outermost unit around a unit that came or went with it, or the unit itself. */
const outermost = ({ rule, unit }: GateChange, come: ReadonlySet<string>): string => {
  for (let end = unit.indexOf('/', unit.indexOf('#')); end >= 0; end = unit.indexOf('/', end + 1)) {
    const outer = unit.slice(0, end);
    if (come.has(`${rule} ${outer}`)) return outer;
  }
  return unit;
};

const joined = (group: readonly GateChange[]): readonly GateChange[] => {
  const [first, ...others] = group.toSorted((one, other) => depth(one) - depth(other));
  if (first === undefined || others.length === 0) return group;
  return [{ ...first, covers: others.map(({ unit }) => unit), fingerprint: shortHash(group.map(({ fingerprint }) => fingerprint).toSorted().join('\n')) }];
};

const depth = ({ unit }: GateChange): number => unit.split('/').length;
