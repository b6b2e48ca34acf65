import type { Nodes } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import type { Source } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { linksIn } from '../links.ts';
import { readAnswers, withoutAnswers } from '../references.ts';

/** One step before it has its place in the tree. */
export interface WhyStep {
  readonly question: string;
  readonly answer: string | null;
  /** Everything the step says itself, for its references. */
  readonly text: string;
  readonly nodes: readonly Nodes[];
  readonly source: Source;
  readonly itemSource: Source;
  readonly steps: readonly Why[];
}

const label = /^\s*(?:(?:the )?(?:first |second |third |fourth |fifth |sixth |\d(?:st|nd|rd|th) )?why(?:\s*(?:#|no\.?\s*)?\d{1,2})?|なぜ\s*\d{1,2}|warum\s*\d{1,2}|pourquoi\s*\d{1,2}|hvorfor\s*\d{1,2}|por ?qu[eé]\s*\d{1,2}|为什么\s*\d{1,2}|q(?:uestion)?\s*\d{0,2})\s*[:：.)–—-]\s*/i;
const answerLabel = /^\s*(?:a(?:nswer)?\s*\d{0,2}\s*[:：.)–—-]|→|⇒|=>|->(?!\s*(?:AI|accepted))|[-–—:]\s)\s*/i;
const questionEnd = /[?？](?=["'”’)*_\s]|$|[^\w])["'”’)*_]*/;

/** Parts `Why …? Because …` into its question and its answer; words without a question mark are an answer to an unwritten question. */
export const partQuestion = (text: string): { readonly question: string; readonly answer: string | null } => {
  const words = text.trim().replace(label, '');
  const end = questionEnd.exec(words);
  if (end) {
    const cut = end.index + end[0].length;
    return { question: words.slice(0, cut).trim(), answer: answerOf(words.slice(cut)) };
  }
  return { question: '', answer: answerOf(words) };
};

/** The words of an answer without their label and references; null where nothing is left. */
export const answerOf = (text: string): string | null => withoutAnswers(text).trim().replace(answerLabel, '').replace(/\s+/g, ' ').trim() || null;

export const isQuestionLabel = (text: string): boolean => label.test(text);

export const toWhy = (document: MarkdownDocument, step: WhyStep): Why => ({
  question: step.question,
  answer: step.answer,
  evidence: linksIn(document, step.nodes),
  ...readAnswers(step.text),
  steps: step.steps,
  source: step.source,
  itemSource: step.itemSource,
});

/** Steps in a row, each asked of the answer before it, as one branch. */
export const chain = (document: MarkdownDocument, steps: readonly WhyStep[]): Why[] =>
  steps.toReversed().reduce<Why[]>((below, step) => [toWhy(document, { ...step, steps: [...step.steps, ...below] })], []);
