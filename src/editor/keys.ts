/**
 * The one table of keys: what the app does, what it shows at the foot, and what `?` lists. `parts`: where a key applies, everywhere without;
 * `anywhere`: the palette has it in other parts too.
 */
export const KEYS = [
  { keys: ['up', 'k'], name: 'up', does: 'row above' },
  { keys: ['down', 'j'], name: 'down', does: 'row below' },
  { keys: ['pageup', 'ctrl-b'], name: 'page-up', does: 'ten rows above' },
  { keys: ['pagedown', 'ctrl-f'], name: 'page-down', does: 'ten rows below' },
  { keys: ['g', 'home'], name: 'first', does: 'first row' },
  { keys: ['G', 'end'], name: 'last', does: 'last row' },
  { keys: ['left', 'h'], name: 'previous', does: 'section before' },
  { keys: ['right', 'l', 'tab'], name: 'next', does: 'section after' },
  { keys: ['a'], name: 'add', does: 'add: an entry `0037 pager fires`, a signal, a why below the selected one, an item', parts: ['timeline', 'signals', 'causes', 'whys', 'decisions', 'actions'] },
  { keys: ['b'], name: 'branch', does: 'another why beside the selected one', parts: ['whys'] },
  { keys: ['return'], name: 'edit', does: 'edit: one fact, the fields of a row, or prose' },
  { keys: ['e'], name: 'outside', does: 'edit it in $EDITOR' },
  { keys: ['m'], name: 'milestone', does: 'milestone of the entry', parts: ['timeline'] },
  { keys: ['i'], name: 'import', does: 'import: Slack, PagerDuty, GitHub, git log, alerts, logs, CSV, a command, pasted lines', parts: ['timeline'], anywhere: true },
  { keys: ['o'], name: 'owner', does: 'owner of the action item', parts: ['actions'] },
  { keys: ['t'], name: 'due', does: 'due date of the action item; variables: fill them from traces', parts: ['actions', 'variables'] },
  { keys: ['s'], name: 'status', does: 'status of the item or variable', parts: ['actions', 'variables'] },
  { keys: ['w'], name: 'gate', does: 'link the action item to a gate of the repository', parts: ['actions'] },
  { keys: ['d'], name: 'delete', does: 'delete the row', parts: ['timeline', 'signals', 'variables', 'causes', 'whys', 'decisions', 'actions'] },
  { keys: ['u'], name: 'undo', does: 'undo, without limit; what others changed stays' },
  { keys: ['U', 'ctrl-r'], name: 'redo', does: 'redo' },
  { keys: [':'], name: 'set', does: 'set any fact: `AI-1.gate …`, as `postmortem set` does' },
  { keys: ['/'], name: 'search', does: 'search the document' },
  { keys: ['ctrl-k', 'ctrl-p'], name: 'palette', does: 'every command by its name' },
  { keys: ['n'], name: 'finding', does: 'go to the next finding' },
  { keys: ['f'], name: 'findings', does: 'all findings, to go to one' },
  { keys: ['F'], name: 'fix', does: 'fix what findings can mend by themselves' },
  { keys: ['v'], name: 'preview', does: 'the document as its readers see it, and what this session changed' },
  { keys: ['E'], name: 'document', does: 'the whole document in $EDITOR' },
  { keys: ['ctrl-s'], name: 'save', does: 'save now (each change is saved by itself)' },
  { keys: ['?'], name: 'help', does: 'this list' },
  { keys: ['q', 'ctrl-c'], name: 'quit', does: 'save and leave' },
] as const satisfies readonly { readonly keys: readonly string[]; readonly name: string; readonly does: string; readonly parts?: readonly string[]; readonly anywhere?: boolean }[];

export type KeyName = (typeof KEYS)[number]['name'];

const byKey = new Map<string, KeyName>(KEYS.flatMap(({ keys, name }) => keys.map((key) => [key, name] as const)));

export const keyName = (key: string): KeyName | undefined => byKey.get(key);

/** Whether a key belongs to a part, and so to its foot. */
export const applies = (key: (typeof KEYS)[number], part: string): boolean => !('parts' in key) || key.parts.some((name) => name === part);
