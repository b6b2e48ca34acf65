import type { Why } from '../../record/analysis.ts';
import type { MarkdownDocument } from '../document.ts';
import { cellOf, findColumns } from '../tables/columns.ts';
import type { TableView } from '../tables/table.ts';
import { answerOf, chain, partQuestion, type WhyStep } from './why-step.ts';

const WHY_COLUMNS = {
  answer: ['answer', 'because', 'reason', 'response', '回答', '答え', '答案', 'antwort', 'réponse', 'respuesta', 'resposta', 'svar', 'explanation', '原因', '理由'],
  question: ['question', 'why', 'why?', '質問', '問い', 'なぜ', '问题', '为什么', 'frage', 'warum', 'pourquoi', 'pregunta', 'pergunta', 'spørsmål', 'hvorfor'],
  action: ['action', 'action items', 'actions', 'answered by', 'アクション', 'maßnahme'],
} as const;

/** The rows of a table as one chain: its columns of questions and answers, else its first two with words. */
export const readWhyTable = (document: MarkdownDocument, table: TableView): Why[] => {
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
  return chain(document, steps.filter((step) => step.question !== '' || step.answer !== null));
};
