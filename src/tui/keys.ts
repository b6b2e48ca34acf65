/** The one table of keys: what the app does, what it shows at the foot, and what `?` lists. */
export const KEYS = [
  { keys: ['up', 'k'], name: 'up', does: 'row above' },
  { keys: ['down', 'j'], name: 'down', does: 'row below' },
  { keys: ['left', 'h'], name: 'previous', does: 'section before' },
  { keys: ['right', 'l', 'tab'], name: 'next', does: 'section after' },
  { keys: ['a'], name: 'add', does: 'add: an entry `0037 pager fires`, or an action item' },
  { keys: ['return'], name: 'edit', does: 'edit the row; prose opens in $EDITOR' },
  { keys: ['m'], name: 'milestone', does: 'milestone of the entry' },
  { keys: ['o'], name: 'owner', does: 'owner of the action item' },
  { keys: ['t'], name: 'due', does: 'due date of the action item' },
  { keys: ['s'], name: 'status', does: 'status of the action item' },
  { keys: ['d'], name: 'delete', does: 'delete the row' },
  { keys: ['u'], name: 'undo', does: 'undo, without limit' },
  { keys: ['U', 'ctrl-r'], name: 'redo', does: 'redo' },
  { keys: [':', 'ctrl-k'], name: 'set', does: 'set any fact: `AI-1.gate …`, `signal.errors.incident 0.9`, as `postmortem set` does' },
  { keys: ['n'], name: 'finding', does: 'go to the next finding' },
  { keys: ['F'], name: 'fix', does: 'fix what findings can mend by themselves' },
  { keys: ['E'], name: 'editor', does: 'open the whole document in $EDITOR' },
  { keys: ['ctrl-s'], name: 'save', does: 'save now (each change is saved by itself)' },
  { keys: ['?'], name: 'help', does: 'this list' },
  { keys: ['q', 'ctrl-c'], name: 'quit', does: 'save and leave' },
] as const;

export type KeyName = (typeof KEYS)[number]['name'];

const byKey = new Map<string, KeyName>(KEYS.flatMap(({ keys, name }) => keys.map((key) => [key, name] as const)));

export const keyName = (key: string): KeyName | undefined => byKey.get(key);
