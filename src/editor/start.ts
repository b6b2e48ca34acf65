import { fieldOf, insert, press } from './field.ts';
import type { Ask } from './parts/part.ts';
import { proposals } from './prompt.ts';
import type { Draft } from './question.ts';
import type { Prompt, Surroundings } from './state.ts';
import { typedMoment } from './typed-moment.ts';

/** The three questions with which a post-mortem begins. */
export const START_ASKS = [
  { name: 'title', label: 'What happened, in one line?', why: 'What failed, for whom; it can be changed later.', example: 'Checkout timed out for EU customers' },
  { name: 'severity', label: 'How bad is it?', why: 'On the scale that everybody here uses.', example: 'SEV2', choices: 'severities' },
  { name: 'started', label: 'When did it begin?', why: 'A time, "now", "20 minutes ago", "yesterday 23:50"; empty where nobody knows yet.', example: '2350' },
] as const satisfies readonly Ask[];

/** A post-mortem that is about to be started. */
export interface Start {
  readonly prompt: Prompt;
  readonly message: string;
  readonly outcome: 'asking' | 'left' | 'answered';
  readonly surroundings: Surroundings;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface StartAnswers {
  readonly title: string;
  readonly severity: string;
  /** Wall clock in UTC, or null. */
  readonly started: string | null;
}

/** The questions from the first on, or from where an earlier start was cut off. `known` are answers that flags gave. */
export const beginStart = (known: readonly string[], draft: Draft | null, surroundings: Surroundings, now: number): Start => {
  const answers = draft?.answers.slice(0, START_ASKS.length - 1) ?? [];
  const initial = known[answers.length] ?? '';
  const prompt: Prompt = { question: { kind: 'start' }, asks: START_ASKS, step: answers.length, answers, field: fieldOf(draft?.text ?? initial), initial, proposed: 0 };
  return { prompt, message: draft === null ? '' : 'taken up where the last start ended', outcome: 'asking', surroundings, now };
};

const momentOf = (text: string, now: number): ReturnType<typeof typedMoment> => typedMoment(text, { now, zone: null, date: null, previous: null });

/** What is wrong with an answer; null where nothing is. */
const problemWith = ({ prompt, surroundings, now }: Start, text: string): string | null => {
  switch (START_ASKS[prompt.step]?.name) {
    case 'title': return text === '' ? 'a few words: people will search for them' : null;
    case 'severity': return surroundings.severities.some((level) => level.toLowerCase() === text.toLowerCase()) ? null : `one of: ${surroundings.severities.join(', ')}`;
    case 'started': {
      const moment = text === '' ? null : momentOf(text, now);
      return text === '' || (moment?.wall != null && moment.problem === null) ? null : (moment?.problem ?? 'this is no time: for example 23:50, now, 20 minutes ago');
    }
    case undefined: return null;
  }
};

export const answersOf = ({ prompt: { answers, field }, now }: Start): StartAnswers => {
  const [title = '', severity = '', started = ''] = [...answers, field.text].map((text) => text.trim());
  return { title, severity, started: started === '' ? null : (momentOf(started, now)?.wall ?? null) };
};

const answer = (start: Start, known: readonly string[]): Start => {
  const { prompt } = start;
  const text = prompt.field.text.trim();
  const problem = problemWith(start, text);
  if (problem !== null) return { ...start, message: problem };
  if (prompt.step === START_ASKS.length - 1) return { ...start, message: '', outcome: 'answered' };
  const initial = known[prompt.step + 1] ?? '';
  return { ...start, message: '', prompt: { ...prompt, step: prompt.step + 1, answers: [...prompt.answers, text], field: fieldOf(initial), initial, proposed: 0 } };
};

const back = (start: Start): Start => {
  const { prompt } = start;
  if (prompt.step === 0) return { ...start, outcome: 'left' };
  const text = prompt.answers.at(-1) ?? '';
  return { ...start, message: '', prompt: { ...prompt, step: prompt.step - 1, answers: prompt.answers.slice(0, -1), field: fieldOf(text), proposed: 0 } };
};

/** Proposed answers to the question that is open. */
export const startProposals = ({ prompt, surroundings }: Start): readonly string[] => proposals(prompt, surroundings, []);

/** The start after a key, or after a text was pasted (`key` is empty then). Pure. */
export const reduceStart = (start: Start, key: string, characters: string, known: readonly string[]): Start => {
  const { prompt } = start;
  const proposed = startProposals(start);
  if (characters !== '') return { ...start, prompt: { ...prompt, field: insert(prompt.field, characters), proposed: 0 } };
  switch (key) {
    case 'return': return answer(start, known);
    case 'escape': return back(start);
    case 'ctrl-c': return { ...start, outcome: 'left' };
    case 'tab': return { ...start, prompt: { ...prompt, field: fieldOf(proposed[prompt.proposed] ?? prompt.field.text) } };
    case 'up': case 'down': {
      const by = key === 'up' ? -1 : 1;
      return proposed.length === 0 ? start : { ...start, prompt: { ...prompt, proposed: (prompt.proposed + by + proposed.length) % proposed.length } };
    }
    default: return { ...start, prompt: { ...prompt, field: press(prompt.field, key) } };
  }
};
