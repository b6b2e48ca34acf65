import { SEVERITIES, type Finding } from '../record/finding.ts';

/** Findings that count: neither suppressed nor known to the baseline. */
export const isNew = (finding: Finding): boolean => finding.suppressed === null && !finding.known;

/** The gravest first; within a severity the order stays. */
export const gravestFirst = (findings: readonly Finding[]): Finding[] =>
  SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));

/** Items by a key, keys in the order of their first item. */
export const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};
