import type { ColumnNames } from '../tables/columns.ts';
import type { EntryField, SignalField } from './record-edit.ts';

/** Headers of the canonical tables, and the ones into which a new value may be written in adopted tables. */
export const ENTRY_COLUMNS = {
  time: ['time', 'timestamp', 'when', 'date and time', 'datetime', 'date', '時刻', 'zeit', 'uhrzeit', 'tid', 'tidspunkt'],
  milestone: ['milestone', 'phase', 'stage'],
  event: ['event', 'description', 'what', 'what happened', 'action', 'details', 'イベント', 'ereignis', 'hendelse'],
  actor: ['actor', 'who', 'by', 'person'],
  evidence: ['evidence', 'link', 'links', 'source', 'reference'],
} as const satisfies ColumnNames<EntryField>;

export const SIGNAL_COLUMNS = {
  metric: ['metric', 'signal'],
  normal: ['normal', 'baseline', 'before'],
  incident: ['incident', 'during'],
  unit: ['unit'],
  from: ['from'],
  to: ['to'],
  source: ['source', 'evidence'],
} as const satisfies ColumnNames<SignalField>;

export const VARIABLE_COLUMNS = {
  label: ['variable'],
  before: ['before'],
  during: ['during', 'after'],
  moved: ['moved', 'changed', 'status'],
  changedAt: ['changed at'],
  evidence: ['evidence'],
} as const;
