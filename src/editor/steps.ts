import { UserError } from '../record/errors.ts';
import type { Effect, Reduced } from './events.ts';
import { PARTS } from './parts/registry.ts';
import { placeAt } from './places.ts';
import { promptFor } from './prompt.ts';
import type { Question } from './question.ts';
import { rowsOf } from './rows.ts';
import { workOf, type Command } from './session.ts';
import type { Running, State } from './state.ts';

export const only = (state: State, ...effects: readonly Effect[]): Reduced => ({ state, effects });

export const say = (state: State, text: string, tone: State['message']['tone'] = 'plain'): State => ({ ...state, message: { text, tone } });

const wordsOf = (error: UserError): string => (error.hint === null ? error.message : `${error.message}: ${error.hint}`);

/** The state that says why something cannot be done. */
export const refused = (state: State, error: unknown): Reduced => {
  if (error instanceof UserError) return only(say(state, wordsOf(error), 'bad'));
  throw error;
};

/** Starts a command; what it changes is there when its work is planned. */
export const start = (state: State, command: Command, details: Partial<Pick<Running, 'answered' | 'says'>> = {}): Reduced => {
  try {
    const work = workOf(state.session, command);
    const running: Running = { command, answered: null, says: '', ...details };
    if (work === null) return only(say(state, command.kind === 'undo' ? 'nothing to undo' : command.kind === 'redo' ? 'nothing to redo' : 'nothing to change'));
    return only({ ...say(state, 'writing…'), running }, { kind: 'plan', work });
  } catch (error) {
    return refused(state, error);
  }
};

/** Opens a prompt; nothing where the question makes no sense here. */
export const ask = (state: State, question: Question): Reduced => {
  const prompt = promptFor(state, question);
  return prompt === null ? only(state) : only({ ...say(state, ''), prompt });
};

/** Keeps a row selected that is there. */
export const within = (state: State): State => {
  const part = PARTS[state.part];
  const rows = part === undefined ? 0 : rowsOf(part, state.session).length;
  return { ...state, row: Math.max(0, Math.min(state.row, rows - 1)) };
};

/** The main screen at the row that shows what stands at an offset. */
export const goTo = (state: State, offset: number): State => ({ ...state, ...placeAt(state.session, offset), overlay: null });
