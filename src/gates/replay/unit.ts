import type { GateAdapter, ReplayVerdict } from '../adapter.ts';
import { conditionName } from '../compare/condition.ts';
import { groupsOf } from '../compare/conditions.ts';
import type { Condition, GateUnit } from '../model.ts';
import { replayCondition, settlingFigure } from './condition.ts';
import { inUnitOf, type RecordedFigure } from './figure.ts';

/** A recorded figure and the condition that an author says it feeds; null where the unit is said to have one only. */
export interface Feed {
  readonly figure: RecordedFigure;
  readonly condition: string | null;
}

export interface UnitReplay extends ReplayVerdict {
  /** Figure that would settle the matter, where the verdict is not that it fires; null where nothing would. */
  readonly settledBy: string | null;
}

/** The format's own evaluation, where it has one. */
export type OwnReplay = GateAdapter['replay'];

type Phase = 'incident' | 'normal';

const undecidable = (reason: string, settledBy: string | null = null): UnitReplay => ({ verdict: 'undecidable', reason, settledBy });

/**
 * Replays a unit on the figures that links feed to its conditions. A group of conditions fires when each member that is fed
 * fires and none is left unfed; the unit fires when one of the groups that are fed does.
 */
export const replayUnit = (unit: GateUnit, feeds: readonly Feed[], own: OwnReplay, phase: Phase = 'incident'): UnitReplay => {
  if (unit.opaque !== null) return undecidable(unit.opaque);
  if (unit.conditions.length === 0) return undecidable('it runs a command, and no recorded figure says whether it would have failed: only a run of it on the state of the incident decides');
  if (feeds.length === 0) return undecidable('no row of Signals is linked to it', settlingFigures(unit.conditions));
  const fed = new Map<Condition, RecordedFigure>();
  for (const feed of feeds) {
    const conditions = fedConditions(unit, feed.condition);
    if (typeof conditions === 'string') return undecidable(conditions);
    for (const condition of conditions) fed.set(condition, feed.figure);
  }
  const verdicts = groupsOf(unit.conditions)
    .filter((group) => group.some((member) => fed.has(member)))
    .map((group) => replayGroup(unit, group, fed, own, phase));
  return verdicts.find(({ verdict }) => verdict === 'fires') ?? verdicts.find(({ verdict }) => verdict === 'undecidable') ?? verdicts[0] ?? undecidable('no condition is fed');
};

const settlingFigures = (conditions: readonly Condition[]): string => conditions.slice(0, 3).map(settlingFigure).join(', or ');

/** The conditions a link feeds, by name or by what they measure, or in words why there are none. One figure feeds all bounds of one metric. */
export const fedConditions = (unit: GateUnit, name: string | null): readonly Condition[] | string => {
  const names = (): string => unit.conditions.map(conditionName).join(', ');
  if (name === null) {
    const metrics = new Set(unit.conditions.map(({ metric }) => metric));
    return metrics.size === 1 ? unit.conditions : `it has ${unit.conditions.length} conditions (${names()}): the link must say which one the figure feeds`;
  }
  const named = unit.conditions.filter((condition) => condition.name === name);
  const found = named.length > 0 ? named : unit.conditions.filter((condition) => condition.metric === name);
  return found.length > 0 ? found : `it has no condition "${name}" (it has ${names()})`;
};

const replayGroup = (unit: GateUnit, group: readonly Condition[], fed: ReadonlyMap<Condition, RecordedFigure>, own: OwnReplay, phase: Phase): UnitReplay => {
  const unfed = group.filter((member) => !fed.has(member));
  let fires: UnitReplay | null = null;
  let open: UnitReplay | null = null;
  for (const member of group) {
    const figure = fed.get(member);
    if (figure === undefined) continue;
    const replay = replayMember(unit, member, figure, own, phase);
    if (replay.verdict === 'silent') return replay;
    if (replay.verdict === 'undecidable') open ??= replay;
    else fires ??= replay;
  }
  if (open !== null) return open;
  if (unfed.length > 0) {
    return undecidable(`${fires?.reason ?? ''}, but ${unfed.map(conditionName).join(' and ')} must hold too, and no row of Signals is linked to it`, settlingFigures(unfed));
  }
  return fires ?? undecidable('no condition is fed');
};

const replayMember = (unit: GateUnit, condition: Condition, figure: RecordedFigure, own: OwnReplay, phase: Phase): UnitReplay => {
  const point = inUnitOf(figure[phase], figure.unit, condition);
  if (point === null) {
    return undecidable(`${figure.metric} is recorded in ${figure.unit ?? 'no unit'}, and it measures ${condition.unit ?? 'no unit'}`, settlingFigure(condition));
  }
  const normal = inUnitOf(figure.normal, figure.unit, condition)?.samples ?? [];
  const replay = own?.(unit, condition, normal.length === 0 ? point : { ...point, baseline: normal }) ?? replayCondition(condition, point);
  return { ...replay, settledBy: replay.verdict === 'fires' ? null : (replay.settledBy ?? settlingFigure(condition)) };
};
