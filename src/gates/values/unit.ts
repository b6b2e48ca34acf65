/** A unit: what it counts, and how many of the base unit one of it is. */
interface UnitScale {
  readonly dimension: 'ratio' | 'time' | 'bytes';
  readonly factor: number;
}

const scale = (dimension: UnitScale['dimension'], factor: number): UnitScale => ({ dimension, factor });

/** Units by their usual names, lower case; what is not listed compares by its name only. */
const UNITS: ReadonlyMap<string, UnitScale> = new Map([
  ...['ratio', 'fraction', 'share', '1'].map((name) => [name, scale('ratio', 1)] as const),
  ...['%', 'percent', 'pct', 'percentage'].map((name) => [name, scale('ratio', 0.01)] as const),
  ...['ns', 'nanosecond', 'nanoseconds'].map((name) => [name, scale('time', 1e-9)] as const),
  ...['us', 'µs', 'μs', 'microsecond', 'microseconds'].map((name) => [name, scale('time', 1e-6)] as const),
  ...['ms', 'millisecond', 'milliseconds'].map((name) => [name, scale('time', 1e-3)] as const),
  ...['s', 'sec', 'second', 'seconds'].map((name) => [name, scale('time', 1)] as const),
  ...['min', 'minute', 'minutes'].map((name) => [name, scale('time', 60)] as const),
  ...['h', 'hour', 'hours'].map((name) => [name, scale('time', 3600)] as const),
  ...['d', 'day', 'days'].map((name) => [name, scale('time', 86_400)] as const),
  ...['b', 'byte', 'bytes'].map((name) => [name, scale('bytes', 1)] as const),
  ...['k', 'm', 'g', 't', 'p'].flatMap((letter, index) => [
    [`${letter}b`, scale('bytes', 1000 ** (index + 1))] as const,
    [`${letter}i`, scale('bytes', 1024 ** (index + 1))] as const,
    [`${letter}ib`, scale('bytes', 1024 ** (index + 1))] as const,
  ]),
]);

/** Cuts what floating-point arithmetic adds: 0.30000000000000004 is 0.3. */
export const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);

/**
 * A value in another unit (500 `ms` is 0.5 `s`, 95 `%` is 0.95 `ratio`); null where one cannot be turned into the other. A unit
 * that nobody states is taken to be the other's.
 */
export const convertUnit = (value: number, from: string | null, to: string | null): number | null => {
  const given = from?.trim().toLowerCase() ?? '';
  const wanted = to?.trim().toLowerCase() ?? '';
  if (given === wanted || given === '' || wanted === '') return value;
  const source = UNITS.get(given);
  const target = UNITS.get(wanted);
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return null;
  return rounded((value * source.factor) / target.factor);
};

/** Whether the unit is a share of a whole, so that values above one cannot be. */
export const wholeOf = (unit: string | null): number | null => {
  const known = UNITS.get(unit?.trim().toLowerCase() ?? '');
  return known?.dimension === 'ratio' ? rounded(1 / known.factor) : null;
};
