import type { List, ListItem } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import { sourceOf, type MarkdownDocument } from '../document.ts';
import { chain, partQuestion, toWhy, wordsOf, type WhyStep } from './why-step.ts';

const sublists = (item: ListItem): List[] => item.children.filter((child) => child.type === 'list');

/** A list nested anywhere is a tree, and so is any list of a canonical document; a flat one of another is a single chain of whys. */
export const readWhyList = (document: MarkdownDocument, list: List, canonical: boolean): Why[] => {
  const nested = canonical || list.children.some((item) => sublists(item).length > 0);
  const steps = list.children.map((item) => listStep(document, item));
  return nested ? steps.map((step) => toWhy(document, step)) : chain(document, mergeAnswers(steps));
};

/** `Q:` and `A:` items in turn are one step. */
const mergeAnswers = (steps: readonly WhyStep[]): WhyStep[] => {
  const alternates = steps.some((step) => step.question !== '' && step.answer === null) && steps.some((step) => step.question === '');
  if (!alternates) return [...steps];
  const merged: WhyStep[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    if (step.question === '' && last && last.answer === null) merged[merged.length - 1] = { ...last, answer: step.answer, text: `${last.text}\n${step.text}`, nodes: [...last.nodes, ...step.nodes] };
    else merged.push(step);
  }
  return merged;
};

const listStep = (document: MarkdownDocument, item: ListItem): WhyStep => {
  const own = item.children.filter((child) => child.type !== 'list');
  const text = wordsOf(document, own);
  const { question, answer } = partQuestion(text);
  const lists = sublists(item);
  const below = lists.flatMap((list) => list.children.map((child) => listStep(document, child)));
  const [first] = below;
  // `- Why …?` with the answer as its one sub-bullet, which may hold the next why.
  const isAnswerBullet = question !== '' && answer === null && below.length === 1 && first !== undefined && first.question === '';
  const itemSource = sourceOf(document, item);
  const last = own.at(-1)?.position?.end.offset ?? itemSource.start;
  return {
    question,
    answer: isAnswerBullet ? first.answer : answer,
    text: isAnswerBullet ? `${text}\n${first.text}` : text,
    nodes: isAnswerBullet ? [...own, ...first.nodes] : own,
    source: document.lines.source(own[0]?.position?.start.offset ?? itemSource.start, last),
    itemSource,
    steps: isAnswerBullet ? first.steps : below.map((step) => toWhy(document, step)),
  };
};
