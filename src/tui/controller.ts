import { ENTRY_FIELDS, LIST_FACTS, SINGLE_FACTS, type RecordEdit } from '../document/edit/record-edit.ts';
import { stepEntry, type JournalEntry, type Recovered } from '../editor/journal.ts';
import { mergeTexts } from '../editor/merge.ts';
import { quickEntry } from '../editor/quick-entry.ts';
import { isSaved, markSaved, openSession, perform, takeIn, textOf, type Command, type Session } from '../editor/session.ts';
import type { EditSubject } from '../document/edit/subject.ts';
import type { ActionField } from '../record/action.ts';
import { UserError } from '../record/errors.ts';
import type { Finding } from '../record/finding.ts';
import type { IncidentRecord } from '../record/record.ts';
import { applyFixes } from '../rules/fixes.ts';
import { fieldOf, insert, press, type Field } from './field.ts';
import { keyName, type KeyName } from './keys.ts';
import { factAt, factValue, panesOf, type Pane } from './panes.ts';

/** A question at the foot of the screen. */
interface Prompt {
  readonly label: string;
  readonly field: Field;
  /** What the answer does. Throws a `UserError` for one that does not fit. */
  readonly edits: (answer: string) => readonly RecordEdit[];
}

export interface State {
  readonly session: Session;
  readonly panes: readonly Pane[];
  readonly pane: number;
  readonly row: number;
  readonly prompt: Prompt | null;
  readonly findings: readonly Finding[];
  readonly finding: number;
  readonly message: string;
  readonly screen: 'main' | 'help' | 'recover';
}

/** What the app needs of the world. */
export interface World {
  /** The file's text now. */
  readonly read: () => string;
  readonly save: (text: string) => void;
  readonly journal: { readonly append: (entry: JournalEntry) => void; readonly restart: (text: string) => void };
  readonly check: (text: string) => Promise<readonly Finding[]>;
  /** The edit that `FACT VALUE` names. */
  readonly editAt: (record: IncidentRecord, path: string, value: string) => RecordEdit;
  /** Lets the writer's own editor change a text. */
  readonly externalEditor: (text: string) => Promise<string>;
  readonly left: Recovered | null;
  readonly forgetLeft: () => void;
  /** Ends the app; what was not saved stays in the journal. */
  readonly quit: (saved: boolean) => void;
}

