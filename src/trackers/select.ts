import { isOpen, isOverdue, type TrackedItem } from './item.ts';
import type { GroupKey, SortKey } from './keys.ts';

export interface ItemFilter {
  readonly open: boolean;
  readonly overdue: boolean;
  readonly owners: readonly string[];
  readonly statuses: readonly string[];
  readonly priorities: readonly string[];
  readonly types: readonly string[];
  readonly severities: readonly string[];
}

const isNamed = (names: readonly string[], values: readonly (string | null)[]): boolean =>
  names.length === 0 || values.some((value) => value !== null && names.some((name) => name.toLowerCase() === value.toLowerCase().replace(/^@/, '') || name.toLowerCase() === value.toLowerCase()));

/** Whether one of the names is an owner's, with or without its `@`; `none` is nobody's. All items where no name is given. */
export const isOwnedBy = ({ owners }: Pick<TrackedItem, 'owners'>, names: readonly string[]): boolean =>
  isNamed(names.map((name) => name.replace(/^@/, '')), owners.length === 0 ? ['none'] : owners);

export const matchesFilter = (item: TrackedItem, filter: ItemFilter): boolean =>
  (!filter.open || isOpen(item)) &&
  (!filter.overdue || isOverdue(item)) &&
  isOwnedBy(item, filter.owners) &&
  isNamed(filter.statuses, [item.status]) &&
  isNamed(filter.priorities, [item.priority]) &&
  isNamed(filter.types, [item.type]) &&
  isNamed(filter.severities, [item.incident.severity]);

const LAST = '\uffff';

const keyOf = (item: TrackedItem, key: SortKey): string => {
  switch (key) {
    case 'due': return item.due ?? LAST;
    case 'age': return item.incident.date ?? LAST;
    case 'priority': return item.priority ?? LAST;
    case 'owner': return item.owners[0]?.toLowerCase() ?? LAST;
    case 'incident': return item.incident.id;
    case 'status': return item.status;
  }
};

/** Sorted by one key, ties by id, so that the order is the same on every machine. */
export const sortItems = (items: readonly TrackedItem[], key: SortKey): TrackedItem[] =>
  items.toSorted((a, b) => {
    const [left, right] = [keyOf(a, key), keyOf(b, key)];
    if (left !== right) return left < right ? -1 : 1;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : a.line - b.line;
  });

const groupsOf = (item: TrackedItem, key: GroupKey): readonly string[] => {
  switch (key) {
    case 'owner': return item.owners.length === 0 ? ['no owner'] : item.owners;
    case 'incident': return [item.incident.id];
    case 'priority': return [item.priority ?? 'no priority'];
    case 'status': return [item.status];
    case 'severity': return [item.incident.severity ?? 'no severity'];
  }
};

/** Items by group, groups in alphabetical order; an item of two owners stands in both. */
export const groupItems = (items: readonly TrackedItem[], key: GroupKey): Map<string, TrackedItem[]> => {
  const groups = new Map<string, TrackedItem[]>();
  for (const item of items) for (const name of groupsOf(item, key)) groups.set(name, [...(groups.get(name) ?? []), item]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};
