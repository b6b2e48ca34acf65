import type { Why } from '../../record/analysis.ts';
import { derivedFigures, formatMinutes } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { recordName, type TrackedItem } from '../item.ts';
import { text } from '../markup.ts';
import { dataTable, page, section } from './page.ts';
import { drawTimeline } from './timeline.ts';

const UNKNOWN = 'unknown';

const factRows = (record: IncidentRecord): string[][] => [
  ['Date', record.date?.value ?? UNKNOWN],
  ['Severity', record.severity?.value ?? UNKNOWN],
  ['Status', record.status?.value ?? UNKNOWN],
  ['Services', record.services.map(({ value }) => value).join(', ') || UNKNOWN],
  ['Detected by', record.detectedBy?.value ?? UNKNOWN],
  ['Triggering change', record.trigger.change?.value ?? UNKNOWN],
  ['Document', record.path],
];

const whyTree = (whys: readonly Why[]): string =>
  whys.length === 0
    ? ''
    : `<ul>${whys
        .map((why) => `<li>${text(why.question)}${why.answer === null ? '' : ` — ${text(why.answer)}`}${why.answeredBy.length > 0 ? ` → ${text(why.answeredBy.join(', '))}` : ''}${why.acceptedRisk === null ? '' : ` → accepted: ${text(why.acceptedRisk)}`}${whyTree(why.steps)}</li>`)
        .join('')}</ul>`;

const tableOf = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string => (rows.length === 0 ? '' : dataTable(caption, head, rows));

/** One incident: what its document states, and what follows from that. */
export const incidentPage = (record: IncidentRecord, items: readonly TrackedItem[]): string =>
  page(
    record.title?.value ?? recordName(record),
    [
      section('Facts', dataTable('What the document states', ['Fact', 'Value'], factRows(record))),
      section(
        'Timeline',
        drawTimeline(record.timeline) + tableOf('Events as written', ['Time', 'Milestone', 'Event'], record.timeline.map((entry) => [entry.written, entry.milestone ?? '', entry.text])),
      ),
      section(
        'Derived figures',
        dataTable('From the milestones', ['Figure', 'Length'], derivedFigures(record.milestones).map(({ name, minutes, approximate }) => [name, minutes === null ? UNKNOWN : `${approximate ? 'about ' : ''}${formatMinutes(minutes)}`])),
      ),
      section('Five whys', whyTree(record.whys)),
      section('LLM variables', tableOf('What moved', ['Variable', 'Before', 'During', 'Moved'], record.variables.map(({ label, before, during, status }) => [label, before ?? '', during ?? '', status ?? UNKNOWN]))),
      section(
        'Action items',
        tableOf('Action items', ['Item', 'Action', 'Owner', 'Due', 'Strength', 'Status'], items.map((item) => [item.id, item.title, item.owners.join(', ') || 'nobody', item.due ?? 'no date', item.strength ?? UNKNOWN, item.status])),
      ),
      section('Gates', tableOf('Gates this incident paid for', ['Gate', 'Item', 'State'], items.flatMap((item) => item.gates.map((gate) => [gate, item.id, item.gateState])))),
    ].join(''),
    '<nav aria-label="Site"><a href="../index.html">All incidents</a></nav>\n',
  );
