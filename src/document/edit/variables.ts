import type { Table } from 'mdast';
import { UserError } from '../../record/errors.ts';
import type { LlmVariable } from '../../record/llm.ts';
import { LLM_VARIABLES, VARIABLE_LABELS, type LlmVariableKey } from '../../record/vocabulary.ts';
import { findColumns } from '../tables/columns.ts';
import { readTable } from '../tables/table.ts';
import { VARIABLE_COLUMNS } from './columns.ts';
import { cellText, linesAfter } from './markdown-text.ts';
import type { VariableValues } from './record-edit.ts';
import { rowAt, tableHead, tableIn } from './rows.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { addColumns, addRow, removeRow, rowText, setCells } from './table.ts';

const HEADERS = ['Variable', 'Before', 'During', 'Moved', 'Changed at', 'Evidence'] as const;
const COLUMNS = ['before', 'during', 'moved', 'changedAt', 'evidence'] as const;

const STATUS_WORDS = { changed: 'yes', unchanged: 'no', unknown: 'unknown', 'not-applicable': 'n/a' } as const;

const ARROW = /→|->|=>|⇒/u;
const ARROW_FIRST = /^(?:→|->|=>|⇒)/u;

/** The Moved cell: the status, and the reason where one is given. */
export const movedText = ({ status, reason }: VariableValues): string =>
  status === undefined ? '' : reason ? `${STATUS_WORDS[status]}${ARROW_FIRST.test(reason) ? '' : ':'} ${reason}` : STATUS_WORDS[status];

/** What the Moved cell becomes: a reason goes with the status that it explains, and action items named behind it stay with it. */
const withStatus = ({ document }: EditSubject, values: VariableValues, variable: LlmVariable | undefined): VariableValues => {
  if (values.status === undefined && values.reason === undefined) return values;
  const status = values.status ?? variable?.status ?? null;
  if (status === null) throw new UserError('the reason stands behind the status', { hint: 'say first whether the variable moved' });
  if (values.reason === undefined && status !== variable?.status) return { ...values, status };
  const cell = variable?.cells.moved;
  const reason = values.reason ?? variable?.reason ?? '';
  const answers = cell === undefined || ARROW.test(reason) ? '' : (/(?:→|->|=>|⇒).*/su.exec(document.text.slice(cell.start, cell.end))?.[0] ?? '');
  return { ...values, status, reason: `${reason} ${answers}`.trim() };
};

const cellsOf = (values: VariableValues): Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> => ({
  ...(values.before !== undefined && { before: values.before }),
  ...(values.during !== undefined && { during: values.during }),
  ...(values.status !== undefined && { moved: movedText(values) }),
  ...(values.changedAt !== undefined && { changedAt: values.changedAt }),
  ...(values.evidence !== undefined && { evidence: values.evidence }),
});

/** Which column each value goes into; columns that the table lacks are added behind its last. */
const columnsFor = ({ document }: EditSubject, table: Table, cells: ReturnType<typeof cellsOf>): { readonly added: readonly string[]; readonly values: ReadonlyMap<number, string> } | null => {
  const view = readTable(document, table);
  const found = findColumns(view, VARIABLE_COLUMNS);
  if (found.label === undefined) return null;
  const missing = COLUMNS.filter((column) => found[column] === undefined && (cells[column] ?? '') !== '');
  const at = (column: (typeof COLUMNS)[number]): number => found[column] ?? view.header.length + missing.indexOf(column);
  return {
    added: missing.map((column) => HEADERS[COLUMNS.indexOf(column) + 1] ?? column),
    values: new Map(COLUMNS.flatMap((column): [number, string][] => (cells[column] === undefined || (found[column] === undefined && !missing.includes(column)) ? [] : [[at(column), cells[column]]]))),
  };
};

/** Sets the named cells of a variable's row; adds the row, or the whole table with its ten rows, where there is none. */
export function* setVariable(subject: EditSubject, key: LlmVariableKey, values: VariableValues): Generator<Candidate> {
  const { document, record } = subject;
  const section = sectionNamed(subject, 'llm_variables');
  const hints = section === null ? [] : hintsOf(subject, section);
  const variable = record.variables.find((row) => row.key === key);
  const cells = cellsOf(withStatus(subject, values, variable));
  const row = variable === undefined ? null : rowAt(subject, variable.source.start);
  if (row !== null) {
    const columns = columnsFor(subject, row.table, cells);
    if (columns !== null) yield [...addColumns(document, row.table, columns.added), ...setCells(document, row.row, columns.values), ...hints];
    return;
  }
  const last = record.variables.at(-1);
  const lastRow = last === undefined ? null : rowAt(subject, last.source.start);
  const table = lastRow?.table ?? (section === null ? null : tableIn(subject, section));
  const columns = table === null ? null : columnsFor(subject, table, cells);
  // Without a column of variables it is another table that stands first in the section, of the outcome say.
  if (table !== null && columns !== null) {
    const view = readTable(document, table);
    const label = findColumns(view, VARIABLE_COLUMNS).label ?? 0;
    const texts = Array.from({ length: view.header.length + columns.added.length }, (_, column) => (column === label ? VARIABLE_LABELS[key] : (columns.values.get(column) ?? '')));
    yield [...addColumns(document, table, columns.added), addRow(document, table, texts, lastRow?.row ?? null), ...hints];
    return;
  }
  const lines = [
    ...tableHead(HEADERS),
    ...LLM_VARIABLES.map((name) => rowText([VARIABLE_LABELS[name], ...COLUMNS.map((column) => (name === key ? cellText(cells[column] ?? '') : ''))])),
  ];
  yield section === null ? [addSection(subject, 'llm_variables', lines)] : [linesAfter(document, section.source.end - 1, ['', ...lines]), ...hints];
}

export function* removeVariable(subject: EditSubject, key: LlmVariableKey): Generator<Candidate> {
  const variable = subject.record.variables.find((row) => row.key === key);
  const row = variable === undefined ? null : rowAt(subject, variable.source.start);
  if (row !== null) yield [removeRow(subject.document, row.row)];
}
