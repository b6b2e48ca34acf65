import { derivedFigures, formatMinutes } from '../../record/figures.ts';
import { LIST_TITLES, LLM_LISTS } from '../../record/llm.ts';
import { neutralise } from '../../record/neutralise.ts';
import { painter, type Paint } from '../../record/paint.ts';
import type { Why } from '../../record/analysis.ts';
import type { ActionItem } from '../../record/action.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { table, wrapWords } from '../../reporters/layout.ts';
import type { Terminal } from '../terminal.ts';
import { scale } from './scale.ts';
import { timelineLines } from './timeline.ts';
import { fieldLines, variableLines } from './variables.ts';

/** What the parts of the page need to draw themselves. */
export interface Style {
  readonly paint: Paint;
  readonly unicode: boolean;
  readonly width: number;
}

const list = (stated: readonly { readonly value: string }[]): string => stated.map(({ value }) => value).join(', ');

const facts = (record: IncidentRecord, { paint, width }: Style): string[] => {
  const title = record.title?.value ?? record.path;
  const { change, actor, ref } = record.trigger;
  const trigger = [change?.value, actor && `by ${actor.value}`, ref && `(${ref.value})`].filter(Boolean).join(' ');
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['status', record.status?.value],
    ['severity', record.severity?.value],
    ['date', record.date?.value],
    ['services', list(record.services)],
    ['detected by', record.detectedBy?.value],
    ['trigger', trigger],
    ['authors', list(record.authors)],
    ['file', record.path],
  ];
  const stated = rows.flatMap(([name, value]) => (value ? [[paint('dim', name), neutralise(value)]] : []));
  return [...wrapWords(neutralise(title), width).map((line) => paint('bold', line)), ...table(stated, width)];
};

const figures = (record: IncidentRecord, { paint, width }: Style): string[] => {
  const known = derivedFigures(record.milestones).filter(({ minutes }) => minutes !== null);
  return table(known.map(({ name, minutes, approximate, from, to }) => [name, `${approximate ? '~' : ''}${formatMinutes(minutes ?? 0)}`, paint('dim', `${from} to ${to}`)]), width);
};

const whyLines = (steps: readonly Why[], style: Style, indent: string): string[] =>
  steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    const [branch, below] = style.unicode ? (last ? ['└ ', '  '] : ['├ ', '│ ']) : [last ? '`-' : '|-', last ? '  ' : '| '];
    const answered = [...step.answeredBy, ...(step.acceptedRisk === null ? [] : [`accepted: ${step.acceptedRisk}`])];
    const arrow = answered.length > 0 ? ` ${style.unicode ? '→' : '->'} ${answered.join(', ')}` : '';
    const room = Math.max(20, style.width - indent.length - 2);
    const question = wrapWords(neutralise(step.question), room).map((line) => style.paint('bold', line));
    const answer = wrapWords(neutralise(`${step.answer ?? 'no answer'}${arrow}`), room);
    const [first = '', ...rest] = [...question, ...answer];
    return [indent + branch + first, ...rest.map((line) => indent + below + line), ...whyLines(step.steps, style, indent + below)];
  });

const STATUS_COLOUR = { proposed: 'dim', open: 'yellow', 'in-progress': 'yellow', done: 'green', verified: 'green', dropped: 'dim' } as const;

const actionRow = (action: ActionItem, { paint }: Style): string[] => {
  const cells = [action.id ?? '-', action.status ?? '-', action.owners.join(', ') || 'nobody', action.due ?? action.dueWritten ?? 'no date', action.title].map(neutralise);
  const [id = '', status = '', owner = '', due = '', title = ''] = cells;
  return [id, action.status ? paint(STATUS_COLOUR[action.status], status) : status, action.owners.length > 0 ? owner : paint('red', owner), due, title];
};

const section = (title: string, lines: readonly string[], { paint }: Style): string[] => (lines.length > 0 ? ['', paint('underline', title), ...lines] : []);

/** The record on one page: facts, derived figures, the timeline drawn to scale, LLM variables, causes, the tree of whys, action items. */
export const page = (record: IncidentRecord, terminal: Terminal): string => {
  const style: Style = { paint: painter(terminal.colour), unicode: terminal.unicode, width: terminal.width };
  const open = record.actions.filter(({ status }) => status !== 'done' && status !== 'verified' && status !== 'dropped').length;
  const causes = record.causes.flatMap((cause) => wrapWords(neutralise(cause.title), style.width - 2).map((line, index) => `${index === 0 ? (style.unicode ? '• ' : '* ') : '  '}${line}`));
  const lines = [
    ...facts(record, style),
    ...section('Figures', figures(record, style), style),
    ...section(`Timeline${record.timezone ? ` (${neutralise(record.timezone.value)})` : ''}`, [...timelineLines(record, style), ...scale(record, style)], style),
    ...section('LLM variables', variableLines(record, style), style),
    ...LLM_LISTS.flatMap((list) => section(LIST_TITLES[list], fieldLines(record, list, style), style)),
    ...section('Causes', causes, style),
    ...section('Whys', whyLines(record.whys, style, ''), style),
    ...section(`Action items: ${open} open of ${record.actions.length}`, table(record.actions.map((action) => actionRow(action, style)), style.width), style),
  ];
  return `${lines.join('\n')}\n`;
};
