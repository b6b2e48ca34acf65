import type { RootContent } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import { sourceOf } from '../document.ts';
import { isBlank } from '../sections/content.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { readTable } from '../tables/table.ts';
import { readWhyList } from './why-list.ts';
import { answerOf, chain, isQuestionLabel, partQuestion, wordsOf, type WhyStep } from './why-step.ts';
import { readWhyTable } from './why-table.ts';

/** The five whys as trees, one for each first question. */
export const readWhys = (reading: Reading): Why[] =>
  reading.sections
    .filter(({ section }) => section.name === 'five_whys')
    .flatMap(({ entries, blocks }) => (entries.length > 0 ? readEntries(reading, entries) : readBlocks(reading, blocks)));

/** Sub-headings are questions with their answers below, or names of branches that hold steps of their own. */
const readEntries = (reading: Reading, entries: readonly OutlineEntry[]): Why[] => {
  const [own, ...below] = entries;
  const whys = own ? readBlocks(reading, own.blocks) : [];
  let steps: WhyStep[] = [];
  const close = (): void => {
    whys.push(...chain(reading.document, steps));
    steps = [];
  };
  for (const entry of below) {
    const step = headingStep(reading, entry);
    if (step) steps.push(step);
    else {
      close();
      whys.push(...readBlocks(reading, entry.blocks));
    }
  }
  close();
  return whys;
};

const headingStep = (reading: Reading, entry: OutlineEntry): WhyStep | null => {
  const { document } = reading;
  const asks = /[?？]\s*$/.test(entry.title) || isQuestionLabel(`${entry.title}:`) || isQuestionLabel(entry.title);
  if (!entry.heading || !asks) return null;
  const { question, answer } = partQuestion(entry.title);
  const body = entry.blocks.filter((block) => !isBlank(block));
  const words = wordsOf(document, body);
  const source = sourceOf(document, entry.heading);
  const end = body.at(-1)?.position?.end.offset ?? source.end;
  return {
    question: question || (answer ?? entry.title),
    answer: answerOf(words),
    text: `${entry.title}\n${words}`,
    nodes: [entry.heading, ...body],
    source,
    itemSource: document.lines.source(source.start, end),
    steps: [],
  };
};

const readBlocks = (reading: Reading, blocks: readonly RootContent[]): Why[] => {
  const { document } = reading;
  const whys: Why[] = [];
  let steps: WhyStep[] = [];
  const close = (): void => {
    whys.push(...chain(document, steps));
    steps = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') steps = addParagraph(reading, block, steps);
    else if (block.type === 'list') {
      close();
      whys.push(...readWhyList(document, block, reading.frontMatter?.entries.has('postmortem') === true));
    } else if (block.type === 'table') {
      close();
      whys.push(...readWhyTable(document, readTable(document, block)));
    } else if (block.type === 'heading') close();
  }
  close();
  return whys;
};

/** Lines of a paragraph: a question opens a step, other lines answer the step before them. */
const addParagraph = (reading: Reading, block: RootContent, before: readonly WhyStep[]): WhyStep[] => {
  const { document } = reading;
  const plain = plainText(document, block);
  const steps = [...before];
  let at = 0;
  for (const line of plain.text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '') continue;
    const source = plain.source(start + line.length - line.trimStart().length, start + line.trimEnd().length);
    const { question, answer } = partQuestion(line);
    const last = steps.at(-1);
    if (question !== '' || isQuestionLabel(line)) {
      steps.push({ question: question || (answer ?? ''), answer: question ? answer : null, text: line, nodes: [block], source, itemSource: source, steps: [] });
    } else if (last) {
      const words = answerOf(line);
      const joined = [last.answer, words].filter((part) => part !== null).join(' ') || null;
      steps[steps.length - 1] = {
        ...last,
        answer: joined,
        text: `${last.text}\n${line}`,
        nodes: last.nodes.includes(block) ? last.nodes : [...last.nodes, block],
        itemSource: document.lines.source(last.itemSource.start, source.end),
      };
    }
  }
  return steps;
};
