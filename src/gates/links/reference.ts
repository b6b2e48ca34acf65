import type { GateReference } from '../../record/action.ts';
import { nearest } from '../../record/nearest.ts';
import { rankOf } from '../enforcement.ts';
import type { GateUnit } from '../model.ts';

/** What a gate reference leads to. */
export type Resolution =
  | {
      readonly unit: GateUnit;
      /** The units that the reference names: one, or all below an outer name (the rules of a policy, the assertions of a test). */
      readonly members: readonly GateUnit[];
    }
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

/** An outer name as one gate: it stops what the strongest of its members stops, and fires when one of them does. */
const together = (strongest: GateUnit, selector: string, members: readonly GateUnit[]): GateUnit => ({
  ...strongest,
  key: `${strongest.path}#${selector}`,
  selector,
  title: selector,
  conditions: members.flatMap((member) => member.conditions.map((condition) => ({ ...condition, ...(condition.conjunct !== undefined && { conjunct: `${member.selector} ${condition.conjunct}` }) }))),
  opaque: members.every(({ opaque }) => opaque !== null) ? strongest.opaque : null,
});

/** Finds units by what references call them. */
export interface UnitIndex {
  readonly resolve: (reference: Pick<GateReference, 'path' | 'selector'>) => Resolution;
  readonly units: readonly GateUnit[];
}

/**
 * Units by key and by mark. A reference names a unit by `path#selector`, or by `path#MARK` with the name that a `# gate:` comment
 * gives it, which finds it also after it moved; a gate with conditions is found by a selector that only it has. `repositories` are the configured names of other roots (`infra:alerts.yml#…`).
 */
export const indexUnits = (units: readonly GateUnit[], repositories: readonly string[] = []): UnitIndex => {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const byMark = new Map<string, GateUnit | null>();
  const byPath = new Map<string, GateUnit[]>();
  const bySelector = new Map<string, GateUnit | null>();
  for (const unit of units) {
    if (unit.mark !== null) byMark.set(unit.mark, byMark.has(unit.mark) ? null : unit);
    const here = byPath.get(unit.path);
    if (here === undefined) byPath.set(unit.path, [unit]);
    else here.push(unit);
    if (unit.conditions.length > 0) bySelector.set(unit.selector, bySelector.has(unit.selector) ? null : unit);
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
    if (unit !== undefined && unit !== null) return { unit, members: [unit] };
    const below = here.filter((one) => one.selector.startsWith(`${selector}/`));
    const [strongest] = below.toSorted((one, other) => (rankOf(other.enforcement) ?? 0) - (rankOf(one.enforcement) ?? 0));
    if (strongest !== undefined) return { unit: below.length === 1 ? strongest : together(strongest, selector, below), members: below };
    // A gate that measures the same under the same name in another file has moved.
    const elsewhere = bySelector.get(selector);
    if (elsewhere !== undefined && elsewhere !== null) return { unit: elsewhere, members: [elsewhere] };
    if (here.length === 0) {
      const near = nearest(path, byPath.keys());
      return { problem: 'dangling', message: `no gate is found in ${path}`, hint: near === null ? null : `did you mean ${near}?` };
    }
    const near = nearest(selector, here.flatMap((one) => [one.selector, ...(one.mark === null ? [] : [one.mark])]));
    return { problem: 'dangling', message: `${path} has no gate "${selector}"`, hint: near === null ? `it has ${here.slice(0, 5).map((one) => one.selector).join(', ')}` : `did you mean "${near}"?` };
  };
  return { resolve, units };
};
