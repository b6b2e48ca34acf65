import { SIGNAL_FIELDS } from '../../document/edit/record-edit.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { Signal } from '../../record/signal.ts';
import { isOneOf, type Ask, type Part } from './part.ts';

const FIELDS = [
  { name: 'metric', label: 'metric', why: 'The name under which it can be looked up; gates are replayed on it.', example: 'http_5xx_ratio' },
  { name: 'normal', label: 'normal', why: 'What it shows on a good day: a gate that fires on this is noise.', example: '0.002' },
  { name: 'incident', label: 'incident', why: 'What it showed then: a gate that stays silent on this would not have helped.', example: '0.052' },
  { name: 'unit', label: 'unit', why: 'So that 5 % and 0.05 are not mixed up.', example: 'ratio' },
  { name: 'from', label: 'from', why: 'When it began to differ.', example: '2026-04-24 23:50' },
  { name: 'to', label: 'to', why: 'When it was back.', example: '2026-04-25 00:48' },
  { name: 'source', label: 'source', why: 'Where a reader can see it.', example: '[dashboard](https://grafana.example.com/d/orders)' },
] as const satisfies readonly Ask[];

const valueOf = (signal: Signal, field: string): string => {
  switch (field) {
    case 'metric': return signal.metric;
    case 'normal': return signal.normal.written;
    case 'incident': return signal.incident.written;
    case 'unit': return signal.unit ?? '';
    case 'from': return signal.from?.replace('T', ' ') ?? '';
    case 'to': return signal.to?.replace('T', ' ') ?? '';
    default: return signal.evidence.map(({ text, url }) => `[${text}](${url})`).join(' ');
  }
};

export const signals: Part = {
  name: 'signals',
  title: 'Signals',
  section: 'signals',
  why: 'What the instruments showed, normally and during the incident. Gates are replayed on these figures.',
  rows: ({ record }) =>
    record.signals.map((signal) => ({ cells: [signal.metric, `${signal.normal.written || '–'} → ${signal.incident.written || '–'}`, signal.unit ?? ''].map(neutralise), place: signal.source })),
  widths: () => [28, 24, 0],
  fields: () => FIELDS,
  value: (record, row, field) => (record.signals[row] === undefined ? '' : valueOf(record.signals[row], field)),
  change: (_, row, field, value) => (isOneOf(SIGNAL_FIELDS, field) ? [{ kind: 'set-signal', index: row, field, value }] : []),
  adding: FIELDS,
  add: (_, __, { metric, ...others }) => {
    if (metric === undefined) throw new UserError('a signal needs the name of its metric');
    return [{ kind: 'add-signal', signal: { metric, ...others } }];
  },
  remove: (record, row) => (record.signals[row] ? { kind: 'remove-signal', index: row } : null),
};
