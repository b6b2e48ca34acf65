import type { ActionItem, ActionField } from '../../record/action.ts';
import type { Source } from '../../record/source.ts';
import { linksIn } from '../links.ts';
import { plainText } from '../plain-text.ts';
import { cellOf, findColumns, type Columns } from '../tables/columns.ts';
import type { TableCell, TableRow, TableView } from '../tables/table.ts';
import type { ActionContext } from './context.ts';
import { readDue } from './due.ts';
import { readGateReferences } from './gate-references.ts';
import { readOwners } from './owners.ts';
import { readStatus, readType } from './status.ts';
import { readTickets } from './tickets.ts';
import { readWords } from './words-of-item.ts';
import { COLUMN_NAMES } from './words.ts';

type ActionColumns = Columns<ActionField>;

/** Headers that name actions and nothing else; under others (`Item`, `Description`) a table may list anything. */
const namesActions = /action|task|to ?do|follow|improvement|アクション|対策|タスク|maßnahme|massnahme|aufgabe|tiltak|oppgave|行动|措施|任务|改进|tâche|acción|acciones|tarea|ação|ações|tarefa/i;

/** The columns of a table of action items; null for a table of something else. */
export const actionColumns = (table: TableView): ActionColumns | null => {
  const columns = findColumns<ActionField>(table, COLUMN_NAMES);
  const assigned = columns.owner ?? columns.due;
  const tracked = columns.status ?? columns.priority ?? columns.ticket;
  if (columns.title !== undefined) {
    const header = table.header[columns.title]?.text ?? '';
    return namesActions.test(header) || assigned !== undefined || tracked !== undefined ? columns : null;
  }
  const spare = table.header.findIndex((_, index) => !Object.values(columns).includes(index));
  return assigned === undefined || spare < 0 ? null : { ...columns, title: spare };
};

/** A row of one cell that is not the action names the group of those below. */
const saysMore = (row: TableRow, columns: ActionColumns): boolean => (cellOf(row, columns, 'title')?.text ?? '') !== '' || row.cells.filter((cell) => cell.text !== '').length > 1;

/** One action item for each row that says anything. */
export const readActionTable = (context: ActionContext, table: TableView, columns: ActionColumns, groups: readonly string[]): ActionItem[] =>
  table.rows.filter((row) => saysMore(row, columns)).map((row) => readRow(context, row, columns, groups));

const readRow = (context: ActionContext, row: TableRow, columns: ActionColumns, groups: readonly string[]): ActionItem => {
  const { document, incident } = context;
  const at = (field: ActionField): TableCell | undefined => cellOf(row, columns, field);
  const text = (field: ActionField): string => at(field)?.text ?? '';
  const title = at('title');
  const plain = title?.plain ?? plainText(document, []);
  const words = readWords(context, { plain, from: 0, until: plain.text.length }, title ? [title.node] : [], linksOf(context, title));
  const links = linksIn(document, row.cells.map((cell) => cell.node));
  const due = columns.due === undefined ? words.due : readDue(text('due'), incident);
  const gateCell = at('gate');
  const stated = columns.ticket === undefined ? readTickets(links, row.cells.map((cell) => cell.text).join('\n')) : readTickets(linksOf(context, at('ticket')), text('ticket'));
  return {
    id: text('id') || words.id,
    title: words.title,
    type: readType(text('type')) ?? words.type ?? typeOfGroups(groups),
    priority: text('priority') || words.priority,
    owners: columns.owner === undefined ? words.owners : readOwners(text('owner')),
    due: due?.iso ?? null,
    dueWritten: due?.written ?? null,
    status: readStatus(text('status')) ?? words.status,
    statusWritten: text('status') || words.statusWritten,
    tickets: stated.length > 0 ? stated : readTickets(linksOf(context, title), title?.text ?? ''),
    gates: gateCell ? readGateReferences(document, gateCell.node.children) : words.gates,
    links,
    groups,
    text: row.cells.map((cell) => cell.text).filter(Boolean).join('\n'),
    form: 'table',
    fields: { ...words.fields, ...sourcesOf(row, columns) },
    source: row.source,
    itemSource: row.source,
  };
};

const linksOf = (context: ActionContext, cell: TableCell | undefined) => (cell ? linksIn(context.document, [cell.node]) : []);

const sourcesOf = (row: TableRow, columns: ActionColumns): Partial<Record<ActionField, Source>> => {
  const sources: Partial<Record<ActionField, Source>> = {};
  for (const [field, index] of Object.entries(columns) as [ActionField, number][]) {
    const cell = row.cells[index];
    if (cell) sources[field] = cell.source;
  }
  return sources;
};

/** The kind that the innermost telling group gives its items. */
export const typeOfGroups = (groups: readonly string[]): ActionItem['type'] => {
  for (const group of groups.toReversed()) {
    const type = readType(group);
    if (type) return type;
  }
  return null;
};
