import { LIST_FACTS, SINGLE_FACTS } from '../../document/edit/record-edit.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { ACTORS, CHANGE_KINDS, DETECTED_BY, STATUSES } from '../../record/vocabulary.ts';
import { isOneOf, type Ask, type Part } from './part.ts';

const ASKS = [
  { name: 'title', label: 'title', why: 'The one line that people will search for: what failed, for whom.', example: 'Checkout timed out for EU customers' },
  { name: 'severity', label: 'severity', why: 'How bad it was, on the scale that everybody here uses.', example: 'SEV2', choices: 'severities' },
  { name: 'status', label: 'status', why: 'A draft may have gaps; a final one is held to all rules.', example: 'review', choices: STATUSES },
  { name: 'id', label: 'id', why: 'How other documents and trackers name this incident.', example: '2026-04-24-checkout-timeouts' },
  { name: 'date', label: 'date', why: 'The day on which it began; bare times of the timeline count from it.', example: '2026-04-24' },
  { name: 'timezone', label: 'time zone', why: 'How times without a zone are read.', example: 'UTC' },
  { name: 'services', label: 'services', why: 'What broke, by the names that its owners use; commas between.', example: 'checkout, payments' },
  { name: 'environments', label: 'environments', why: 'Where it broke; commas between.', example: 'production-eu' },
  { name: 'authors', label: 'authors', why: 'Who writes this; commas between.', example: '@mira-holt' },
  { name: 'reviewers', label: 'reviewers', why: 'Who read it critically before it counts as final; commas between.', example: '@li-wen' },
  { name: 'tags', label: 'tags', why: 'Words that collect similar incidents; `llm` asks for the ten variables.', example: 'llm, rollback' },
  { name: 'detected_by', label: 'detected by', why: 'A customer who was faster than the alert is a finding of its own.', example: 'alert', choices: DETECTED_BY },
  { name: 'trigger.change', label: 'trigger: change', why: 'What kind of change set it off; none where nothing had changed.', example: 'deploy', choices: CHANGE_KINDS },
  { name: 'trigger.actor', label: 'trigger: actor', why: 'Not who is to blame: whether a person, automation or an agent made the change.', example: 'automation', choices: ACTORS },
  { name: 'trigger.ref', label: 'trigger: link', why: 'Where the change can be seen.', example: 'https://github.com/acme/shop/pull/812' },
] as const satisfies readonly Ask[];

type ShownFact = (typeof ASKS)[number]['name'];

/** A fact's value as people type it, commas between the values of a list. */
const factValue = (record: IncidentRecord, fact: ShownFact): string => {
  switch (fact) {
    case 'detected_by': return record.detectedBy?.value ?? '';
    case 'trigger.change': return record.trigger.change?.value ?? '';
    case 'trigger.actor': return record.trigger.actor?.value ?? '';
    case 'trigger.ref': return record.trigger.ref?.value ?? '';
    case 'services': case 'environments': case 'authors': case 'reviewers': case 'tags': return record[fact].map(({ value }) => value).join(', ');
    default: return record[fact]?.value ?? '';
  }
};

const factSource = (record: IncidentRecord, fact: ShownFact): { readonly start: number; readonly end: number } | null => {
  switch (fact) {
    case 'detected_by': return record.detectedBy?.source ?? null;
    case 'trigger.change': return record.trigger.change?.source ?? null;
    case 'trigger.actor': return record.trigger.actor?.source ?? null;
    case 'trigger.ref': return record.trigger.ref?.source ?? null;
    case 'services': case 'environments': case 'authors': case 'reviewers': case 'tags': return record[fact][0]?.source ?? null;
    default: return record[fact]?.source ?? null;
  }
};

export const facts: Part = {
  name: 'facts',
  title: 'Facts',
  section: null,
  why: 'Who, what and how bad.',
  rows: ({ record }) => ASKS.map(({ name, label }) => ({ cells: [label, neutralise(factValue(record, name)) || '–'], place: factSource(record, name) })),
  widths: () => [16, 0],
  fields: (_, row) => (ASKS[row] === undefined ? [] : [ASKS[row]]),
  value: (record, row) => (ASKS[row] === undefined ? '' : factValue(record, ASKS[row].name)),
  change: (_, row, __, value) => {
    const name = ASKS[row]?.name;
    if (name === undefined) return [];
    if (isOneOf(LIST_FACTS, name)) return [{ kind: 'set-list', fact: name, values: value.split(',').map((item) => item.trim()).filter((item) => item !== '') }];
    return isOneOf(SINGLE_FACTS, name) ? [{ kind: 'set-fact', fact: name, value: value.trim() === '' ? null : value.trim() }] : [];
  },
  adding: [],
  add: () => [],
  remove: () => null,
};
