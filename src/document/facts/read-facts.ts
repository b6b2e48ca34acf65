import type { IncidentRecord } from '../../record/record.ts';
import type { Fact, Source } from '../../record/source.ts';
import { ACTORS, CHANGE_KINDS, DETECTED_BY, STATUSES } from '../../record/vocabulary.ts';
import type { FrontMatterNode } from '../front-matter.ts';
import type { Reading } from '../reading.ts';
import { parseDateOf } from '../time/parse-date.ts';
import { scanStamp } from '../time/stamp.ts';
import { findZone } from '../time/zones.ts';
import { readFields, type Field } from './fields.ts';
import { checkFrontMatter, firstOf, listFacts, mapEntries, textFact } from './front-matter-facts.ts';
import { dateOfFileName, dateOfName } from './file-name.ts';
import { factOfLabel, type LabelledFact } from './labels.ts';
import { readReporting } from './read-reporting.ts';
import { readTitle } from './title.ts';
import { levelInTitle, readDetectedBy, readLevel, readStatus, splitNames } from './values.ts';

/** What a document states about the incident as a whole. */
export type Facts = Pick<
  IncidentRecord,
  'format' | 'id' | 'title' | 'date' | 'status' | 'severity' | 'timezone' | 'services' | 'environments' | 'authors' | 'reviewers' | 'detectedBy' | 'trigger' | 'links' | 'tags' | 'reporting' | 'restated'
>;

type LabelledFields = ReadonlyMap<LabelledFact, Field>;

const byFact = (fields: readonly Field[]): LabelledFields => {
  const labelled = new Map<LabelledFact, Field>();
  for (const field of fields) {
    const fact = factOfLabel(field.label);
    if (fact !== null && !labelled.has(fact)) labelled.set(fact, field);
  }
  return labelled;
};

const fact = <Value>(value: Value | null | undefined, source: Source): Fact<Value> | null => (value == null ? null : { value, source });

const oneOf = <Value extends string>(values: readonly Value[], stated: Fact<string> | null): Fact<Value> | null =>
  stated && fact(values.find((value) => value === stated.value.toLowerCase()), stated.source);

/** Narrows a field's place to the part of it that states the value. */
const part = (reading: Reading, field: Field, written: string): Source => {
  const at = reading.document.text.indexOf(written, field.source.start);
  return at >= 0 && at + written.length <= field.source.end ? reading.document.lines.source(at, at + written.length) : field.source;
};

const names = (reading: Reading, node: FrontMatterNode | undefined, field: Field | undefined): Fact<string>[] => {
  const stated = listFacts(node);
  if (stated.length > 0 || !field) return stated;
  return splitNames(field.value).map(({ name }) => ({ value: name, source: part(reading, field, name) }));
};

const level = (reading: Reading, field: Field | undefined): Fact<string> | null => {
  const value = field ? readLevel(field.value, reading.options.severities) : null;
  return field && value !== null ? { value, source: part(reading, field, value) } : null;
};

const dateOf = (value: string, { document: { path, text } }: Reading): string | null => parseDateOf(text, value, { near: dateOfFileName(path) })?.iso ?? dateOfName(value);

const dateFact = (reading: Reading, stated: Fact<string> | null): Fact<string> | null => stated && fact(dateOf(stated.value, reading), stated.source);

const incidentDateKeys = ['incident_date', 'date_of_incident', 'started', 'start', 'start_time', 'started_at', 'incident_start', 'occurred'];

/** A plain `Date:` with a time of day is when it happened, unless it stands beside an author: then it may be when that was written. */
const momentOf = (labelled: LabelledFields): Fact<string> | null => {
  const stated = labelled.get('documentDate');
  return stated && !labelled.has('authors') && scanStamp(stated.value)?.clock ? stated : null;
};

/** The date said to be the incident's, else that in the title. A plain `Date:` without a time is as often the document's: see `restated`. */
const readDate = (reading: Reading, title: Fact<string> | null, labelled: LabelledFields): Fact<string> | null => {
  const incident = dateFact(reading, textFact(firstOf(reading.frontMatter, incidentDateKeys)));
  return incident ?? dateFact(reading, labelled.get('incidentDate') ?? momentOf(labelled)) ?? dateFact(reading, title);
};

