import type { Nodes, PhrasingContent } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import type { Source } from '../../record/source.ts';
import type { MarkdownDocument } from '../document.ts';
import { linksIn } from '../links.ts';
import { plainText } from '../plain-text.ts';
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
  const words = text.trim().replace(/^\d{1,2}[.)]\s+/, '').replace(label, '');
  const end = questionEnd.exec(words);
  if (end) {
    const cut = end.index + end[0].length;
    return { question: words.slice(0, cut).trim(), answer: answerOf(words.slice(cut)) };
  }
  return { question: '', answer: answerOf(words) };
};

/** The words of an answer without their label and references; null where nothing is left. */
export const answerOf = (text: string): string | null => withoutAnswers(text).trim().replace(answerLabel, '').replace(/\s+/g, ' ').trim() || null;

/** The words of a step's own blocks without the links that close them, which are its evidence and not its answer. */
export const wordsOf = (document: MarkdownDocument, blocks: readonly Nodes[]): string =>
  plainText(
    document,
    blocks.map((block) => (block.type === 'paragraph' ? { ...block, children: withoutClosingLinks(block.children) } : block)),
  ).text;

const withoutClosingLinks = (children: readonly PhrasingContent[]): PhrasingContent[] => {
  const arrow = children.findIndex((child) => child.type === 'text' && /→|->|=>|⇒/.test(child.value));
  const words = children.slice(0, arrow < 0 ? children.length : arrow);
  const closing = words.findLastIndex((child) => child.type !== 'link' && child.type !== 'linkReference' && !(child.type === 'text' && child.value.trim() === ''));
  const before = words[closing];
  // A link that the sentence needs (`see [the log](…)`) stays: only those after its end are taken off.
  const ended = before?.type === 'text' && /[.。!?！？]["'”’)]?\s*$/.test(before.value);
  return ended ? [...children.slice(0, closing + 1), ...children.slice(words.length)] : [...children];
};

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
