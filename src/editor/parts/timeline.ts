import { wallOf } from '../../document/edit/answers.ts';
import { ENTRY_FIELDS } from '../../document/edit/record-edit.ts';
import { dateOfWall } from '../../document/time/wall.ts';
import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { MILESTONES } from '../../record/vocabulary.ts';
import { quickEntry } from '../quick-entry.ts';
import { isOneOf, type Ask, type Part, type Row } from './part.ts';

const FIELDS = [
  { name: 'event', label: 'event', why: 'What happened or was seen, so that somebody who was not there can follow; who did what and what made sense then.', example: 'pager fires on the 5xx ratio' },
  { name: 'time', label: 'time', why: 'When it happened, not when it was written down.', example: '2026-04-25 00:37' },
  { name: 'milestone', label: 'milestone', why: 'Times to detect, mitigate and resolve are computed from these; never typed.', example: 'detected', choices: MILESTONES },
  { name: 'actor', label: 'actor', why: 'The role that acted, where it matters for the story.', example: 'on-call' },
  { name: 'evidence', label: 'evidence', why: 'Where a reader can see it: a dashboard, a thread, a log line.', example: '[alert](https://alerts.example.com/812)' },
] as const satisfies readonly Ask[];

const ENTRY: Ask = { name: 'entry', label: 'entry', why: 'The time (0037, now, 20 minutes ago, yesterday 23:50 PT), then what happened.', example: '0037 pager fires on the 5xx ratio' };

const timeOf = ({ wall, written }: TimelineEntry): string => (wall === null ? written : (/T(.+)$/.exec(wall)?.[1] ?? wall));

/** Minutes since the start as `+47m`, at the milestones. */
const sinceStart = ({ milestones }: IncidentRecord, entry: TimelineEntry): string => {
  const { started } = milestones;
  const minutes = entry.milestone === null || started === undefined ? null : minutesBetween(started, entry);
  return minutes === null || minutes === 0 ? '' : `${minutes > 0 ? '+' : ''}${formatMinutes(minutes)}`;
};

const rowsOf = (record: IncidentRecord): Row[] => {
  let day: string | null = null;
  return record.timeline.map((entry) => {
    const date = dateOfWall(entry.wall);
    const heading = date !== null && date !== day ? date : null;
    day = date ?? day;
    return {
      cells: [timeOf(entry), entry.milestone ?? '', sinceStart(record, entry), entry.text].map(neutralise),
      ...(heading !== null && { heading }),
      key: `${entry.wall ?? entry.written} ${entry.text}`,
      place: entry.itemSource,
    };
  });
};

export const timeline: Part = {
  name: 'timeline',
  title: 'Timeline',
  section: 'timeline',
  why: 'The story in the order in which it happened. Begin with the change that set it off, even if nobody knew of it then.',
  rows: ({ record }) => rowsOf(record),
  widths: () => [9, 10, 7, 0],
  fields: () => FIELDS,
  value: (record, row, field) => {
    const entry = record.timeline[row];
    if (entry === undefined) return '';
    if (field === 'time') return entry.wall?.replace(/^T/, '').replace('T', ' ') ?? entry.written;
    if (field === 'event') return entry.text;
    if (field === 'evidence') return entry.evidence.map(({ text, url }) => `[${text}](${url})`).join(' ');
    return (field === 'milestone' ? entry.milestone : entry.actor) ?? '';
  },
  change: (_, row, field, value) => (isOneOf(ENTRY_FIELDS, field) ? [{ kind: 'set-entry', index: row, field, value: field === 'time' ? wallOf(value.trim()) : value }] : []),
  adding: [ENTRY],
  add: (record, _, { entry = '' }, now) => [{ kind: 'add-entry', entry: quickEntry(record, entry, now) }],
  remove: (record, row) => (record.timeline[row] ? { kind: 'remove-entry', index: row } : null),
};
