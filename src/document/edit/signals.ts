import { SIGNAL_COLUMNS } from './columns.ts';
import { cellText, linesAfter } from './markdown-text.ts';
import { SIGNAL_FIELDS, type NewSignal, type SignalField } from './record-edit.ts';
import { addNamedRow, rowAt, setNamedCell, tableHead, tableIn } from './rows.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { removeRow, rowText } from './table.ts';

const HEADERS = ['Metric', 'Normal', 'Incident', 'Unit', 'From', 'To', 'Source'] as const;

export function* addSignal(subject: EditSubject, signal: NewSignal): Generator<Candidate> {
  const section = sectionNamed(subject, 'signals');
  const last = subject.record.signals.at(-1);
  const row = last === undefined ? null : rowAt(subject, last.source.start);
  const table = row?.table ?? (section === null ? null : tableIn(subject, section));
  const hints = section === null ? [] : hintsOf(subject, section);
  if (table !== null) {
    const edit = addNamedRow(subject, table, SIGNAL_COLUMNS, signal, row?.row ?? null);
    if (edit !== null) yield [edit, ...hints];
    return;
  }
  const lines = [...tableHead(HEADERS), rowText(SIGNAL_FIELDS.map((field) => cellText(signal[field] ?? '')))];
  yield section === null ? [addSection(subject, 'signals', lines)] : [linesAfter(subject.document, section.source.end - 1, ['', ...lines]), ...hints];
}

export function* setSignal(subject: EditSubject, index: number, field: SignalField, value: string): Generator<Candidate> {
  const signal = subject.record.signals[index];
  const row = signal === undefined ? null : rowAt(subject, signal.source.start);
  const edit = row === null ? null : setNamedCell(subject, row, SIGNAL_COLUMNS, field, value);
  if (edit !== null) yield [edit];
}

export function* removeSignal(subject: EditSubject, index: number): Generator<Candidate> {
  const signal = subject.record.signals[index];
  const row = signal === undefined ? null : rowAt(subject, signal.source.start);
  if (row !== null) yield [removeRow(subject.document, row.row)];
}
