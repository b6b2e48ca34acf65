/** What action items may be ordered by. */
export const SORT_KEYS = ['due', 'age', 'priority', 'owner', 'incident', 'status'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What action items may be grouped by. */
export const GROUP_KEYS = ['owner', 'incident', 'priority', 'status', 'severity'] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];
