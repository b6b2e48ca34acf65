import { act } from './act.ts';
import { withProposal } from './import/pick.ts';
import type { Effect, Event, Reduced } from './events.ts';
import { fieldOf } from './field.ts';
import { stepBetween } from './history.ts';
import type { JournalEntry } from './journal.ts';
import type { ImportProposal } from './import/proposal.ts';
import { keyName } from './keys.ts';
import { reduceOverlay } from './overlays.ts';
import { moveFindings } from './move-findings.ts';
import { PARTS, TIMELINE } from './parts/registry.ts';
import { editsOf, isEdit, sameQuestion, type Context, type Question } from './question.ts';
import { answered, reducePrompt, typed } from './reduce-prompt.ts';
import { keyOf, rowsOf } from './rows.ts';
import { isSaved, markSaved, settle, together, type Planned, type Reading } from './session.ts';
import type { State } from './state.ts';
import { ask, only, refused, say, start, within } from './steps.ts';

const rowKeys = (part: number, reading: Reading): string[] => {
  const shown = PARTS[part];
  return shown === undefined ? [] : rowsOf(shown, reading).map(keyOf);
};

/** The row that the reading before did not have. */
const addedRow = (part: number, before: Reading, after: Reading): number => {
  const old = rowKeys(part, before);
  const now = rowKeys(part, after);
  const known = new Set(old);
  const fresh = now.findIndex((key) => !known.has(key));
  return fresh < 0 ? Math.max(0, now.findIndex((key, index) => key !== old[index])) : fresh;
};

/** Where a row went that others' changes moved: the next one that reads the same. */
const followedRow = (part: number, row: number, before: Reading, after: Reading): number => {
  const key = rowKeys(part, before)[row];
  const same = rowKeys(part, after).flatMap((other, index) => (other === key ? [index] : []));
  return same.sort((a, b) => Math.abs(a - row) - Math.abs(b - row))[0] ?? row;
};

const follow = (question: Question, before: Reading, after: Reading): Question => {
  if ((question.kind !== 'change' && question.kind !== 'add') || question.row === null) return question;
  const part = PARTS.findIndex(({ name }) => name === question.part);
  return { ...question, row: followedRow(part, question.row, before, after) };
};

/** The state over a text that others changed: selection, prompt and drafts stay with their rows. */
const followed = (before: State, state: State): State => {
  const [old, now] = [before.session, state.session];
  return {
    ...state,
    row: followedRow(before.part, before.row, old, now),
    prompt: state.prompt && { ...state.prompt, question: follow(state.prompt.question, old, now) },
    overlay: state.overlay?.kind === 'form' ? { ...state.overlay, row: followedRow(before.part, state.overlay.row, old, now) } : state.overlay,
    drafts: state.drafts.map((draft) => ({ ...draft, question: follow(draft.question, old, now) })),
  };
};

/** The change of the text as the journal keeps it; a session's own undo is a step like any other. */
const journalStep = (before: string, after: string, label: string): JournalEntry[] => {
  const step = stepBetween(before, after, label);
  return step === null ? [] : [{ kind: 'step', ...step }];
};

/** The findings stay until the new text is checked, each where its words stand now. */
const movedFindings = ({ session, findings }: State, after: string): State['findings'] => {
  const step = stepBetween(session.text, after, '');
  return step === null ? findings : moveFindings(findings, step, after);
};

const planned = (state: State, reading: Planned): Reduced => {
  const { running } = state;
  if (running === null) return only(state);
  const { command, answered: reply } = running;
  const session = settle(state.session, command, reading);
  const settled: State = { ...state, session, running: null, findings: movedFindings(state, session.text) };
  const taken = reply === null ? settled : answered(settled, reply.question);
  const says = reading.says ?? running.says;
  const imported = command.kind === 'import' ? { ...taken, overlay: null, part: TIMELINE } : taken;
  const said = say(imported, says);
  if (command.kind === 'take-in') {
    const shown = within(followed(state, { ...said, session: markSaved(session) }));
    return leaveWhereAsked(shown, { kind: 'journal-anew' }, { kind: 'check' }, ...(shown.overlay?.kind === 'preview' ? [{ kind: 'parse' } as const] : []));
  }
  const dropped: JournalEntry[] = reply === null ? [] : [{ kind: 'dropped', question: reply.question }];
  if (session === state.session) return only(say(imported, says || 'it says so already'), { kind: 'journal', entries: dropped });
  const moved = reply?.question.kind === 'add' || command.kind === 'import' ? { ...said, row: addedRow(said.part, state.session, session) } : said;
  const entries = journalStep(state.session.text, session.text, command.kind === 'undo' || command.kind === 'redo' ? command.kind : command.label);
  const effects: Effect[] = [{ kind: 'journal', entries: [...entries, ...dropped] }, { kind: 'save', anew: false }, { kind: 'check' }];
  const next = reply === null ? only(within(moved)) : askOn(within(moved), reply.question, reply.answers);
  return { state: next.state, effects: [...effects, ...next.effects] };
};

/**
 * What is asked after an answer without a key in between: the next why, where an answer was not the end of it, and the next entry of the timeline, since entries
 * come in rows and the letters of the next one would be taken for commands. An empty answer ends both.
 */
const askOn = (state: State, question: Question, answers: readonly string[]): Reduced => {
  const [, answer = '', , enough = ''] = answers;
  if (question.kind !== 'add') return only(state);
  const goesOn = question.part === 'timeline' || (question.part === 'whys' && answer.trim() !== '' && enough.trim() === '');
  return goesOn ? ask(state, { kind: 'add', part: question.part, row: state.row }) : only(state);
};

