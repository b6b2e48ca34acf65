import { act } from './act.ts';
import type { Reduced } from './events.ts';
import { insert, press } from './field.ts';
import { pickedOf, reducePicker, type Picker } from './import/pick.ts';
import { KEYS } from './keys.ts';
import { PARTS } from './parts/registry.ts';
import { choicesOf, type Choice } from './picker.ts';
import { resume } from './resume.ts';
import type { Overlay, State } from './state.ts';
import { ask, goTo, only, say, start } from './steps.ts';

interface KeyPress {
  readonly key: string;
  readonly characters: string;
}

const PAGE = 10;

/** How far a key scrolls or selects; 0 for other keys. */
const stepOf = (key: string): number => (key === 'up' ? -1 : key === 'down' ? 1 : key === 'pageup' ? -PAGE : key === 'pagedown' ? PAGE : 0);

const closed = (state: State): Reduced => only({ ...state, overlay: null });

const recover = (state: State, { key }: KeyPress): Reduced => {
  const [left] = state.left;
  if (left === undefined) return closed(state);
  switch (key) {
    case 'r': return resume(state, left);
    case 'x': {
      const others = state.left.slice(1);
      return only({ ...state, left: others, overlay: others.length > 0 ? state.overlay : null }, { kind: 'forget', left });
    }
    case 'q': case 'ctrl-c': return only(state, { kind: 'quit', kept: false });
    default: return only(state);
  }
};

const form = (state: State, overlay: Extract<Overlay, { kind: 'form' }>, { key }: KeyPress): Reduced => {
  const part = PARTS[state.part];
  const fields = part?.fields(state.session.record, overlay.row) ?? [];
  const at = (field: number): Reduced => only({ ...state, overlay: { ...overlay, field: (field + fields.length) % fields.length } });
  const name = fields[overlay.field]?.name;
  if (part === undefined || name === undefined) return closed(state);
  switch (key) {
    case 'up': case 'k': return at(overlay.field - 1);
    case 'down': case 'j': case 'tab': return at(overlay.field + 1);
    case 'return': return part.name === 'actions' && name === 'gate' ? act({ ...state, overlay: null, row: overlay.row }, 'gate') : ask(state, { kind: 'change', part: part.name, row: overlay.row, field: name });
    case 'g': return ask(state, { kind: 'change', part: part.name, row: overlay.row, field: name });
    case 'u': return act(state, 'undo');
    case 'escape': case 'q': case 'ctrl-c': case 'left': return closed(state);
    default: return only(state);
  }
};

const choose = (state: State, choice: Choice, row: number): Reduced => {
  const main: State = { ...state, overlay: null };
  switch (choice.kind) {
    case 'key': return act(main, choice.name);
    case 'place': return only({ ...main, part: choice.part, row: choice.row });
    case 'finding': return only({ ...goTo(main, choice.offset), finding: choice.finding });
    case 'gate': return start(main, { kind: 'edit', edits: [{ kind: 'set-action', index: row, field: 'gate', value: choice.option.reference }], label: 'link gate' }, { says: 'linked' });
  }
};

const pick = (state: State, overlay: Extract<Overlay, { kind: 'pick' }>, { key, characters }: KeyPress): Reduced => {
  const choices = choicesOf(state);
  const step = stepOf(key);
  if (characters === '' && step !== 0) return only({ ...state, overlay: { ...overlay, selected: Math.max(0, Math.min(choices.length - 1, overlay.selected + step)) } });
  if (characters === '' && (key === 'escape' || key === 'ctrl-c')) return closed(state);
  if (characters === '' && key === 'return') {
    const choice = choices[overlay.selected];
    return choice === undefined ? only(state) : choose(state, choice, overlay.picking.of === 'gate' ? overlay.picking.row : 0);
  }
  const query = characters === '' ? press(overlay.query, key) : insert(overlay.query, characters);
  return only({ ...state, overlay: { ...overlay, query, selected: 0 } });
};

const preview = (state: State, overlay: Extract<Overlay, { kind: 'preview' }>, { key }: KeyPress): Reduced => {
  const step = key === 'k' ? -1 : key === 'j' ? 1 : stepOf(key);
  if (step !== 0) return only({ ...state, overlay: { ...overlay, from: Math.max(0, overlay.from + step) } });
  if (key === 'tab' || key === 'left' || key === 'right') return only({ ...state, overlay: { ...overlay, view: overlay.view === 'changes' ? 'text' : 'changes', from: 0 } });
  if (key === 'ctrl-s') return act({ ...state, overlay: null }, 'save');
  return closed(state);
};

const help = (state: State, overlay: Extract<Overlay, { kind: 'help' }>, { key }: KeyPress): Reduced => {
  const step = stepOf(key);
  return step === 0 ? closed(state) : only({ ...state, overlay: { ...overlay, from: Math.max(0, Math.min(KEYS.length - 1, overlay.from + step)) } });
};

/** Escape goes back to the question, where what was typed still stands. */
const pickEntries = (state: State, picker: Picker, { key, characters }: KeyPress): Reduced => {
  const { question, answers, proposal } = picker;
  if (characters === '' && (key === 'escape' || key === 'ctrl-c')) return ask({ ...state, overlay: null }, question);
  if (proposal === null) return only(state);
  if (characters === '' && key === 'return') {
    const picked = pickedOf(picker);
    if (picked.entries.length === 0) return only(say(state, 'nothing is taken: tab takes an entry, escape goes back'));
    return start(state, { kind: 'import', picked, label: 'import' }, { answered: { question, answers } });
  }
  return only({ ...state, overlay: reducePicker(picker, key, characters) });
};

/** A key while something covers the main screen. */
export const reduceOverlay = (state: State, pressed: KeyPress): Reduced => {
  const { overlay } = state;
  switch (overlay?.kind) {
    case undefined: return only(state);
    case 'recover': return recover(state, pressed);
    case 'help': return help(state, overlay, pressed);
    case 'form': return form(state, overlay, pressed);
    case 'pick': return pick(state, overlay, pressed);
    case 'import': return pickEntries(state, overlay, pressed);
    case 'preview': return preview(state, overlay, pressed);
  }
};
