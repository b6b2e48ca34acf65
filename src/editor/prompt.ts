import { fieldOf } from './field.ts';
import { fuzzyFilter } from './fuzzy.ts';
import type { Ask } from './parts/part.ts';
import { asksOf, initialOf, isProse, sameQuestion, type Question } from './question.ts';
import type { Prompt, State, Surroundings } from './state.ts';

/** The prompt for a question, with what was typed of its answer before; null where the question makes no sense here. */
export const promptFor = (state: State, question: Question): Prompt | null => {
  const asks = asksOf(question, state.session.record);
  if (asks.length === 0) return null;
  const initial = initialOf(question, state.session);
  const draft = state.drafts.find((known) => sameQuestion(known.question, question));
  const answers = draft?.answers.slice(0, asks.length - 1) ?? [];
  return { question, asks, step: answers.length, answers, field: fieldOf(draft?.text ?? initial, isProse(question)), initial, proposed: 0 };
};

/** What is being asked now. */
export const askOf = ({ asks, step }: Prompt): Ask => asks[step] ?? { name: '', label: '', why: '', example: '' };

const MOST_PROPOSALS = 5;

/** Answers to choose from that fit what was typed. */
export const proposals = (prompt: Prompt, surroundings: Surroundings, actionIds: readonly string[]): readonly string[] => {
  const { choices } = askOf(prompt);
  if (choices === undefined) return [];
  const all = choices === 'owners' ? surroundings.owners : choices === 'severities' ? surroundings.severities : choices === 'actions' ? actionIds : choices;
  const typed = prompt.field.text === prompt.initial ? '' : prompt.field.text;
  return fuzzyFilter(typed, all, (choice) => choice).slice(0, typeof choices === 'string' ? MOST_PROPOSALS : all.length);
};

export const actionIdsOf = ({ session }: State): string[] => session.record.actions.flatMap(({ id }) => (id === null ? [] : [id]));

/** Proposals of the state's prompt. */
export const proposalsOf = (state: State): readonly string[] => (state.prompt === null ? [] : proposals(state.prompt, state.surroundings, actionIdsOf(state)));
