import type { IncidentRecord } from '../../record/record.ts';
import { jsonText } from './json.ts';
import { namedVariables } from './llm.ts';
import type { ExportedDocument, ExportContext, ExportFormat } from './registry.ts';
import { inWords, unknownsOf } from './unknown.ts';

const values = (facts: readonly { readonly value: string }[] | undefined): readonly string[] => (facts ?? []).map(({ value }) => value);

const hostOf = (address: string): string => {
  try {
    return new URL(address).hostname;
  } catch {
    return '';
  }
};

const firstParagraph = (prose: string): string => prose.split(/\n\s*\n/, 1)[0]?.trim() ?? '';

/** Lengths that the database's form asks for, in characters. */
const LENGTHS = [['title', 6, 500], ['description', 3, 500], ['text', 80, 50_000]] as const;

/** Texts that the form would refuse; an empty one is not known rather than too short. */
const refused = (texts: Readonly<Record<(typeof LENGTHS)[number][0], string>>): string => {
  const words = LENGTHS.flatMap(([field, least, most]) => {
    const { length } = texts[field];
    return length === 0 || (length >= least && length <= most) ? [] : [`${field} has ${length} characters, the form takes ${least} to ${most}`];
  });
  return words.length === 0 ? '' : ` To be changed first: ${words.join('; ')}.`;
};

/** What taxonomies of the database ask of the technology: the failure as known or potential, and the autonomy of an agent. */
const technicalNotes = (record: IncidentRecord): string => {
  const { verdict, agent } = record;
  const named = namedVariables(record);
  const certainty = verdict?.confidence === 'known' ? 'Known' : 'Potential';
  const failure = named.length > 0 ? ` ${certainty} technical failure: ${named.join('; ')}.` : verdict?.otherwise === 'nothing-moved' ? ' No part of the model stack changed.' : '';
  const facts = [['autonomy', agent?.autonomyTier], ['reversible', agent?.reversible], ['gate before', agent?.gateBefore]].flatMap(([name, value]) => (value == null ? [] : [`${name}: ${value}`]));
  return failure + (facts.length === 0 ? '' : ` An agent acted (${facts.join('; ')}).`);
};

/** One submission with the fields of the database's own `Submission` type; fields that it requires are empty where nothing is known. */
const submissionOf = ({ record, prose }: ExportedDocument, { today }: ExportContext): object => {
  const { reporting } = record;
  const text = [prose('summary'), prose('impact'), prose('root_cause')].filter((part) => part !== null).join('\n\n');
  const title = record.title?.value ?? '';
  const url = record.links['public']?.value ?? '';
  const facts = {
    incident_date: record.date?.value ?? null,
    deployers: values(reporting?.deployers),
    developers: values(reporting?.developers),
    harmed_parties: values(reporting?.harmedParties),
    implicated_systems: values(reporting?.system ? [reporting.system] : []),
    authors: values(record.authors),
  };
  const unknown = unknownsOf([
    ['title', title, 'the title'],
    ['text', text, 'the sections Summary, Impact and Root cause'],
    ['url', url, 'the front matter, links.public: the address of what was published'],
    ['incident_date', facts.incident_date, 'the title or the timeline'],
    ['deployers', facts.deployers, 'the front matter, reporting.deployers'],
    ['developers', facts.developers, 'the front matter, reporting.developers'],
    ['harmed_parties', facts.harmed_parties, 'the front matter, reporting.harmed_parties'],
    ['implicated_systems', facts.implicated_systems, 'the front matter, reporting.system'],
    ['submitters', null, 'the person who submits it'],
    ['date_published', null, 'the day on which it was published'],
  ]);
  const harm = reporting?.harmState ? ` The harm is ${reporting.harmState.value}.` : '';
  const description = firstParagraph(prose('summary') ?? '');
  return {
    title,
    incident_title: title,
    description,
    ...facts,
    submitters: [],
    text,
    plain_text: text,
    url,
    source_domain: hostOf(url),
    language: 'en',
    tags: values(record.tags),
    image_url: '',
    date_published: '',
    date_downloaded: today,
    date_modified: today,
    date_submitted: today,
    editor_notes: `Draft made from a post-mortem record; to be read by a person before it is submitted.${harm}${technicalNotes(record)}${refused({ title, description, text })} The language is assumed. Not known: ${inWords(unknown)}.`,
  };
};

/** Drafts of submissions to the AI Incident Database. */
export const exportAiid: ExportFormat = (documents, context) => [jsonText(documents.map((document) => submissionOf(document, context)))];
