import { loadEngine } from '../../src/document/engine.ts';
import { subjectOf } from '../../src/document/edit/open.ts';
import { planEdits } from '../../src/document/edit/plan-edit.ts';
import { journalLine, readJournal, type Recovered } from '../../src/editor/journal.ts';
import { PARTS } from '../../src/editor/parts/registry.ts';
import { initialState, type Left, type State } from '../../src/editor/state.ts';
import type { Planned, Work } from '../../src/editor/session.ts';
import { addPicked } from '../../src/cli/imports/into.ts';
import { proposeEntries } from '../../src/cli/imports/propose.ts';
import { nodeHost } from '../../src/workspace/node-host.ts';
import { editAt } from '../../src/cli/editing/fact-path.ts';
import { openRunner, type Runner, type World } from '../../src/tui/runner.ts';

const engine = await loadEngine();

const plan = ({ text, edits, picked }: Work): Planned => {
  const subject = subjectOf('a.md', text, engine);
  if (picked !== undefined) {
    const { subject: { document, record }, says } = addPicked(subject, picked);
    return { text: document.text, record, says };
  }
  const { document, record } = planEdits(subject, edits);
  return { text: document.text, record };
};

/** The app in memory: a file, a journal, and keys. */
export interface App {
  readonly state: () => State;
  readonly runner: Runner;
  /** Types keys by their names or characters, and waits until nothing is on its way. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly file: () => string;
  /** What someone else saves. */
  readonly write: (text: string) => void;
  readonly recovered: () => Recovered | null;
  readonly left: () => readonly boolean[];
}

const settled = async (runner: Runner): Promise<void> => {
  do await new Promise((resolve) => setImmediate(resolve));
  while (runner.state().running !== null);
};

export const openApp = (text: string, { part = 'timeline', left = [], ...world }: Partial<World> & { readonly part?: string; readonly left?: readonly Left[] } = {}): App => {
  let file = text;
  let journal = '';
  const quits: boolean[] = [];
  const reading = plan({ text, edits: [] });
  const surroundings = { owners: ['@mira-holt', '@li-wen', '@acme/shop'], severities: ['SEV1', 'SEV2', 'SEV3'] };
  const runner = openRunner(initialState('a.md', reading, PARTS.findIndex(({ name }) => name === part), surroundings, left), {
    journal: {
      append: (entry) => void (journal += journalLine(entry)),
      restart: (now) => void (journal = journalLine({ kind: 'open', path: '/a.md', text: now })),
    },
    save: (change) => {
      const before = file;
      file = change(before);
      return { before, after: file };
    },
    plan: async (work) => plan(work),
    check: async () => [],
    parse: async (now) => subjectOf('a.md', now, engine).document.tree,
    gates: async () => [],
    traces: async () => ({ edits: [], says: '' }),
    imports: (now, source) => proposeEntries({ ...nodeHost(), now: () => Date.parse('2026-04-25T01:10Z') }, subjectOf('a.md', now, engine), source),
    editAt,
    now: () => Date.parse('2026-04-25T01:10Z'),
    outside: async (given) => given,
    forget: () => {},
    quit: (kept) => void quits.push(kept),
    ...world,
  });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      runner.keys([[key, [...key].length === 1 ? key : '']]);
      await settled(runner);
    }
  };
  return {
    state: runner.state,
    runner,
    press,
    type: async (typed) => {
      for (const character of typed) runner.keys([[character, character]]);
      await settled(runner);
    },
    file: () => file,
    write: (other) => void (file = other),
    recovered: () => readJournal(journal),
    left: () => quits,
  };
};
