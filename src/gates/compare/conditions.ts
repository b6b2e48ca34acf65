import type { Condition } from '../model.ts';
import { change, type UnitChange } from './change.ts';
import { compareCondition, conditionName } from './condition.ts';
import { pairUp } from './pair.ts';
import { printCondition } from './print.ts';

/** Conditions that fire together; a condition without a conjunct is a group of one. */
type Group = readonly Condition[];

/**
 * Differences between the conditions of two versions of a unit. The unit fires when any group fires, and a group when all its
 * members do: so a group that goes is a condition removed, while a member that goes widens its group.
 */
export const compareConditions = (before: readonly Condition[], after: readonly Condition[]): readonly UnitChange[] => {
  const groups = pairUp(groupsOf(before), groupsOf(after), (group) => group.map(conditionIdentity).join('\n'), groupLikeness);
  return [
    ...groups.pairs.flatMap(([old, fresh]) => compareGroup(old, fresh)),
    ...groups.gone.map((group) => change('condition-removed', subjectOf(group), printGroup(group), null, nameOf(group))),
    ...groups.come.map((group) => change('condition-added', subjectOf(group), null, printGroup(group), nameOf(group))),
  ];
};

/** Conditions of a unit by the conjunct they share, in order. */
export const groupsOf = (conditions: readonly Condition[]): readonly Group[] => {
  const groups: Condition[][] = [];
  const shared = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const known = condition.conjunct === undefined ? undefined : shared.get(condition.conjunct);
    if (known !== undefined) {
      known.push(condition);
      continue;
    }
    const group = [condition];
    groups.push(group);
    if (condition.conjunct !== undefined) shared.set(condition.conjunct, group);
  }
  return groups;
};

const compareGroup = (before: Group, after: Group): readonly UnitChange[] => {
  const members = pairUp(before, after, conditionIdentity, likeness);
  return [
    ...members.pairs.flatMap(([old, fresh]) => compareCondition(old, fresh)),
    ...members.gone.map((member) => change('scope-widened', `condition that ${conditionName(member)} must hold too`, printCondition(member), null, conditionName(member))),
    ...members.come.map((member) => change('scope-narrowed', `condition that ${conditionName(member)} must hold too`, null, printCondition(member), conditionName(member))),
  ];
};

const conditionIdentity = (condition: Condition): string => condition.name ?? `${condition.metric} ${condition.comparator} ${condition.threshold ?? condition.expression ?? ''}`;

/** How likely one condition is the other's later version; never 0, since a lone condition rewritten is still the unit's condition. */
const likeness = (one: Condition, other: Condition): number =>
  (one.name !== null && one.name === other.name ? 8 : 0) +
  (one.metric === other.metric ? 4 : 0) +
  (one.comparator === other.comparator ? 2 : 0) +
  (one.threshold === other.threshold && one.expression === other.expression ? 1 : 0) +
  (one.name !== null && other.name !== null && one.name !== other.name ? 0 : 1);

/** Two named conditions of different names are two conditions; unnamed ones pair with what is most like them. */
const groupLikeness = (one: Group, other: Group): number => {
  const best = Math.max(...one.map((member) => Math.max(...other.map((candidate) => (bothNamed(member, candidate) ? 0 : likeness(member, candidate))))));
  return best;
};

const bothNamed = (one: Condition, other: Condition): boolean => one.name !== null && other.name !== null && one.name !== other.name && one.metric !== other.metric;

const nameOf = (group: Group): string | null => {
  const [first] = group;
  return first === undefined ? null : conditionName(first);
};
const subjectOf = (group: Group): string => `condition ${nameOf(group) ?? ''}`;
const printGroup = (group: Group): string => group.map(printCondition).join(' and ');
