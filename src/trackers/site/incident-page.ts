import type { Why } from '../../record/analysis.ts';
import { derivedFigures, formatMinutes } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { recordName, type TrackedItem } from '../item.ts';
import { text } from '../markup.ts';
import { dataTable, factList, page, section, type Cell } from './page.ts';
import { UNKNOWN } from './periods.ts';
import { BASES, type Repeat } from './recurrence.ts';
import { drawTimeline } from './timeline.ts';

const factsOf = (record: IncidentRecord): [string, string][] => [
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
        .map((why) => `<li><strong>${text(why.question)}</strong>${why.answer === null ? '' : ` ${text(why.answer)}`}${why.answeredBy.length > 0 ? ` → ${text(why.answeredBy.join(', '))}` : ''}${why.acceptedRisk === null ? '' : ` → accepted: ${text(why.acceptedRisk)}`}${whyTree(why.steps)}</li>`)
        .join('')}</ul>`;

/** What names an item on the page of its own incident. */
const shortId = ({ id, incident }: TrackedItem): string => id.slice(incident.id.length + 1);

const tableOf = (caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string => (rows.length === 0 ? '' : dataTable(caption, head, rows));

const repeatRows = (repeats: readonly Repeat[], addressOf: (record: IncidentRecord) => string): Cell[][] =>
  repeats.map(({ recurrence: { basis, name, records }, before }) => [
    BASES[basis].title,
    name,
    String(records.length),
    before === null ? 'the first' : { markup: `<a href="${addressOf(before)}">${text(before.title?.value ?? recordName(before))}</a>` },
  ]);

/** One incident: what its document states, and what follows from that. `addressOf` leads from its page to that of another. */
export const incidentPage = (record: IncidentRecord, items: readonly TrackedItem[], repeats: readonly Repeat[], addressOf: (record: IncidentRecord) => string): string =>
  page(
    record.title?.value ?? recordName(record),
    [
      section('Facts', factList(factsOf(record))),
      section(
        'Timeline',
        drawTimeline(record.timeline) + tableOf('Events as written', ['Time', 'Event', 'Milestone'], record.timeline.map((entry) => [entry.written, entry.text, entry.milestone ?? ''])),
      ),
      section(
        'Derived figures',
        factList(derivedFigures(record.milestones).map(({ name, minutes, approximate }) => [name, minutes === null ? UNKNOWN : `${approximate ? 'about ' : ''}${formatMinutes(minutes)}`])),
      ),
      section('Five whys', whyTree(record.whys)),
      section('LLM variables', tableOf('What moved', ['Variable', 'Before', 'During', 'Moved'], record.variables.map(({ label, before, during, status }) => [label, before ?? '', during ?? '', status ?? UNKNOWN]))),
      section(
        'Action items',
        tableOf('Action items', ['Item', 'Action', 'Owner', 'Due', 'Strength', 'Status'], items.map((item) => [shortId(item), item.title, item.owners.join(', ') || 'nobody', item.due ?? 'no date', item.strength ?? UNKNOWN, item.status])),
      ),
      section('Gates', tableOf('Gates this incident paid for', ['Gate', 'Item', 'State'], items.flatMap((item) => item.gates.map((gate) => [gate, shortId(item), item.gateState])))),
      section('Recurrence', tableOf('What this incident has in common with others, by what the documents state', ['Basis', 'In common', 'Incidents', 'The one before'], repeatRows(repeats, addressOf))),
    ].join(''),
    '<nav aria-label="Site"><a href="../index.html">All incidents</a></nav>\n',
  );
