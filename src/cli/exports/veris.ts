import { UserError } from '../../record/errors.ts';
import { derivedFigures, minutesBetween } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Reporting } from '../../record/reporting.ts';
import type { DetectedBy } from '../../record/vocabulary.ts';
import { jsonText } from './json.ts';
import { assessment } from './llm.ts';
import type { ExportedDocument, ExportFormat } from './registry.ts';
import { inWords, unknownsOf } from './unknown.ts';

const SCHEMA_VERSION = '1.4.0';

const STATES = { confirmed: 'Confirmed', suspected: 'Suspected', 'near-miss': 'Near miss', 'false-positive': 'False positive' } as const satisfies Record<NonNullable<Reporting['security']>['value'], string>;

/** What is stated, else suspected where the document is marked as one about security. */
const securityIncident = ({ path, reporting, tags }: IncidentRecord): string => {
  if (reporting?.security) return STATES[reporting.security.value];
  if (tags.some(({ value }) => value.toLowerCase() === 'security')) return STATES.suspected;
  throw new UserError(`${path} does not say that it is about security, and VERIS describes security incidents only`, {
    hint: 'state it in the front matter: "reporting: { security: confirmed }", or the tag "security"',
  });
};

const DISCOVERY: Readonly<Record<DetectedBy, object>> = {
  alert: { internal: { variety: ['Infrastructure monitoring'] } },
  customer: { external: { variety: ['Customer'] } },
  employee: { internal: { variety: ['Reported by employee'] } },
  automation: { internal: { variety: ['Security alarm'] } },
  external: { external: { variety: ['Unrelated 3rd party'] } },
};

/** `05:45:00 PM`, as the schema asks. */
const twelveHours = (hours: number, minutes: string, seconds: string): string =>
  `${String(hours % 12 === 0 ? 12 : hours % 12).padStart(2, '0')}:${minutes}:${seconds} ${hours < 12 ? 'AM' : 'PM'}`;

/** Year, month, day and time of a wall clock or a date; null where there is no year. */
const occurrence = (wall: string | null): { readonly year: number } | null => {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(wall ?? '');
  if (!match) return null;
  const [, year, month, day, hours, minutes, seconds] = match;
  return {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
    ...(hours !== undefined && { time: twelveHours(Number(hours), minutes ?? '00', seconds ?? '00') }),
  };
};

/** A length in the largest unit that it fills. */
const lengthOf = (minutes: number | null): { readonly unit: string; readonly value?: number } => {
  if (minutes === null || minutes < 0) return { unit: 'Unknown' };
  if (minutes >= 2880) return { unit: 'Days', value: Math.round(minutes / 1440) };
  return minutes >= 120 ? { unit: 'Hours', value: Math.round(minutes / 60) } : { unit: 'Minutes', value: Math.round(minutes) };
};

const incidentOf = ({ record, prose }: ExportedDocument): object => {
  const { milestones, trigger } = record;
  const started = occurrence(milestones.started?.wall ?? record.date?.value ?? null);
  if (started === null) throw new UserError(`${record.path} states no date, and VERIS requires at least the year`, { hint: 'write the date into the title, the timeline or the front matter' });
  const detect = derivedFigures(milestones).find(({ name }) => name === 'time to detect')?.minutes ?? null;
  const contained = milestones.detected && milestones.mitigated ? minutesBetween(milestones.detected, milestones.mitigated) : null;
  const summary = prose('summary') ?? record.title?.value ?? '';
  const unknown = unknownsOf([
    ['summary', summary, 'the section Summary'],
    ['discovery_method', record.detectedBy, 'the front matter, detected_by'],
    ['timeline.discovery', detect, 'the timeline, milestones started and detected'],
    ['timeline.containment', contained, 'the timeline, milestone mitigated'],
    ['security_incident', record.reporting?.security ?? null, 'the front matter, reporting.security'],
    ['action, actor, asset and attribute', null, 'this draft: a record has no threat model'],
    ['victim', null, 'this draft'],
  ]);
  const change = `Set off by: ${trigger.change?.value ?? 'unknown'}, made by: ${trigger.actor?.value ?? 'unknown'}.`;
  const corrective = record.actions.filter(({ status }) => status !== 'dropped').map(({ id, title }) => `${id === null ? '' : `${id}: `}${title}`);
  return {
    schema_version: SCHEMA_VERSION,
    incident_id: record.id?.value ?? record.path,
    security_incident: securityIncident(record),
    summary,
    timeline: { incident: started, discovery: lengthOf(detect), containment: lengthOf(contained) },
    discovery_method: record.detectedBy ? DISCOVERY[record.detectedBy.value] : { unknown: true },
    actor: { unknown: { notes: 'Not stated by the record.' } },
    action: { unknown: { notes: change } },
    asset: { assets: [{ variety: 'Unknown' }], cloud: ['Unknown'] },
    ...(corrective.length > 0 && { corrective_action: corrective.join('\n') }),
    ...(record.links['public'] && { reference: record.links['public'].value }),
    notes: `Draft made from a post-mortem record; to be read by a person before it is shared. Not known: ${inWords(unknown)}.`,
    plus: { draft: true, unknown, ...(record.outcome !== null || record.verdict !== null || record.agent !== null ? { llm: assessment(record) } : {}) },
  };
};

/** Drafts of VERIS incidents (community schema 1.4). */
export const exportVeris: ExportFormat = (documents) => [jsonText(documents.map(incidentOf))];
