import type { Effect, Reduced } from './events.ts';
import { mergeTexts } from './merge.ts';
import { PARTS, TIMELINE } from './parts/registry.ts';
import { sameQuestion, type Question } from './question.ts';
import type { Command } from './session.ts';
import type { Left, State } from './state.ts';
import { ask, only, say, start } from './steps.ts';

/** Takes up what an earlier session left, over whatever the file holds by now. */
export const resume = (state: State, left: Left): Reduced => {
  const others = state.left.filter((other) => other !== left);
  const open = left.drafts.at(-1) ?? null;
  const drafts = [...left.drafts, ...state.drafts.filter(({ question }) => !left.drafts.some((draft) => sameQuestion(draft.question, question)))];
  const base: State = { ...state, left: others, drafts, overlay: others.length > 0 ? { kind: 'recover' } : null };
  const text = mergeTexts(left.base, left.text, state.session.text).text;
  const kept: Effect[] = left.drafts.map((draft) => ({ kind: 'journal', entries: [{ kind: 'draft', question: draft.question, answers: [...draft.answers], text: draft.text }] }));
  const opened = open === null ? only(base) : ask({ ...base, part: partOf(open.question, base.part) }, open.question);
  const command: Command = { kind: 'replace', text, label: 'resume' };
  const begun = text === state.session.text ? only(say(opened.state, 'taken up again')) : start(opened.state, command, { says: 'taken up again' });
  return { state: begun.state, effects: [...kept, ...begun.effects, { kind: 'forget', left }] };
};

const partOf = (question: Question, otherwise: number): number => {
  if (question.kind === 'import' || question.kind === 'lines') return TIMELINE;
  const part = question.kind === 'add' || question.kind === 'change' ? PARTS.findIndex(({ name }) => name === question.part) : -1;
  return part < 0 ? otherwise : part;
};
