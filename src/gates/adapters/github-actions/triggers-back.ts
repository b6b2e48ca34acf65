import type { GateUnit } from '../../model.ts';
import { listIn } from './checks.ts';
import { UNFILTERED } from './settings.ts';
import type { Trigger } from './triggers.ts';

/** The triggers of a unit's workflow, from the unit alone. */
export const readTriggersBack = (unit: GateUnit): readonly Trigger[] =>
  unit.scope.map((event) => ({ event, filters: listIn(unit, `on.${event}`).filter((filter) => filter !== UNFILTERED) }));