export interface Controller {
  readonly state: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly key: (key: string, characters: string) => void;
  readonly paste: (text: string) => void;
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name => names.some((known) => known === name);

const CHECK_AFTER = 150;

/** The app without its screen: what keys do to the document, the journal and the file. */
export const openController = (subject: EditSubject, world: World): Controller => {
  const session = openSession(subject);
  let state: State = {
    session, panes: panesOf(subject.record, textOf(session)), pane: 1, row: 0, prompt: null, findings: [], finding: -1, message: '',
    screen: world.left === null ? 'main' : 'recover',
  };
  const listeners = new Set<() => void>();
  let checking: NodeJS.Timeout | undefined;
  let triedToLeave = false;

  const update = (change: Partial<State>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const tell = (error: unknown): void => {
    if (!(error instanceof Error)) throw error;
    update({ message: error instanceof UserError && error.hint !== null ? `${error.message}: ${error.hint}` : error.message });
  };
  const attempt = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  };

  const checkSoon = (): void => {
    clearTimeout(checking);
    checking = setTimeout(async () => {
      const text = textOf(state.session);
      const findings = (await world.check(text).catch(() => [])).filter(({ suppressed }) => suppressed === null);
      if (text === textOf(state.session)) update({ findings, finding: -1 });
    }, CHECK_AFTER);
  };

  /** Shows a session, its rows within what there is. */
  const show = (next: Session, message: string): void => {
    const panes = panesOf(next.subject.record, textOf(next));
    const pane = Math.min(state.pane, panes.length - 1);
    update({ session: next, panes, pane, row: Math.max(0, Math.min(state.row, (panes[pane]?.rows.length ?? 1) - 1)), message });
    checkSoon();
  };

  const save = (): boolean =>
    attempt(() => {
      const { session: merged, conflicts } = takeIn(state.session, world.read());
      if (!isSaved(merged)) world.save(textOf(merged));
      const others = merged.done !== state.session.done;
      show(markSaved(merged), conflicts > 0 ? `${conflicts} places were changed by others too: both versions are kept, marked <<<<<<<` : others ? 'changes by others were taken in' : 'saved');
      world.journal.restart(textOf(state.session));
    });

  /** Journal first, then the screen, then the file: whatever fails, the change is kept. */
  const run = (command: Command): boolean => {
    const before = state.session;
    const ran = attempt(() => {
      const next = perform(before, command);
      const step = command.kind === 'undo' ? before.done?.step : next.done?.step;
      if (next === before || !step) return;
      world.journal.append(stepEntry(command.kind === 'undo' ? { ...step, removed: step.inserted, inserted: step.removed } : step));
      show(next, '');
    });
    if (ran && state.session !== before) save();
    return ran;
  };

  const ask = (label: string, initial: string, edits: Prompt['edits']): void => update({ prompt: { label, field: fieldOf(initial), edits }, message: '' });

  const type = (field: Field): void => {
    const { prompt } = state;
    if (prompt === null || prompt.field === field) return;
    update({ prompt: { ...prompt, field } });
    attempt(() => world.journal.append({ kind: 'typing', label: prompt.label, text: field.text }));
  };

  const answer = ({ label, field, edits }: Prompt): void => {
    let planned: readonly RecordEdit[] = [];
    if (!attempt(() => (planned = edits(field.text)))) return;
    if (run({ kind: 'edit', edits: planned })) update({ prompt: null, row: label === 'entry' || label === 'action item' ? (state.panes[state.pane]?.rows.length ?? 1) - 1 : state.row });
  };

  const throughEditor = async (text: string, command: (changed: string) => Command): Promise<void> => {
    try {
      const changed = await world.externalEditor(text);
      if (changed !== text) run(command(changed));
    } catch (error) {
      tell(error);
    }
  };

  const fact = (): void => {
    const name = factAt(state.row);
    if (name === undefined) return;
    ask(name, factValue(state.session.subject.record, name), (value) => {
      if (isOneOf(LIST_FACTS, name)) return [{ kind: 'set-list', fact: name, values: value.split(',').map((item) => item.trim()).filter((item) => item !== '') }];
      return isOneOf(SINGLE_FACTS, name) ? [{ kind: 'set-fact', fact: name, value: value === '' ? null : value }] : [];
    });
  };

  const entry = (field: (typeof ENTRY_FIELDS)[number], initial: string): void => {
    const index = state.row;
    if (state.session.subject.record.timeline[index]) ask(field, initial, (value) => [{ kind: 'set-entry', index, field, value }]);
  };
  const action = (field: ActionField, initial: string): void => {
    const index = state.row;
    if (state.panes[state.pane]?.kind === 'actions' && state.session.subject.record.actions[index]) ask(field, initial, (value) => [{ kind: 'set-action', index, field, value }]);
  };

  const move = (pane: number): void => update({ pane: (pane + state.panes.length) % state.panes.length, row: 0 });

  const nextFinding = (): void => {
    if (state.findings.length === 0) return update({ message: 'no findings' });
    const finding = (state.finding + 1) % state.findings.length;
    const at = state.findings[finding]?.range.start.offset ?? 0;
    const pane = state.panes.findIndex(({ section }) => section !== null && at >= section.source.start && at <= section.contentSource.end);
    update({ finding, pane: Math.max(0, pane), row: 0 });
  };

  const act = (name: KeyName): void => {
    const { record } = state.session.subject;
    const pane = state.panes[state.pane];
    const rows = pane?.rows.length ?? 0;
    switch (name) {
      case 'up': return update({ row: Math.max(0, state.row - 1) });
      case 'down': return update({ row: Math.max(0, Math.min(rows - 1, state.row + 1)) });
      case 'previous': return move(state.pane - 1);
      case 'next': return move(state.pane + 1);
      case 'add':
        if (pane?.kind === 'timeline') return ask('entry', '', (line) => [{ kind: 'add-entry', entry: quickEntry(state.session.subject.record, line) }]);
        if (pane?.kind === 'actions') return ask('action item', '', (title) => [{ kind: 'add-action', item: { title } }]);
        return;
      case 'edit':
        if (pane?.kind === 'facts') return fact();
        if (pane?.kind === 'timeline') return entry('event', record.timeline[state.row]?.text ?? '');
        if (pane?.kind === 'actions') return action('title', record.actions[state.row]?.title ?? '');
        if (pane?.section) {
          const { name: section } = pane.section;
          void throughEditor(`${pane.rows.join('\n')}\n`, (markdown) => ({ kind: 'edit', edits: [{ kind: 'set-section', name: section, markdown: markdown.trim() }] }));
        }
        return;
      case 'milestone': return pane?.kind === 'timeline' ? entry('milestone', record.timeline[state.row]?.milestone ?? '') : undefined;
      case 'owner': return action('owner', record.actions[state.row]?.owners.join(', ') ?? '');
      case 'due': return action('due', record.actions[state.row]?.due ?? '');
      case 'status': return action('status', record.actions[state.row]?.statusWritten ?? '');
      case 'delete':
        if (pane?.kind === 'timeline' && record.timeline[state.row]) run({ kind: 'edit', edits: [{ kind: 'remove-entry', index: state.row }] });
        if (pane?.kind === 'actions' && record.actions[state.row]) run({ kind: 'edit', edits: [{ kind: 'remove-action', index: state.row }] });
        return;
      case 'undo': case 'redo': run({ kind: name }); return;
      case 'set':
        return ask('set', '', (line) => {
          const [, path = '', value = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
          return [world.editAt(state.session.subject.record, path, value)];
        });
      case 'finding': return nextFinding();
      case 'fix': run({ kind: 'replace', text: applyFixes(textOf(state.session), state.findings).text, label: 'fix' }); return;
      case 'editor': void throughEditor(textOf(state.session), (text) => ({ kind: 'replace', text, label: 'editor' })); return;
      case 'save': save(); return;
      case 'help': return update({ screen: 'help' });
      case 'quit':
        if (save()) return world.quit(true);
        if (triedToLeave) return world.quit(false);
        triedToLeave = true;
        return update({ message: `${state.message}; again to leave: the changes are kept for the next start` });
    }
  };

  /** Takes up what an earlier session left, over whatever the file holds by now. */
  const resume = (left: Recovered): void => {
    const text = mergeTexts(left.base, left.text, textOf(state.session)).text;
    update({ screen: 'main' });
    if (!run({ kind: 'replace', text, label: 'resume' })) return;
    const { typing } = left;
    if (typing?.label === 'entry' || typing?.label === 'action item') {
      move(typing.label === 'entry' ? 1 : 2);
      act('add');
      type(fieldOf(typing.text));
    } else if (typing) update({ message: `${typing.label} was being typed: ${typing.text}` });
    world.forgetLeft();
  };

  world.journal.restart(textOf(session));
  checkSoon();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    key: (key, characters) => {
      const { prompt, screen } = state;
      if (screen === 'recover') {
        if (key === 'r' && world.left) resume(world.left);
        else if (key === 'x') {
          world.forgetLeft();
          update({ screen: 'main' });
        } else if (key === 'q' || key === 'ctrl-c') world.quit(true);
      } else if (screen === 'help') update({ screen: 'main' });
      else if (prompt === null) {
        const name = keyName(key);
        if (name) act(name);
      } else if (key === 'return') answer(prompt);
      else if (key === 'escape' || key === 'ctrl-c') {
        type(fieldOf(''));
        update({ prompt: null });
      } else type(characters === '' ? press(prompt.field, key) : insert(prompt.field, characters));
    },
    paste: (text) => {
      if (state.prompt) type(insert(state.prompt.field, text));
    },
  };
};
