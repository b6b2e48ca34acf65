import { at, canonical, type ConfigNode, entriesOf, itemsOf, opaqueReason, textOf } from '../../formats/node.ts';

/** GitHub starts no more legs than these for one job. */
const MAX_LEGS = 256;

export interface MatrixLegs {
  /** `os=ubuntu-latest, node=20`, in the order in which GitHub names the job's checks. */
  readonly legs: readonly string[];
  readonly opaque: string | null;
}

type Leg = ReadonlyMap<string, string>;

/** The legs of a job's matrix: the product of its lists, less `exclude`, extended by `include`, as GitHub's documentation defines them. */
export const matrixLegs = (matrix: ConfigNode | null): MatrixLegs => {
  if (matrix === null) return { legs: [], opaque: null };
  if (matrix.kind !== 'map') return { legs: [], opaque: 'the matrix is known only when it runs' };
  if (opaqueReason(matrix) !== null) return { legs: [], opaque: opaqueReason(matrix) };
  let legs: Leg[] = [];
  const names: string[] = [];
  for (const { key, node } of entriesOf(matrix)) {
    if (key === 'include' || key === 'exclude') continue;
    if (node.kind !== 'list') return { legs: [], opaque: `the values of "${key}" are known only when it runs` };
    names.push(key);
    const before: readonly Leg[] = names.length === 1 ? [new Map()] : legs;
    if (before.length * node.items.length > MAX_LEGS) return { legs: [], opaque: `the matrix has more than ${MAX_LEGS} legs` };
    legs = before.flatMap((leg) => node.items.map((item) => new Map(leg).set(key, valueOf(item))));
  }
  const excluded = itemsOf(at(matrix, 'exclude')).map(legOf);
  legs = legs.filter((leg) => !excluded.some((pattern) => pattern.size > 0 && [...pattern].every(([key, value]) => leg.get(key) === value)));
  const include = at(matrix, 'include');
  if (include !== null && include.kind !== 'list') return { legs: [], opaque: 'the legs included are known only when it runs' };
  return { legs: extended(legs, itemsOf(include).slice(0, MAX_LEGS).map(legOf), new Set(names)).map(printLeg), opaque: null };
};

/** An included entry extends every leg whose original values it does not overwrite, else it is a leg of its own. */
const extended = (legs: readonly Leg[], included: readonly Leg[], original: ReadonlySet<string>): readonly Leg[] => {
  const result: Leg[] = [...legs];
  for (const entry of included) {
    let matched = false;
    for (const [index, base] of legs.entries()) {
      if ([...entry].some(([key, value]) => original.has(key) && base.get(key) !== value)) continue;
      matched = true;
      result[index] = new Map([...(result[index] ?? base), ...entry]);
    }
    if (!matched) result.push(entry);
  }
  return result;
};

const legOf = (node: ConfigNode): Leg => new Map(entriesOf(node).map(({ key, node: value }) => [key, valueOf(value)]));
const valueOf = (node: ConfigNode): string => textOf(node) ?? canonical(node);
/** Stands for the legs of a matrix that only the run tells. */
export const UNKNOWN_LEGS = '?';

/** Names and values of a leg as {@link matrixLegs} prints it. */
export const legValues = (leg: string): ReadonlyMap<string, string> =>
  new Map(leg.split(', ').map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

const printLeg = (leg: Leg): string => [...leg].map(([key, value]) => `${key}=${value}`).join(', ');