const saved = (state: State, before: string, after: string): Reduced => {
  if (after === state.session.text && before === state.session.base && isSaved(state.session)) return leaveWhereAsked(state);
  if (after === state.session.text) {
    const session = markSaved(state.session);
    return leaveWhereAsked({ ...say(state, state.message.tone === 'bad' ? '' : state.message.text, 'good'), session }, { kind: 'journal-anew' });
  }
  const { conflicts } = together(state.session, before);
  const says = conflicts > 0 ? `${conflicts === 1 ? 'one place was' : `${conflicts} places were`} changed by others too: both versions are kept` : 'changes by others were taken in';
  return start(state, { kind: 'take-in', onDisk: before, text: after, label: 'change by others' }, { says });
};

const leaveWhereAsked = (state: State, ...effects: readonly Effect[]): Reduced =>
  state.leaving === 'asked' ? only(state, ...effects, { kind: 'quit', kept: state.drafts.length > 0 }) : only(state, ...effects);

const unsaved = (state: State, message: string): Reduced => {
  // Programs that save in several steps take the file away for a moment.
  if (state.leaving === 'no' && isSaved(state.session)) return only(state);
  if (state.leaving === 'no') return only(say(state, message, 'bad'));
  return only({ ...say(state, `${message}; q again leaves: the changes are kept for the next start`, 'bad'), leaving: 'failed' });
};

const outside = (state: State, question: Question | null, text: string, context: Context): Reduced => {
  if (question === null) return text === state.session.text ? only(state) : start(state, { kind: 'replace', text, label: 'editor' });
  if (question.kind === 'lines') {
    const { state: opened } = ask(state, question);
    return typed({ ...opened, prompt: opened.prompt && { ...opened.prompt, field: fieldOf('', true) } }, text);
  }
  if (!isEdit(question)) return only(state);
  try {
    const answers = [text.replace(/\n$/, '')];
    const edits = editsOf(question, answers, state.session.record, context);
    return start(state, { kind: 'edit', edits, label: 'editor' }, { answered: { question, answers } });
  } catch (error) {
    return refused(state, error);
  }
};

/** Whether a paste is lines for the timeline: on its screen, in its empty question, or where a file to import is asked for. */
const takesLines = ({ part, prompt, overlay }: State, text: string): boolean => {
  if (!/\S[^\S\r\n]*[\r\n]+\s*\S/.test(text)) return false;
  if (prompt === null) return part === TIMELINE && overlay === null;
  const { question, field, step } = prompt;
  return field.text === '' && step === 0 && (question.kind === 'import' || (question.kind === 'add' && question.part === 'timeline'));
};

const pasted = (state: State, text: string): Reduced => {
  if (takesLines(state, text)) return typed(ask(state, { kind: 'lines' }).state, text);
  if (state.overlay?.kind === 'import' && state.prompt === null) return reduceOverlay(state, { key: '', characters: text });
  return state.prompt === null ? only(say(state, 'a paste goes into a question or a text: open one first')) : typed(state, text);
};

/** Whether the list to pick from still waits for a source; it may have been left. */
const isReading = ({ overlay }: State, question: Question): boolean => overlay?.kind === 'import' && overlay.proposal === null && sameQuestion(overlay.question, question);

const proposed = (state: State, question: Question, proposal: ImportProposal): Reduced => {
  const { overlay } = state;
  if (overlay?.kind !== 'import' || !isReading(state, question)) return only(state);
  return only(say({ ...state, overlay: withProposal(overlay, proposal) }, proposal.notes.join(' · ')));
};

/** The app after an event, and what the world is to do about it. Pure. */
export const reduce = (state: State, event: Event, context: Context): Reduced => {
  switch (event.kind) {
    case 'key':
      if (state.prompt !== null) return reducePrompt(state, event, context);
      if (state.overlay !== null) return reduceOverlay(state, event);
      return actOn(state, event.key);
    case 'paste': return pasted(state, event.text);
    case 'planned': return planned(state, event.reading);
    case 'refused': return only({ ...say(state, event.message, 'bad'), running: null });
    case 'saved': return saved(state, event.before, event.after);
    case 'unsaved': return unsaved(state, event.message);
    case 'checked':
      return only(event.text === state.session.text ? { ...state, findings: event.findings, finding: Math.min(state.finding, event.findings.length - 1) } : state);
    case 'outside': return outside(state, event.question, event.text, context);
    case 'gates': {
      const { overlay } = state;
      if (overlay?.kind !== 'pick' || overlay.picking.of !== 'gate') return only(state);
      return only({ ...state, overlay: { ...overlay, picking: { ...overlay.picking, options: event.options } } });
    }
    case 'filled': return event.edits.length === 0 ? only(say(state, event.says)) : start(state, { kind: 'edit', edits: event.edits, label: 'fill from traces' }, { says: event.says });
    case 'proposed': return proposed(state, event.question, event.proposal);
    case 'unread': return isReading(state, event.question) ? only(say(ask({ ...state, overlay: null }, event.question).state, event.message, 'bad')) : only(state);
    case 'parsed': return only(state.overlay?.kind === 'preview' && event.text === state.session.text ? { ...state, overlay: { ...state.overlay, tree: event.tree } } : state);
    case 'failed': return only(say(state, event.message, 'bad'));
  }
};

const actOn = (state: State, key: string): Reduced => {
  const name = keyName(key);
  return name === undefined ? only(state) : act(state, name);
};
