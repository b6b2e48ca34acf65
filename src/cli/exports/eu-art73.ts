import type { LlmVariable } from '../../record/llm.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { seriousIncidentDeadlines } from '../../record/reporting-deadlines.ts';
import type { MilestoneFact } from '../../record/timeline.ts';
import { jsonText } from './json.ts';
import { assessment } from './llm.ts';
import type { ExportedDocument, ExportFormat } from './registry.ts';
import { unknownsOf } from './unknown.ts';

const NOTICE =
  'A draft made from an engineering record, not a report and not legal advice. Whether the incident is reportable, and since when the duty applies, is for your counsel: see Regulation (EU) 2024/1689, Articles 3(49), 73 and 113, as amended. Deadlines are calendar days after the day of becoming aware, without the extension for holidays of Regulation (EEC, Euratom) No 1182/71. Do not alter the system in a way that affects later evaluation of the causes before you have informed the authority (Article 73(6)).';

const moment = (fact: MilestoneFact | undefined): object | null => (fact?.wall == null ? null : { at: fact.wall, zone: fact.zone, precision: fact.precision, approximate: fact.approximate });

const values = (facts: readonly { readonly value: string }[] | undefined): readonly string[] => (facts ?? []).map(({ value }) => value);

const modelOf = ({ variables }: IncidentRecord): LlmVariable | undefined => variables.find(({ key }) => key === 'model');

const rootCauses = ({ causes }: IncidentRecord): readonly object[] => causes.map(({ kind, text }) => ({ kind, text }));

const corrective = ({ actions }: IncidentRecord): readonly object[] =>
  actions.filter(({ status }) => status !== 'dropped').map(({ id, title, owners, due, status }) => ({ id, action: title, owners, due, status }));

const asked = (field: string): string => `the front matter, reporting.${field}`;

const reportOf = ({ record, prose }: ExportedDocument): object => {
  const { reporting, milestones } = record;
  const model = modelOf(record);
  const report = {
    stage: reporting?.stage?.value ?? null,
    providers: values(reporting?.providers),
    deployers: values(reporting?.deployers),
    system: {
      name: reporting?.system?.value ?? null,
      version: reporting?.systemVersion?.value ?? null,
      registration: reporting?.registration?.value ?? null,
      model: model ? { before: model.before, during: model.during } : null,
    },
    memberStates: values(reporting?.memberStates),
    awareAt: reporting?.aware?.value ?? null,
    occurredAt: moment(milestones.started),
    detectedAt: moment(milestones.detected),
    endedAt: moment(milestones.mitigated ?? milestones.resolved),
    harms: (reporting?.harms ?? []).map(({ value }) => value),
    harmState: reporting?.harmState?.value ?? null,
    personsAffected: reporting?.personsAffected?.value ?? null,
    harmedParties: values(reporting?.harmedParties),
    causalLink: reporting?.causalLink?.value ?? null,
    title: record.title?.value ?? null,
    description: prose('summary'),
    impact: prose('impact'),
    causes: rootCauses(record),
    variables: record.variables.map(({ key, before, during, status, reason }) => ({ key, before, during, status, reason })),
    ...assessment(record),
    containment: prose('resolution'),
    correctiveActions: corrective(record),
    contact: reporting?.contact?.value ?? null,
    references: Object.fromEntries(Object.entries(record.links).map(([name, { value }]) => [name, value])),
  };
  return {
    draft: true,
    notice: NOTICE,
    form: 'Regulation (EU) 2024/1689, Article 73: report of a serious incident',
    record: { id: record.id?.value ?? null, path: record.path },
    report,
    deadlines: seriousIncidentDeadlines(report.awareAt, report.harms),
    unknown: unknownsOf([
      ['stage', report.stage, asked('stage')],
      ['providers', report.providers, asked('providers')],
      ['deployers', report.deployers, asked('deployers')],
      ['system.name', report.system.name, asked('system')],
      ['system.version', report.system.version, asked('system_version')],
      ['system.registration', report.system.registration, asked('registration')],
      ['system.model', report.system.model, 'the section LLM variables'],
      ['memberStates', report.memberStates, asked('member_states')],
      ['awareAt', report.awareAt, asked('aware')],
      ['occurredAt', report.occurredAt, 'the timeline, milestone started'],
      ['detectedAt', report.detectedAt, 'the timeline, milestone detected'],
      ['endedAt', report.endedAt, 'the timeline, milestone mitigated'],
      ['harms', report.harms, asked('harms')],
      ['harmState', report.harmState, asked('harm_state')],
      ['personsAffected', report.personsAffected, asked('persons_affected')],
      ['harmedParties', report.harmedParties, asked('harmed_parties')],
      ['causalLink', report.causalLink, asked('causal_link')],
      ['title', report.title, 'the title'],
      ['description', report.description, 'the section Summary'],
      ['impact', report.impact, 'the section Impact'],
      ['causes', report.causes, 'the section Root cause'],
      ['outcome', report.outcome, 'the section LLM variables, Outcome'],
      ['verdict', report.verdict, 'the section LLM variables, Verdict'],
      ['containment', report.containment, 'the section Resolution'],
      ['correctiveActions', report.correctiveActions, 'the section Action items'],
      ['contact', report.contact, asked('contact')],
    ]),
  };
};

/** Drafts of the report of a serious incident that Article 73 of the EU's AI Act asks of providers. The Regulation sets no machine-readable form. */
export const exportEuArticle73: ExportFormat = (documents) => [jsonText(documents.map(reportOf))];
