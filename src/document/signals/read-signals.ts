import type { Signal } from '../../record/signal.ts';
import type { Wall } from '../../record/time.ts';
import { parseMoment } from '../time/moment.ts';
import type { Reading } from '../reading.ts';
import { cellOf, findColumns, type Columns } from '../tables/columns.ts';
import { cellLinks, readTable, type TableRow, type TableView } from '../tables/table.ts';
import { readFigure } from './figure.ts';

const COLUMN_NAMES = {
  metric: ['metric', 'signal', 'name', 'indicator', 'measure', 'series', 'sli', 'メトリクス', '指標', '指标', 'metrik', 'kennzahl', 'métrique', 'métrica', 'metrikk'],
  normal: ['normal', 'baseline', 'usual', 'before', 'expected', 'steady state', 'normally', '通常', '通常時', '正常', 'normalwert', 'vorher', 'habitual'],
  incident: ['incident', 'during', 'during incident', 'during the incident', 'observed', 'actual', 'peak', 'value', '障害時', '発生時', '故障时', '事件期间', 'während', 'vorfall', 'hendelse', 'pendant', 'durante', 'incidente'],
  unit: ['unit', 'units', '単位', '单位', 'einheit', 'unité', 'unidad', 'unidade', 'enhet'],
  from: ['from', 'start', 'since', 'begin', '開始', '开始', 'von', 'ab', 'fra', 'de', 'desde', 'début'],
  to: ['to', 'end', 'until', '終了', '结束', 'bis', 'til', 'à', 'hasta', 'até', 'fin'],
  source: ['source', 'dashboard', 'evidence', 'link', 'query', 'ソース', '出典', '来源', 'quelle', 'kilde', 'fuente', 'fonte'],
} as const;

/** The rows of the Signals tables: what the instruments showed, normally and during the incident. */
export const readSignals = (reading: Reading): Signal[] =>
  reading.sections
    .filter(({ section }) => section.name === 'signals')
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'table' ? readSignalTable(reading, readTable(reading.document, block)) : [])));

const signalColumns = (table: TableView): Columns<keyof typeof COLUMN_NAMES> | null => {
  const columns = findColumns(table, COLUMN_NAMES);
  return columns.metric === undefined || (columns.normal === undefined && columns.incident === undefined) ? null : columns;
};

const readSignalTable = (reading: Reading, table: TableView): Signal[] => {
  const columns = signalColumns(table);
  if (columns === null) return [];
  const readRow = (row: TableRow): Signal => {
    const { document } = reading;
    const missing = document.lines.source(row.source.end, row.source.end);
    return {
      metric: cellOf(row, columns, 'metric')?.text ?? '',
      normal: readFigure(cellOf(row, columns, 'normal'), missing),
      incident: readFigure(cellOf(row, columns, 'incident'), missing),
      unit: cellOf(row, columns, 'unit')?.text || null,
      from: readMoment(cellOf(row, columns, 'from')?.text ?? ''),
      to: readMoment(cellOf(row, columns, 'to')?.text ?? ''),
      evidence: cellLinks(document, cellOf(row, columns, 'source')),
      source: row.source,
    };
  };
  return table.rows.filter((row) => (cellOf(row, columns, 'metric')?.text ?? '') !== '').map(readRow);
};

/** The wall clock that a cell opens with; null where it opens with none. */
export const readMoment = (text: string): Wall => parseMoment(text)?.wall ?? null;

/** True for a table that says what something measured, normally or during the incident. */
export const isSignalTable = (table: TableView): boolean => signalColumns(table) !== null;
