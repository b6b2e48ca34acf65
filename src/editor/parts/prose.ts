import { canonicalHeading } from '../../document/headings/recognize.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { SectionName } from '../../record/vocabulary.ts';
import type { Reading } from '../session.ts';
import type { Ask, Part, Row } from './part.ts';

/** What a template tells those who fill it in. */
const HINT = /<!--\s*hint:([\s\S]*?)-->/g;

const WHYS = {
  summary: 'What happened, to whom, for how long, and how it ended: four sentences that a stranger understands.',
  impact: 'Who noticed what, in numbers: users, requests, money, data. Say how you know.',
  detection: 'Which alert or person noticed, how long after it began, and what should have been faster.',
  trigger: 'What changed just before, and why that looked safe.',
  root_cause: 'How the change met a weakness that was there already.',
  resolution: 'What ended it, step by step, and what did not help.',
  went_well: 'What shortened it or kept it small, and should be kept?',
  went_poorly: 'What was slow, confusing or missing for the people who were there?',
  lucky: 'What would have made it worse, and did not happen only by chance?',
  lessons: 'What do you know now about the system that you did not know before?',
  supporting: 'Dashboards, logs, threads, pull requests.',
} as const satisfies Partial<Record<SectionName, string>>;
type ProseSection = keyof typeof WHYS;

const placeOf = ({ record }: Reading, name: SectionName): { readonly start: number; readonly end: number } | null => record.sections.find((section) => section.name === name)?.contentSource ?? null;

/** The prose of a section as it stands in the text, without the hints of the template. */
export const proseOf = (reading: Reading, name: SectionName): string => {
  const place = placeOf(reading, name);
  return place === null ? '' : reading.text.slice(place.start, place.end).replace(HINT, '').replace(/\r\n?/g, '\n').trim();
};

const isBlank = ({ cells }: Row): boolean => cells[0]?.trim() === '';

/** Each line with its place; hints are not shown. */
const linesOf = (reading: Reading, name: SectionName): Row[] => {
  const place = placeOf(reading, name);
  if (place === null) return [];
  const rows: Row[] = [];
  let at = place.start;
  for (const line of reading.text.slice(place.start, place.end).replace(HINT, (hint) => hint.replace(/[^\n]/g, '\0')).split('\n')) {
    if (!line.includes('\0')) rows.push({ cells: [neutralise(line.replace(/\r$/, ''))], place: { start: at, end: at + line.length } });
    at += line.length + 1;
  }
  return rows.slice(Math.max(0, rows.findIndex((row) => !isBlank(row))), rows.findLastIndex((row) => !isBlank(row)) + 1);
};

const proseSection = (name: ProseSection): Part => {
  const ask: Ask = { name: 'text', label: canonicalHeading(name), why: WHYS[name], example: '' };
  return {
    name: `section.${name}`,
    title: canonicalHeading(name),
    section: name,
    why: WHYS[name],
    rows: (reading) => linesOf(reading, name),
    widths: () => [0],
    fields: () => [ask],
    value: () => '',
    change: (_, __, ___, markdown) => {
      if (markdown.trim() === '') throw new UserError('an empty section is written as a reason: "n/a: …"');
      return [{ kind: 'set-section', name, markdown: markdown.trim() }];
    },
    adding: [],
    add: () => [],
    remove: () => null,
  };
};

export const prose: Readonly<Record<ProseSection, Part>> = {
  summary: proseSection('summary'),
  impact: proseSection('impact'),
  detection: proseSection('detection'),
  trigger: proseSection('trigger'),
  root_cause: proseSection('root_cause'),
  resolution: proseSection('resolution'),
  went_well: proseSection('went_well'),
  went_poorly: proseSection('went_poorly'),
  lucky: proseSection('lucky'),
  lessons: proseSection('lessons'),
  supporting: proseSection('supporting'),
};
