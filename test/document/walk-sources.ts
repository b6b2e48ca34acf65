import type { Source } from '../../src/record/source.ts';

const isSource = (value: object): value is Source => 'start' in value && 'end' in value && 'endColumn' in value;

/** Every source inside a value, with the path of keys to it. */
export const walkSources = (value: unknown, path = ''): (readonly [path: string, source: Source])[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (isSource(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => walkSources(inner, `${path}.${key}`));
};
