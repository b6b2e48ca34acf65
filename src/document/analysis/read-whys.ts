import type { List, ListItem, RootContent } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import { sourceOf } from '../document.ts';
import { isBlank } from '../sections/content.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { cellOf, findColumns } from '../tables/columns.ts';
import { readTable, type TableView } from '../tables/table.ts';
import { answerOf, chain, isQuestionLabel, partQuestion, toWhy, wordsOf, type WhyStep } from './why-step.ts';

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
      whys.push(...readList(reading, block));
    } else if (block.type === 'table') {
      close();
      whys.push(...readWhyTable(reading, readTable(document, block)));
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

const sublists = (item: ListItem): List[] => item.children.filter((child) => child.type === 'list');

/** A list nested anywhere is a tree; a flat one is a single chain of whys. */
const readList = (reading: Reading, list: List): Why[] => {
  const nested = list.children.some((item) => sublists(item).length > 0);
  const steps = list.children.map((item) => listStep(reading, item));
  return nested ? steps.map((step) => toWhy(reading.document, step)) : chain(reading.document, mergeAnswers(steps));
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

const listStep = (reading: Reading, item: ListItem): WhyStep => {
  const { document } = reading;
  const own = item.children.filter((child) => child.type !== 'list');
  const text = wordsOf(document, own);
  const { question, answer } = partQuestion(text);
  const lists = sublists(item);
  const below = lists.flatMap((list) => list.children.map((child) => listStep(reading, child)));
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

const WHY_COLUMNS = {
  answer: ['answer', 'because', 'reason', 'response', '回答', '答え', '答案', 'antwort', 'réponse', 'respuesta', 'resposta', 'svar', 'explanation', '原因', '理由'],
  question: ['question', 'why', 'why?', '質問', '問い', 'なぜ', '问题', '为什么', 'frage', 'warum', 'pourquoi', 'pregunta', 'pergunta', 'spørsmål', 'hvorfor'],
  action: ['action', 'action items', 'actions', 'answered by', 'アクション', 'maßnahme'],
} as const;

const readWhyTable = (reading: Reading, table: TableView): Why[] => {
  const columns = findColumns(table, WHY_COLUMNS);
  const steps = table.rows.map((row): WhyStep => {
    const cells = row.cells.filter((cell) => !/^(?:why\s*)?#?\d{0,2}$/i.test(cell.text));
    const question = cellOf(row, columns, 'question') ?? cells[0];
    const answer = cellOf(row, columns, 'answer') ?? cells.find((cell) => cell !== question);
    const single = answer === undefined ? partQuestion(question?.text ?? '') : null;
    return {
      question: single?.question ?? question?.text ?? '',
      answer: single ? single.answer : answerOf(answer?.text ?? ''),
      text: row.cells.map((cell) => cell.text).join('\n') + (cellOf(row, columns, 'action') ? ` → ${cellOf(row, columns, 'action')?.text ?? ''}` : ''),
      nodes: row.cells.map((cell) => cell.node),
      source: row.source,
      itemSource: row.source,
      steps: [],
    };
  });
  return chain(reading.document, steps.filter((step) => step.question !== '' || step.answer !== null));
};
