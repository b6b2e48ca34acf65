import type { ActionStatus } from '../../record/vocabulary.ts';

/** Statuses that a tracker cannot tell apart, each group under the one that stands for it. */
export type StatusScale = (status: ActionStatus) => ActionStatus;

export const statusScale = (groups: readonly (readonly [ActionStatus, ...ActionStatus[]])[]): StatusScale => {
  const standing = new Map(groups.flatMap(([first, ...others]) => [first, ...others].map((status) => [status, first] as const)));
  return (status) => standing.get(status) ?? status;
};
