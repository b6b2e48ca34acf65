import type { Root } from 'mdast';
import type { RecordEdit } from '../document/edit/record-edit.ts';
import type { Effect, Event } from '../editor/events.ts';
import type { ImportProposal, ImportSource } from '../editor/import/proposal.ts';
import type { JournalEntry } from '../editor/journal.ts';
import type { Context } from '../editor/question.ts';
import { reduce } from '../editor/reduce.ts';
import { together, type Planned, type Work } from '../editor/session.ts';
import type { GateOption, Left, State } from '../editor/state.ts';
import { UserError } from '../record/errors.ts';
import type { Finding } from '../record/finding.ts';
import type { KeyPress } from './keyboard.ts';

/** What the app needs of the world. */
export interface World extends Context {
  readonly journal: { readonly append: (entry: JournalEntry) => void; readonly restart: (text: string) => void };
  /** Changes the file as one step, `anew` also where it is gone; gives what stood in it and what stands there now. */
  readonly save: (change: (onDisk: string) => string, anew: boolean) => { readonly before: string; readonly after: string };
  /** Plans edits on a text and reads the result. Rejects with a `UserError` where the document has no place for them. */
  readonly plan: (work: Work) => Promise<Planned>;
  readonly check: (text: string) => Promise<readonly Finding[]>;
  /** A text as Markdown. */
  readonly parse: (text: string) => Promise<Root>;
  /** Gates that an action item could be linked to, those that suggest themselves first. */
  readonly gates: (text: string, row: number) => Promise<readonly GateOption[]>;
  /** What traces say of the variables. */
  readonly traces: (text: string, paths: readonly string[]) => Promise<{ readonly edits: readonly RecordEdit[]; readonly says: string }>;
  /** What a source proposes for a document's timeline. Rejects with a `UserError` where it cannot be read. */
  readonly imports: (text: string, source: ImportSource) => Promise<ImportProposal>;
  /** Lets the writer's own editor change a text. */
  readonly outside: (text: string) => Promise<string>;
  readonly forget: (left: Left) => void;
  /** Ends the app; `kept`: the journal stays for the next start. */
  readonly quit: (kept: boolean) => void;
}

/** The app without its screen: events in, states out, effects done. */
export interface Runner {
  readonly state: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly keys: (keys: readonly KeyPress[]) => void;
  readonly paste: (text: string) => void;
  /** The file may have been changed by others. */
  readonly look: () => void;
}

const CHECK_AFTER = 150;

/** What may start a command, and so waits for the one that is running. */
const WAITING: ReadonlySet<Event['kind']> = new Set(['key', 'paste', 'outside', 'filled']);

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) throw error;
  return error instanceof UserError && error.hint !== null ? `${error.message}: ${error.hint}` : error.message;
};

const failed = (message: string): Event => ({ kind: 'failed', message });

/** Starts the app over a state. */
export const openRunner = (initial: State, world: World): Runner => {
  let state = initial;
  const listeners = new Set<() => void>();
  /** What arrived while a command was being planned. */
  let waiting: Event[] = [];
  let checking: NodeJS.Timeout | undefined;

  const publish = (): void => {
    for (const listener of listeners) listener();
  };

  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      step({ kind: 'failed', message: messageOf(error) });
    }
  };

  const later = <Value>(work: Promise<Value>, done: (value: Value) => Event, failed: (message: string) => Event): void => {
    work.then((value) => dispatch([done(value)]), (error: unknown) => dispatch([failed(messageOf(error))]));
  };

  const checkSoon = (): void => {
    clearTimeout(checking);
    checking = setTimeout(() => {
      const { text } = state.session;
      later(world.check(text), (findings) => ({ kind: 'checked', text, findings: findings.filter(({ suppressed }) => suppressed === null) }), (message) => ({ kind: 'failed', message }));
    }, CHECK_AFTER);
  };

  const save = (anew: boolean): void => {
    let event: Event;
    try {
      event = { kind: 'saved', ...world.save((onDisk) => together(state.session, onDisk).text, anew) };
    } catch (error) {
      event = { kind: 'unsaved', message: messageOf(error) };
    }
    step(event);
  };

  const perform = (effect: Effect): void => {
    const { text } = state.session;
    switch (effect.kind) {
      case 'journal': return attempt(() => effect.entries.forEach(world.journal.append));
      case 'journal-anew':
        return attempt(() => {
          world.journal.restart(text);
          for (const { question, answers, text: typed } of state.drafts) world.journal.append({ kind: 'draft', question, answers: [...answers], text: typed });
        });
      case 'plan': return later(world.plan(effect.work), (reading) => ({ kind: 'planned', reading }), (message) => ({ kind: 'refused', message }));
      case 'save': return save(effect.anew);
      case 'check': return checkSoon();
      case 'parse': return later(world.parse(text), (tree) => ({ kind: 'parsed', text, tree }), failed);
      case 'outside': return later(world.outside(effect.text), (changed) => ({ kind: 'outside', question: effect.question, text: changed }), failed);
      case 'gates': return later(world.gates(text, effect.row), (options) => ({ kind: 'gates', options }), failed);
      case 'traces': return later(world.traces(text, effect.paths), ({ edits, says }) => ({ kind: 'filled', edits, says }), failed);
      case 'import': {
        const { question } = effect;
        return later(world.imports(text, effect.source), (proposal) => ({ kind: 'proposed', question, proposal }), (message) => ({ kind: 'unread', question, message }));
      }
      case 'forget': return attempt(() => world.forget(effect.left));
      case 'quit': return world.quit(effect.kept);
    }
  };

  /** One event: the journal hears of it before the screen. */
  const step = (event: Event): void => {
    const reduced = reduce(state, event, world);
    state = reduced.state;
    reduced.effects.forEach(perform);
  };

  const dispatch = (events: readonly Event[]): void => {
    for (const event of events) {
      if (state.running !== null && WAITING.has(event.kind)) waiting.push(event);
      else step(event);
    }
    publish();
    if (state.running === null && waiting.length > 0) {
      const next = waiting;
      waiting = [];
      dispatch(next);
    }
  };

  world.journal.restart(initial.session.text);
  checkSoon();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keys: (keys) => dispatch(keys.map(([key, characters]): Event => ({ kind: 'key', key, characters }))),
    paste: (text) => dispatch([{ kind: 'paste', text }]),
    look: () => {
      if (state.running !== null) return;
      save(false);
      publish();
    },
  };
};
