import type { GateReference } from '../../record/action.ts';
import { nearest } from '../../record/nearest.ts';
import type { GateUnit } from '../model.ts';

/** What a gate reference leads to. */
export type Resolution =
  | { readonly unit: GateUnit }
  /** `outside`: the path leaves the repository or names no configured one; `dangling`: nothing stands there. */
  | { readonly problem: 'outside' | 'dangling'; readonly message: string; readonly hint: string | null };

/** A path as units carry it: forward slashes, no `./`; null where it is absolute or climbs out of the root. */
export const normalisePath = (path: string): string | null => {
  const slashes = path.trim().replaceAll('\\', '/');
  if (slashes.startsWith('/') || /^[A-Za-z]:\//.test(slashes) || slashes.startsWith('~')) return null;
  const parts: string[] = [];
  for (const part of slashes.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
};

/** Finds units by what references call them. */
export interface UnitIndex {
  readonly resolve: (reference: Pick<GateReference, 'path' | 'selector'>) => Resolution;
  readonly units: readonly GateUnit[];
}

/**
 * Units by key and by mark. A reference names a unit by `path#selector`, or by `path#MARK` with the name that a `# gate:` comment
 * gives it, which finds it also after it moved. `repositories` are the configured names of other roots (`infra:alerts.yml#…`).
 */
export const indexUnits = (units: readonly GateUnit[], repositories: readonly string[] = []): UnitIndex => {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const byMark = new Map<string, GateUnit | null>();
  const byPath = new Map<string, GateUnit[]>();
  for (const unit of units) {
    if (unit.mark !== null) byMark.set(unit.mark, byMark.has(unit.mark) ? null : unit);
    byPath.set(unit.path, [...(byPath.get(unit.path) ?? []), unit]);
  }
  const resolve: UnitIndex['resolve'] = ({ path: written, selector }) => {
    const [, repository, inside = written] = /^([A-Za-z][\w-]+):(?!\/\/)(.*)$/.exec(written) ?? [];
    if (repository !== undefined && !repositories.includes(repository)) {
      const near = nearest(repository, repositories);
      return { problem: 'outside', message: `no repository "${repository}" is configured`, hint: near === null ? 'name its folder under "repositories" in the configuration' : `did you mean "${near}:"?` };
    }
    const plain = normalisePath(inside);
    if (plain === null) return { problem: 'outside', message: `the path "${written}" leads out of the repository`, hint: 'write it relative to the root, or configure the other repository under "repositories"' };
    const path = repository === undefined ? plain : `${repository}:${plain}`;
    const here = byPath.get(path) ?? [];
    const unit = byKey.get(`${path}#${selector}`) ?? here.find(({ mark }) => mark === selector) ?? byMark.get(selector);
    if (unit !== undefined && unit !== null) return { unit };
    // A policy with one rule, a job with one step: the outer name is enough.
    const below = here.filter((one) => one.selector.startsWith(`${selector}/`));
    if (below[0] !== undefined && below.length === 1) return { unit: below[0] };
    if (below.length > 1) return { problem: 'dangling', message: `${path} has ${below.length} gates below "${selector}"`, hint: `name one: ${below.slice(0, 5).map((one) => one.selector).join(', ')}` };
    if (here.length === 0) {
      const near = nearest(path, byPath.keys());
      return { problem: 'dangling', message: `no gate is found in ${path}`, hint: near === null ? null : `did you mean ${near}?` };
    }
    const near = nearest(selector, here.flatMap((one) => [one.selector, ...(one.mark === null ? [] : [one.mark])]));
    return { problem: 'dangling', message: `${path} has no gate "${selector}"`, hint: near === null ? `it has ${here.slice(0, 5).map((one) => one.selector).join(', ')}` : `did you mean "${near}"?` };
  };
  return { resolve, units };
};
