import type { Reduced } from './events.ts';
import { insert, press, type Field } from './field.ts';
import { openPicker } from './import/pick.ts';
import type { ImportSource } from './import/proposal.ts';
import { stepBetween } from './history.ts';
import type { JournalEntry } from './journal.ts';
import { proposalsOf } from './prompt.ts';
import { editsOf, isEdit, sameQuestion, type Context, type Question } from './question.ts';
import type { Prompt, State } from './state.ts';
import { only, refused, say, start } from './steps.ts';

/** The state with what is being typed kept as a draft, and what the journal is told of it. */
const typing = (state: State, prompt: Prompt, field: Field): Reduced => {
  const { question, answers } = prompt;
  const others = state.drafts.filter((draft) => !sameQuestion(draft.question, question));
  const known = state.drafts.at(-1);
  const goesOn = known !== undefined && sameQuestion(known.question, question) && known.answers.length === answers.length;
  const next: State = { ...state, prompt: { ...prompt, field, proposed: 0 } };
  if (field.text === prompt.field.text && goesOn) return only(next);
  const step = goesOn ? stepBetween(known.text, field.text, '') : null;
  const entry: JournalEntry = step === null ? { kind: 'draft', question, answers: [...answers], text: field.text } : { kind: 'type', start: step.start, removed: step.removed, inserted: step.inserted };
  return only({ ...next, drafts: [...others, { question, answers, text: field.text }] }, { kind: 'journal', entries: [entry] });
};

/** Text put in at the cursor, typed or pasted. */
export const typed = (state: State, text: string): Reduced => (state.prompt === null ? only(state) : typing(state, state.prompt, insert(state.prompt.field, text)));

/** The state after a question was answered: its draft is gone, and so is its prompt. */
export const answered = (state: State, question: Question): State => ({
  ...state,
  drafts: state.drafts.filter((draft) => !sameQuestion(draft.question, question)),
  prompt: state.prompt !== null && sameQuestion(state.prompt.question, question) ? null : state.prompt,
});

const sourceOf = (question: Question, [first = '', source = '', from = '', to = '', address = '']: readonly string[]): ImportSource => {
  if (question.kind === 'lines') return { kind: 'text', text: first };
  const command = /^\s*!(.*)$/s.exec(first)?.[1];
  const wanted = { source: source.trim() || 'auto', from: from.trim(), to: to.trim(), baseUrl: address.trim() };
  return command === undefined ? { kind: 'file', name: first.trim(), ...wanted } : { kind: 'command', name: command.trim(), ...wanted };
};

/** Reads a source; what was typed stays until its entries are added. */
const readSource = (state: State, question: Question, answers: readonly string[]): Reduced => {
  if ((answers[0] ?? '').trim() === '') return only(answered(say(state, ''), question), { kind: 'journal', entries: [{ kind: 'dropped', question }] });
  return only({ ...say(state, ''), prompt: null, overlay: openPicker(question, answers) }, { kind: 'import', question, source: sourceOf(question, answers) });
};

const finish = (state: State, { question, asks, answers, field }: Prompt, context: Context): Reduced => {
  const all = [...answers, field.text];
  if (question.kind === 'traces') return only(answered(say(state, 'reading traces…'), question), { kind: 'traces', paths: field.text.split(/\s+/).filter((path) => path !== '') });
  if (question.kind === 'import' || question.kind === 'lines') return readSource(state, question, all);
  if (!isEdit(question)) return only(state);
  if (asks.length === 1 && field.text === '' && question.kind === 'add') return only(answered(state, question), { kind: 'journal', entries: [{ kind: 'dropped', question }] });
  try {
    const edits = editsOf(question, all, state.session.record, context);
    return start(state, { kind: 'edit', edits, label: asks[0]?.label ?? question.kind }, { answered: { question, answers: all } });
  } catch (error) {
    return refused(state, error);
  }
};

const answer = (state: State, prompt: Prompt, context: Context): Reduced => {
  const { asks, step, answers, field, question } = prompt;
  // An empty first answer of several ends the questions: there is nothing to add.
  if (step === 0 && asks.length > 1 && field.text.trim() === '') return only(answered(say(state, ''), question), { kind: 'journal', entries: [{ kind: 'dropped', question }] });
  if (step === asks.length - 1) return finish(state, prompt, context);
  const next: Prompt = { ...prompt, step: step + 1, answers: [...answers, field.text], proposed: 0 };
  return typing(say(state, ''), next, { text: '', cursor: 0, lines: false });
};

const back = (state: State, prompt: Prompt): Reduced => {
  const { step, answers } = prompt;
  if (step === 0) return leave(state, prompt);
  const text = answers.at(-1) ?? '';
  return typing(state, { ...prompt, step: step - 1, answers: answers.slice(0, -1), proposed: 0 }, { text, cursor: text.length, lines: false });
};

/** Leaves a prompt; what was typed is kept for the next time, unless nothing was. */
const leave = (state: State, { question, field, initial, answers }: Prompt): Reduced => {
  if (field.text === initial && answers.length === 0) return only(answered(state, question), { kind: 'journal', entries: [{ kind: 'dropped', question }] });
  return only(say({ ...state, prompt: null }, 'what you typed is kept: open it again to go on'));
};

const complete = (state: State, prompt: Prompt): Reduced => {
  const proposed = proposalsOf(state)[prompt.proposed];
  return proposed === undefined ? only(state) : typing(state, prompt, { ...prompt.field, text: proposed, cursor: proposed.length });
};

const propose = (state: State, prompt: Prompt, by: number): Reduced => {
  const count = proposalsOf(state).length;
  return count === 0 ? only(state) : only({ ...state, prompt: { ...prompt, proposed: (prompt.proposed + by + count) % count } });
};

/** Answers with what there is; where that is nothing, it means the document, as it does without a question. */
const finishOrSave = (state: State, prompt: Prompt, context: Context): Reduced => {
  const finished = finish(state, prompt, context);
  const isUnanswered = prompt.question.kind === 'add' && prompt.answers.length === 0 && prompt.field.text === '';
  return isUnanswered ? { ...finished, effects: [...finished.effects, { kind: 'save', anew: true }] } : finished;
};

/** A key while a question is open. */
export const reducePrompt = (state: State, { key, characters }: { readonly key: string; readonly characters: string }, context: Context): Reduced => {
  const { prompt } = state;
  if (prompt === null) return only(state);
  const { field } = prompt;
  if (characters !== '') return typed(state, characters);
  switch (key) {
    case 'return': return field.lines ? typed(state, '\n') : answer(state, prompt, context);
    case 'ctrl-s': return finishOrSave(state, prompt, context);
    case 'escape': case 'ctrl-c': return field.lines ? leave(state, prompt) : back(state, prompt);
    case 'tab': return field.lines ? only(state) : complete(state, prompt);
    case 'ctrl-o': return only(state, { kind: 'outside', question: prompt.question, text: field.text });
    case 'up': return field.lines ? typing(state, prompt, press(field, key)) : propose(state, prompt, -1);
    case 'down': return field.lines ? typing(state, prompt, press(field, key)) : propose(state, prompt, 1);
    default: {
      const pressed = press(field, key);
      return pressed === field ? only(state) : typing(state, prompt, pressed);
    }
  }
};
