import type { LlmVariable } from '../../record/llm.ts';
import type { VariableStatus } from '../../record/vocabulary.ts';
import type { Reading } from '../reading.ts';
import { readAnswers, withoutAnswers } from '../references.ts';
import { readMoment } from '../signals/read-signals.ts';
import { cellOf, findColumns, type Columns } from '../tables/columns.ts';
import { cellLinks, readTable, type TableRow, type TableView } from '../tables/table.ts';
import { isFieldHeading } from './field-list.ts';
import { readVariableLabel } from './labels.ts';

const COLUMN_NAMES = {
  label: ['variable', 'variables', 'what', 'key', 'name', 'dimension', '変数', '变量', 'variabel'],
  before: ['before', 'normal', 'baseline', 'previous', 'prior', 'old', '変更前', '之前', 'vorher', 'avant', 'antes', 'før'],
  during: ['during', 'incident', 'during incident', 'after', 'new', 'current', '障害時', '期间', 'während', 'nachher', 'pendant', 'durante', 'under'],
  moved: ['moved', 'moved?', 'changed', 'changed?', 'status', 'did it move', '変化', '变化', 'geändert', 'modifié', 'cambió', 'mudou', 'endret'],
  changedAt: ['changed at', 'when', 'moved at', 'change time', 'time', '変更日時', '变更时间', 'geändert am', 'modifié le', 'endret når'],
  evidence: ['evidence', 'source', 'proof', 'how do we know', '根拠', '证据', 'beleg', 'nachweis', 'preuve', 'evidencia', 'evidência', 'bevis'],
} as const;
type VariableColumns = Columns<keyof typeof COLUMN_NAMES>;

const STATUS_WORDS: readonly (readonly [VariableStatus, RegExp])[] = [
  ['not-applicable', /^(?:n\/?a|not applicable|none|does not apply|entfällt|該当なし|不适用|sans objet|no aplica)(?![\p{L}\d])/iu],
  ['unknown', /^(?:unknown|\?+|not known|unclear|not recorded|not logged|unbekannt|不明|未知|inconnu|desconocido|desconhecido|ukjent)(?![\p{L}\d])/iu],
  ['unchanged', /^(?:no|unchanged|not changed|did not (?:move|change)|same|nein|unverändert|なし|いいえ|変化なし|否|未变|non|nei|não|❌)(?![\p{L}\d])/iu],
  ['changed', /^(?:yes|changed|moved|ja|geändert|はい|変更|是|已变|oui|sí|sim|endret|✅)(?![\p{L}\d])/iu],
];

/** What the Moved cell says: the status and, behind it, the reason. */
export const readMoved = (text: string): { readonly status: VariableStatus | null; readonly reason: string | null } => {
  const words = withoutAnswers(text.trim());
  for (const [status, pattern] of STATUS_WORDS) {
    const match = pattern.exec(words);
    if (match) return { status, reason: words.slice(match[0].length).replace(/^[\s:;,.(–—-]+|[\s)]+$/g, '') || null };
  }
  return { status: null, reason: null };
};

/** The rows of the LLM variables tables whose label names one of the ten variables. */
export const readVariables = (reading: Reading): LlmVariable[] =>
  reading.sections
    .filter(({ section }) => section.name === 'llm_variables')
    .flatMap(({ entries, blocks }) => (entries.length === 0 ? blocks : entries.flatMap((entry) => (isFieldHeading(entry) ? [] : entry.blocks))))
    .flatMap((block) => (block.type === 'table' ? readVariableTable(reading, readTable(reading.document, block)) : []));

const readVariableTable = (reading: Reading, table: TableView): LlmVariable[] => {
  const found = findColumns(table, COLUMN_NAMES);
  const columns: VariableColumns = { label: 0, ...found };
  if (found.before === undefined && found.during === undefined && found.moved === undefined) return [];
  return table.rows.flatMap((row) => readRow(reading, row, columns) ?? []);
};

const readRow = (reading: Reading, row: TableRow, columns: VariableColumns): LlmVariable | null => {
  const text = (column: keyof VariableColumns): string => cellOf(row, columns, column)?.text ?? '';
  const key = readVariableLabel(text('label'));
  if (key === null) return null;
  const changedAt = text('changedAt');
  return {
    key,
    label: text('label'),
    before: text('before') || null,
    during: text('during') || null,
    ...readMoved(text('moved')),
    changedAt: readMoment(changedAt),
    changedAtWritten: changedAt || null,
    answeredBy: readAnswers(row.cells.map((cell) => cell.text).join('\n')).answeredBy,
    evidence: cellLinks(reading.document, cellOf(row, columns, 'evidence')),
    evidenceText: text('evidence') || null,
    source: row.source,
    cells: Object.fromEntries(
      (Object.entries(columns) as [keyof VariableColumns, number][]).flatMap(([column, at]) => {
        const cell = row.cells[at];
        return cell ? [[column, cell.source]] : [];
      }),
    ),
  };
};
