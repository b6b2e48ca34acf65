import { applyFixes } from '../rules/fixes.ts';
import type { Reduced } from './events.ts';
import { fieldOf } from './field.ts';
import type { KeyName } from './keys.ts';
import { PARTS, TIMELINE } from './parts/registry.ts';
import { rowAbove } from './parts/whys.ts';
import { promptFor } from './prompt.ts';
import type { Question } from './question.ts';
import { rowsOf } from './rows.ts';
import type { Picking, State } from './state.ts';
import { ask, goTo, only, say, start, within } from './steps.ts';

const nextFinding = (state: State): Reduced => {
  const finding = (state.finding + 1) % state.findings.length;
  const found = state.findings[finding];
  if (found === undefined) return only(say(state, 'no findings', 'good'));
  return only(say({ ...goTo(state, found.range.start.offset), finding }, found.suggestion ?? ''));
};

const PAGE = 10;

const moved = (state: State, by: number): Reduced => only(within({ ...state, row: Math.max(0, state.row + by) }));
const turned = (state: State, by: number): Reduced => only({ ...state, part: (state.part + by + PARTS.length) % PARTS.length, row: 0 });

const change = (state: State, field: string): Reduced => {
  const part = PARTS[state.part];
  const there = part !== undefined && rowsOf(part, state.session).length > state.row;
  return there ? ask(state, { kind: 'change', part: part.name, row: state.row, field }) : only(state);
};

const edit = (state: State): Reduced => {
  const part = PARTS[state.part];
  if (part === undefined) return only(state);
  const fields = part.fields(state.session.record, state.row);
  const rows = rowsOf(part, state.session).length;
  if (part.name.startsWith('section.')) return ask(state, { kind: 'change', part: part.name, row: 0, field: 'text' });
  if (rows === 0) return act(state, 'add');
  return fields.length === 1 ? change(state, fields[0]?.name ?? '') : fields.length === 0 ? only(state) : only({ ...say(state, ''), overlay: { kind: 'form', row: state.row, field: 0 } });
};

const openOutside = (state: State): Reduced => {
  const part = PARTS[state.part];
  const field = part?.fields(state.session.record, state.row)[0]?.name;
  if (part === undefined || field === undefined) return only(state);
  const question: Question = { kind: 'change', part: part.name, row: part.name.startsWith('section.') ? 0 : state.row, field };
  const prompt = promptFor(state, question);
  return prompt === null ? only(state) : only(state, { kind: 'outside', question, text: prompt.field.text });
};

const picking = (state: State, of: Picking): State => ({ ...say(state, ''), overlay: { kind: 'pick', picking: of, query: fieldOf(''), selected: 0 } });

/** What a key of the main screen does. */
export const act = (state: State, name: KeyName): Reduced => {
  const part = PARTS[state.part];
  const { record } = state.session;
  if (part === undefined) return only(state);
  const rows = rowsOf(part, state.session);
  switch (name) {
    case 'up': return moved(state, -1);
    case 'down': return moved(state, 1);
    case 'page-up': return moved(state, -PAGE);
    case 'page-down': return moved(state, PAGE);
    case 'first': return moved(state, -rows.length);
    case 'last': return moved(state, rows.length);
    case 'previous': return turned(state, -1);
    case 'next': return turned(state, 1);
    case 'add': return ask(state, { kind: 'add', part: part.name, row: rows.length === 0 ? null : state.row });
    case 'branch': return part.name === 'whys' ? ask(state, { kind: 'add', part: 'whys', row: rowAbove(rows, state.row) }) : only(state);
    case 'edit': return edit(state);
    case 'outside': return openOutside(state);
    case 'milestone': return part.name === 'timeline' ? change(state, 'milestone') : only(state);
    case 'import': return ask(state.part === TIMELINE ? state : { ...state, part: TIMELINE, row: 0 }, { kind: 'import' });
    case 'owner': return part.name === 'actions' ? change(state, 'owner') : only(state);
    case 'due': return part.name === 'actions' ? change(state, 'due') : part.name === 'variables' ? ask(state, { kind: 'traces' }) : only(state);
    case 'status': return part.name !== 'facts' && part.fields(record, state.row).some((field) => field.name === 'status') ? change(state, 'status') : only(state);
    case 'gate': {
      if (part.name !== 'actions' || record.actions[state.row] === undefined) return only(state);
      return only(picking(state, { of: 'gate', row: state.row, options: null }), { kind: 'gates', row: state.row });
    }
    case 'delete': {
      const removal = rows.length > state.row ? part.remove(record, state.row) : null;
      return removal === null ? only(say(state, 'this cannot be deleted here')) : start(state, { kind: 'edit', edits: [removal], label: `delete ${part.title}` }, { says: 'deleted; u brings it back' });
    }
    case 'undo': return start(state, { kind: 'undo' }, { says: 'taken back' });
    case 'redo': return start(state, { kind: 'redo' }, { says: 'made again' });
    case 'set': return ask(state, { kind: 'set' });
    case 'search': return only(picking(state, { of: 'place' }));
    case 'palette': return only(picking(state, { of: 'command' }));
    case 'findings': return only(picking(state, { of: 'finding' }));
    case 'finding': return nextFinding(state);
    case 'fix': {
      const { text, applied } = applyFixes(state.session.text, state.findings);
      return applied.length === 0 ? only(say(state, 'no finding can be mended by itself')) : start(state, { kind: 'replace', text, label: 'fix' }, { says: `${applied.length} fixed` });
    }
    case 'preview': return only({ ...say(state, ''), overlay: { kind: 'preview', view: 'text', from: 0, tree: null } }, { kind: 'parse' });
    case 'document': return only(state, { kind: 'outside', question: null, text: state.session.text });
    case 'save': return only({ ...state, leaving: 'no' }, { kind: 'save', anew: true });
    case 'help': return only({ ...state, overlay: { kind: 'help', from: 0 } });
    case 'quit':
      if (state.leaving === 'failed') return only(state, { kind: 'quit', kept: true });
      return only({ ...state, leaving: 'asked' }, { kind: 'save', anew: false });
  }
};
