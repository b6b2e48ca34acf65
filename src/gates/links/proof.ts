import type { ActionItem } from '../../record/action.ts';
import type { GateAdapter } from '../adapter.ts';
import { isArmed, stops } from '../enforcement.ts';
import type { GateUnit } from '../model.ts';
import { replayUnit, type UnitReplay } from '../replay/unit.ts';
import type { GateLink } from './link.ts';
import type { UnitIndex } from './reference.ts';

/** What a linked gate proves of its action item. */
export interface LinkProof {
  readonly link: GateLink;
  readonly unit: GateUnit | null;
  /** Where the reference leads nowhere. */
  readonly unresolved: { readonly problem: 'outside' | 'dangling'; readonly message: string; readonly hint: string | null } | null;
  /** Why its verdict is too weak for the item, in words; null where it is strong enough or nobody can tell. */
  readonly advisory: string | null;
  /** On the incident's figures; null where there is no unit. */
  readonly incident: UnitReplay | null;
  /** On the normal figures: `fires` means noisy; null where there is no unit or no normal figure. */
  readonly normal: UnitReplay | null;
  readonly state: ProofState;
}

/** `verified`: resolves, blocks (or notifies, for an item that detects), and would have fired. `unproven`: nothing speaks against it. */
export type ProofState = 'verified' | 'unproven' | 'refuted';

/** Looks a link up, judges its enforcement and replays it. */
export const proveLink = (link: GateLink, index: UnitIndex, ownReplay: (format: string) => GateAdapter['replay']): LinkProof => {
  const resolution = index.resolve(link.reference);
  if (!('unit' in resolution)) return { link, unit: null, unresolved: resolution, advisory: null, incident: null, normal: null, state: 'refuted' };
  const { unit } = resolution;
  const advisory = advisoryReason(unit, link.action);
  const feeds = link.feed === null ? [] : [link.feed];
  const replay = replayUnit(unit, feeds, ownReplay(unit.format));
  const incident = link.feedProblem === null ? replay : { ...replay, verdict: 'undecidable' as const, reason: link.feedProblem };
  const normal = link.feed === null || link.feed.figure.normal.samples.length === 0 ? null : replayUnit(unit, feeds, ownReplay(unit.format), 'normal');
  return { link, unit, unresolved: null, advisory, incident, normal, state: stateOf(unit, advisory, incident) };
};

const advisoryReason = (unit: GateUnit, action: ActionItem): string | null => {
  const enough = action.type === 'detect' ? isArmed(unit.enforcement) : unit.enforcement === 'unverified' || stops(unit.enforcement);
  if (enough) return null;
  const weakest = unit.chain.find(({ enforcement }) => enforcement === unit.enforcement);
  return weakest?.reason ?? `its enforcement is ${unit.enforcement}`;
};

const stateOf = (unit: GateUnit, advisory: string | null, incident: UnitReplay): ProofState => {
  if (advisory !== null || incident.verdict === 'silent') return 'refuted';
  return incident.verdict === 'fires' && unit.enforcement !== 'unverified' ? 'verified' : 'unproven';
};

/** An item with several gates is as proven as its best one: one gate that holds would have been enough. */
export const proofOfItem = (proofs: readonly LinkProof[]): ProofState =>
  proofs.some(({ state }) => state === 'verified') ? 'verified' : proofs.some(({ state }) => state === 'unproven') ? 'unproven' : 'refuted';
