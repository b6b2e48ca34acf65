import type { Option } from '../command.ts';

/** Flags that every editing command has. */
export const EDITING_OPTIONS = {
  'dry-run': { kind: 'boolean', summary: 'Print the change as a diff and write nothing' },
} as const satisfies Record<string, Option>;
