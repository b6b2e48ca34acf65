import { LIST_FACTS, SINGLE_FACTS } from '../document/edit/record-edit.ts';
import { derivedFigures, formatMinutes } from '../record/figures.ts';
import { neutralise } from '../record/neutralise.ts';
import type { IncidentRecord, Section } from '../record/record.ts';

/** A part of the document with its rows as they are shown. */
export interface Pane {
  readonly kind: 'facts' | 'timeline' | 'actions' | 'prose';
  readonly title: string;
  readonly rows: readonly string[];
  /** Under the rows: what follows from them. */
  readonly below: string;
  /** Where it stands in the text; null where the document has no such part. */
  readonly section: Section | null;
}

const FACTS = ['title', 'severity', 'status', 'id', 'date', 'timezone', 'services', 'environments', 'authors', 'reviewers', 'tags', 'detected_by', 'trigger.change', 'trigger.actor', 'trigger.ref'] as const satisfies readonly ((typeof SINGLE_FACTS)[number] | (typeof LIST_FACTS)[number])[];
export type ShownFact = (typeof FACTS)[number];

export const factAt = (row: number): ShownFact | undefined => FACTS[row];

/** A fact's value as people type it, commas between the values of a list. */
export const factValue = (record: IncidentRecord, fact: ShownFact): string => {
  switch (fact) {
    case 'detected_by': return record.detectedBy?.value ?? '';
    case 'trigger.change': return record.trigger.change?.value ?? '';
    case 'trigger.actor': return record.trigger.actor?.value ?? '';
    case 'trigger.ref': return record.trigger.ref?.value ?? '';
    case 'services': case 'environments': case 'authors': case 'reviewers': case 'tags': return record[fact].map(({ value }) => value).join(', ');
    default: return record[fact]?.value ?? '';
  }
};

const entryRows = ({ timeline }: IncidentRecord): string[] =>
  timeline.map(({ wall, written, milestone, text }) => `${(wall ?? written).replace('T', ' ').padEnd(16)} ${(milestone ?? '').padEnd(12)} ${text}`);

const actionRows = ({ actions }: IncidentRecord): string[] =>
  actions.map(({ id, title, owners, due, statusWritten }) => `${(id ?? '–').padEnd(6)} ${owners.join(', ') || 'no owner'} · ${due ?? 'no date'} · ${statusWritten ?? 'open'} · ${title}`);

const figures = ({ milestones }: IncidentRecord): string =>
  derivedFigures(milestones).flatMap(({ name, minutes }) => (minutes === null ? [] : [`${name} ${formatMinutes(minutes)}`])).join(' · ');

/** The parts of a document, its facts first, then in the order of the text. */
export const panesOf = (record: IncidentRecord, text: string): readonly Pane[] => {
  const section = (name: Section['name']): Section | null => record.sections.find((known) => known.name === name) ?? null;
  const panes: Pane[] = [
    { kind: 'facts', title: 'Facts', rows: FACTS.map((fact) => `${fact.padEnd(15)} ${factValue(record, fact) || '–'}`), below: '', section: null },
    { kind: 'timeline', title: `Timeline ${record.timeline.length}`, rows: entryRows(record), below: figures(record), section: section('timeline') },
    { kind: 'actions', title: `Action items ${record.actions.length}`, rows: actionRows(record), below: '', section: section('actions') },
    ...record.sections
      .filter(({ name }) => name !== 'timeline' && name !== 'actions')
      .map((prose): Pane => ({ kind: 'prose', title: prose.title, rows: text.slice(prose.contentSource.start, prose.contentSource.end).trim().split(/\r?\n/), below: '', section: prose })),
  ];
  return panes.map((pane) => ({ ...pane, title: neutralise(pane.title), rows: pane.rows.map(neutralise) }));
};
