import { LLM_VARIABLES, VARIABLE_LABELS, type LlmVariableKey } from '../../record/vocabulary.ts';
import { VARIABLE_COLUMNS } from './columns.ts';
import { cellText, linesAfter } from './markdown-text.ts';
import type { VariableValues } from './record-edit.ts';
import { addNamedRow, rowAt, setNamedCell, tableHead, tableIn } from './rows.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { removeRow, rowText } from './table.ts';

const HEADERS = ['Variable', 'Before', 'During', 'Moved', 'Changed at', 'Evidence'] as const;
const COLUMNS = ['before', 'during', 'moved', 'changedAt', 'evidence'] as const;

const STATUS_WORDS = { changed: 'yes', unchanged: 'no', unknown: 'unknown', 'not-applicable': 'n/a' } as const;

/** The Moved cell: the status, and the reason where one is given. */
export const movedText = ({ status, reason }: VariableValues): string =>
  status === undefined ? '' : reason ? `${STATUS_WORDS[status]}: ${reason}` : STATUS_WORDS[status];

const cellsOf = (values: VariableValues): Readonly<Partial<Record<(typeof COLUMNS)[number], string>>> => ({
  ...(values.before !== undefined && { before: values.before }),
  ...(values.during !== undefined && { during: values.during }),
  ...(values.status !== undefined && { moved: movedText(values) }),
  ...(values.changedAt !== undefined && { changedAt: values.changedAt }),
  ...(values.evidence !== undefined && { evidence: values.evidence }),
});

/** Sets the named cells of a variable's row; adds the row, or the whole table with its ten rows, where there is none. */
export function* setVariable(subject: EditSubject, key: LlmVariableKey, values: VariableValues): Generator<Candidate> {
  const { document, record } = subject;
  const section = sectionNamed(subject, 'llm_variables');
  const hints = section === null ? [] : hintsOf(subject, section);
  const cells = cellsOf(values);
  const variable = record.variables.find((row) => row.key === key);
  const row = variable === undefined ? null : rowAt(subject, variable.source.start);
  if (row !== null) {
    const edits = COLUMNS.flatMap((column) => {
      const value = cells[column];
      return value === undefined ? [] : [setNamedCell(subject, row, VARIABLE_COLUMNS, column, value)];
    });
    if (edits.every((edit) => edit !== null)) yield [...edits, ...hints];
    return;
  }
  const table = section === null ? null : tableIn(subject, section);
  if (table !== null) {
    const last = record.variables.at(-1);
    const edit = addNamedRow(subject, table, VARIABLE_COLUMNS, { label: VARIABLE_LABELS[key], ...cells }, last === undefined ? null : (rowAt(subject, last.source.start)?.row ?? null));
    if (edit !== null) yield [edit, ...hints];
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