const severityKeys = ['severity', 'sev', 'level'];

interface Restatement {
  readonly fact: IncidentRecord['restated'][number]['fact'];
  readonly stated: Fact<string> | null;
}

const differing = (chosen: Readonly<Record<string, Fact<string> | null>>, others: readonly Restatement[]): IncidentRecord['restated'] =>
  others.flatMap(({ fact: name, stated }) => {
    const main = chosen[name];
    return stated && main && main.source.start !== stated.source.start ? [{ fact: name, value: stated.value, source: stated.source }] : [];
  });

/**
 * The facts about the incident as a whole: from the front matter, else from a table, bold fields or bullets under the title. Pushes keys
 * and values that do not fit the format to the reading's problems.
 */
export const readFacts = (reading: Reading): Facts => {
  const { frontMatter } = reading;
  checkFrontMatter(reading);
  const labelled = byFact(readFields(reading));
  const key = (...keys: string[]): FrontMatterNode | undefined => firstOf(frontMatter, keys);
  const { title, other } = readTitle(reading);
  const titleLevel = title && fact(levelInTitle(title.value), title.source);
  const statedLevel = textFact(key(...severityKeys));
  const fieldLevel = level(reading, labelled.get('severity'));
  const severity = statedLevel ?? fieldLevel ?? titleLevel;
  const zoneField = labelled.get('timezone');
  const fieldZone = zoneField ? fact(findZone(zoneField.value)?.zone, zoneField.source) : null;
  const timezone = textFact(key('timezone', 'time_zone', 'tz')) ?? fieldZone;
  const idField = labelled.get('id');
  const id = textFact(key('id', 'incident_id')) ?? (idField ? fact(idField.value, idField.source) : null);
  const trigger = mapEntries(key('trigger'));
  const statusField = labelled.get('status');
  const status = oneOf(STATUSES, textFact(key('status'))) ?? (statusField ? fact(readStatus(statusField.value), statusField.source) : null);
  const detectionField = labelled.get('detectedBy');
  const detectedBy = oneOf(DETECTED_BY, textFact(key('detected_by'))) ?? (detectionField ? fact(readDetectedBy(detectionField.value), detectionField.source) : null);
  const format = key('postmortem')?.value;
  const date = readDate(reading, title, labelled);
  const plainDate = dateFact(reading, labelled.get('documentDate') ?? null);
  const otherDates: IncidentRecord['restated'] = plainDate ? [{ fact: 'date', ...plainDate }] : [];
  return {
    format: typeof format === 'number' ? format : null,
    id,
    title,
    date,
    status,
    severity,
    timezone,
    services: names(reading, key('services', 'service'), labelled.get('services')),
    environments: names(reading, key('environments', 'environment'), labelled.get('environments')),
    authors: names(reading, key('authors', 'author'), labelled.get('authors')),
    reviewers: names(reading, key('reviewers', 'reviewer'), labelled.get('reviewers')),
    detectedBy,
    trigger: {
      change: oneOf(CHANGE_KINDS, textFact(trigger.get('change')?.node)),
      actor: oneOf(ACTORS, textFact(trigger.get('actor')?.node)),
      ref: textFact(trigger.get('ref')?.node),
    },
    links: Object.fromEntries([...mapEntries(key('links'))].flatMap(([name, { node }]) => {
      const link = textFact(node);
      return link ? [[name, link]] : [];
    })),
    tags: names(reading, key('tags', 'keywords'), labelled.get('tags')),
    reporting: readReporting(key('reporting')),
    restated: [...differing({ title, severity, timezone, id }, [
      { fact: 'title', stated: other },
      { fact: 'severity', stated: fieldLevel },
      { fact: 'severity', stated: titleLevel },
      { fact: 'timezone', stated: fieldZone },
      { fact: 'id', stated: idField ? { value: idField.value, source: idField.source } : null },
    ]), ...otherDates],
  };
};
