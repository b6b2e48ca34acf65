import type { ParsedArguments } from './command.ts';

type Values = ParsedArguments['values'];

/** The value of a flag that may be given once; null where it is absent. */
export const single = (values: Values, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

/** The values of a flag that may be repeated. */
export const repeated = (values: Values, name: string): readonly string[] => {
  const value = values[name];
  return Array.isArray(value) ? value : [];
};
