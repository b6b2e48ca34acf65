import type { GateAdapter } from '../adapter.ts';
import type { Payment } from '../diff/gate-change.ts';
import type { GateUnit } from '../model.ts';
import { replayUnit, type Feed, type UnitReplay } from '../replay/unit.ts';

/** One incident's claim on a unit: who paid, and the figures on which the unit must fire. */
export interface Protection {
  readonly payment: Payment;
  readonly feeds: readonly Feed[];
}

/** Figures that stand at the unit itself; the incident paid, whatever else is linked. */
export const statedProtections = (unit: GateUnit): readonly Protection[] => {
  const figures = unit.paidFigures ?? [];
  return unit.paidFor.map((incident) => ({
    payment: { incident, action: figures.find((one) => one.incident === incident)?.action ?? null, title: null, record: null },
    feeds: figures
      .filter((one) => one.incident === incident)
      .map(({ value }) => {
        const point = { samples: [value], intervalSeconds: null, durationSeconds: null };
        return { figure: { metric: unit.title, unit: null, incident: point, normal: { ...point, samples: [] } }, condition: null };
      }),
  }));
};

/** Claims of one incident on one unit joined: an author may feed several conditions of a unit from several rows. */
export const joinProtections = (protections: readonly Protection[]): readonly Protection[] => {
  const joined = new Map<string, Protection>();
  for (const { payment, feeds } of protections) {
    const key = `${payment.incident}\n${payment.action?.split('#').at(-1) ?? ''}`;
    const known = joined.get(key);
    joined.set(key, known === undefined ? { payment, feeds } : { payment: known.payment.record === null ? payment : known.payment, feeds: known.feeds.length === 0 ? feeds : addFeeds(known.feeds, feeds) });
  }
  return [...joined.values()];
};

const addFeeds = (known: readonly Feed[], more: readonly Feed[]): readonly Feed[] => [
  ...known,
  ...more.filter(({ condition, figure }) => !known.some((one) => one.condition === condition && one.figure.metric === figure.metric)),
];

const GRAVITY = { silent: 2, undecidable: 1, fires: 0 } as const;

/**
 * What a unit says to all incidents that paid for it: the worst of its answers, since the floor is every one of them. Null where none
 * paid.
 */
export const replayAll = (unit: GateUnit, protections: readonly Protection[], own: GateAdapter['replay']): UnitReplay | null => {
  const replays = protections.map(({ payment, feeds }) => ({ payment, replay: replayUnit(unit, feeds, own) }));
  const [worst] = replays.toSorted((one, other) => GRAVITY[other.replay.verdict] - GRAVITY[one.replay.verdict]);
  return worst === undefined ? null : { ...worst.replay, reason: `${worst.payment.incident}: ${worst.replay.reason}` };
};
