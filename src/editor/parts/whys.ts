import type { NewWhy, WhyPath } from '../../document/edit/record-edit.ts';
import type { Why } from '../../record/analysis.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { Ask, Part, Replies, Row } from './part.ts';

const QUESTION: Ask = { name: 'question', label: 'why', why: 'Ask how it could happen and what made sense at the time, rather than who.', example: 'Why did requests wait for a connection?' };
const ANSWER: Ask = { name: 'answer', label: 'because', why: 'One cause; a second cause is a second answer beside it.', example: 'Because the pool has 20 connections and each request held two.' };
const EVIDENCE: Ask = { name: 'evidence', label: 'evidence', why: 'How one knows.', example: '[pool metrics](https://grafana.example.com/d/pool)' };
const ANSWERED: Ask = { name: 'answered', label: 'enough: answered by', why: 'A leaf ends in the action item that answers it, or in the reason for which the risk is accepted. Empty: ask on.', example: 'AI-1', choices: 'actions' };
const FIELDS = [QUESTION, ANSWER, EVIDENCE, ANSWERED] as const;

interface Found {
  readonly path: WhyPath;
  readonly why: Why;
}

/** The tree, top to bottom. */
const flatten = (whys: readonly Why[], above: WhyPath = []): Found[] =>
  whys.flatMap((why, index): Found[] => [{ path: [...above, index], why }, ...flatten(why.steps, [...above, index])]);

const evidenceOf = ({ evidence }: Why): string => evidence.map(({ text, url }) => `[${text}](${url})`).join(' ');
const answeredOf = ({ answeredBy, acceptedRisk }: Why): string => (acceptedRisk === null ? answeredBy.join(', ') : `accepted: ${acceptedRisk}`);

const stepOf = ({ question = '', answer, evidence, answered = '' }: Replies): NewWhy => {
  if (question.trim() === '') throw new UserError('a step begins with its question', { hint: QUESTION.example });
  const accepted = /^accepted:\s*(.+)$/i.exec(answered.trim())?.[1];
  const items = accepted === undefined ? answered.split(',').map((item) => item.trim()).filter((item) => item !== '') : [];
  return {
    question,
    ...(answer !== undefined && answer !== '' && { answer }),
    ...(evidence !== undefined && evidence !== '' && { evidence }),
    ...(items.length > 0 && { answeredBy: items }),
    ...(accepted !== undefined && { acceptedRisk: accepted }),
  };
};

const repliesOf = (why: Why): Record<string, string> => ({ question: why.question, answer: why.answer ?? '', evidence: evidenceOf(why), answered: answeredOf(why) });

const rowOf = ({ path, why }: Found): Row => ({
  cells: [neutralise([why.question, why.answer ?? '…', answeredOf(why) === '' ? (why.steps.length === 0 ? '→ ?' : '') : `→ ${answeredOf(why)}`].filter((text) => text !== '').join(' '))],
  depth: path.length - 1,
  key: `${why.question} ${why.answer ?? ''}`,
  place: why.source,
});

/** Steps are added below the selected one: the next why is asked of its answer. */
export const whys: Part = {
  name: 'whys',
  title: 'Five whys',
  section: 'five_whys',
  why: 'Each why is asked of the answer above it; where an answer has two causes the tree branches. A leaf ends in an action item.',
  rows: ({ record }) => flatten(record.whys).map(rowOf),
  tally: ({ whys: tree }) => {
    const leaves = flatten(tree).filter(({ why }) => why.steps.length === 0);
    return leaves.length === 0 ? '' : `${leaves.filter(({ why }) => answeredOf(why) !== '').length}/${leaves.length}`;
  },
  widths: () => [0],
  fields: () => FIELDS,
  value: (record, row, field) => {
    const why = flatten(record.whys)[row]?.why;
    return why === undefined ? '' : (repliesOf(why)[field] ?? '');
  },
  change: (record, row, field, value) => {
    const found = flatten(record.whys)[row];
    return found === undefined ? [] : [{ kind: 'set-why', path: found.path, why: stepOf({ ...repliesOf(found.why), [field]: value }) }];
  },
  adding: FIELDS,
  add: (record, row, replies) => [{ kind: 'add-why', parent: (row === null ? null : flatten(record.whys)[row]?.path) ?? [], why: stepOf(replies) }],
  remove: (record, row) => {
    const found = flatten(record.whys)[row];
    return found === undefined ? null : { kind: 'remove-why', path: found.path };
  },
};

/** The row above a row, of which it is a why; null at the top. */
export const rowAbove = (rows: readonly Row[], row: number): number | null => {
  const depth = rows[row]?.depth ?? 0;
  const above = rows.slice(0, row).findLastIndex((other) => (other.depth ?? 0) === depth - 1);
  return depth === 0 || above < 0 ? null : above;
};
