import { derivedFigures, formatMinutes, type FigureName } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { UNKNOWN } from './periods.ts';
import { quantileOf, type QuantileEstimate } from './quantile.ts';

/** `47m (9m to 9d 8h)`; an end that so few values do not bound is said to be open. */
const estimate = (quantile: QuantileEstimate | null): string => {
  if (quantile === null) return UNKNOWN;
  const { value, low, high } = quantile;
  const length = formatMinutes(value);
  if (low === null && high === null) return `${length} (too few for an interval)`;
  if (low === null) return `${length} (at most ${formatMinutes(high ?? value)})`;
  return `${length} (${high === null ? `at least ${formatMinutes(low)}` : `${formatMinutes(low)} to ${formatMinutes(high)}`})`;
};

/** A row for each figure: name, median, 90th percentile, how many records know it and how many do not. A length below zero is a slip, so unknown. */
export const durationRows = (records: readonly IncidentRecord[]): string[][] => {
  const lengths = new Map<FigureName, number[]>();
  for (const { milestones } of records)
    for (const { name, minutes } of derivedFigures(milestones)) {
      const known = lengths.get(name) ?? [];
      if (minutes !== null && minutes >= 0) known.push(minutes);
      lengths.set(name, known);
    }
  return [...lengths].map(([name, known]) => [name, estimate(quantileOf(known, 0.5)), estimate(quantileOf(known, 0.9)), String(known.length), String(records.length - known.length)]);
};
