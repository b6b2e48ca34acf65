import type { RecordEdit } from '../../document/edit/record-edit.ts';
import { UserError } from '../../record/errors.ts';
import { assessmentOf } from './assessment.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { attribute } from '../../traces/attribution/attribute.ts';
import type { Windows } from '../../traces/attribution/cube.ts';
import { failureOf, parseFailure } from '../../traces/failure.ts';
import { detectOnset } from '../../traces/onset.ts';
import { readChanges, weighChanges, type WeighedChange } from '../../traces/changes.ts';
import { changeReport, facetReports, lagWords, unknownVariables, type MovedReport } from '../../traces/report.ts';
import { variableReadings, type VariableReading } from '../../traces/variables.ts';
import type { Host } from '../../workspace/host.ts';
import type { OpenTraces } from './open-traces.ts';
import { readFiles, type StoreChoice } from './read-files.ts';

export const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Slices in each window: five minutes of the default twelve hours. */
const SLICES = 144;

const timeCell = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

const changeWords = ({ title, reference, lagMinutes }: WeighedChange): string => neutralise(`"${title}"${reference === null || title.includes(reference) ? '' : ` (${reference})`}, ${lagWords(lagMinutes)}`);

/** The variable as edits and tables take it. */
export const valuesOf = (variable: VariableReading): { status: VariableReading['status']; reason?: string; before?: string; during?: string; changedAt?: string; evidence?: string } => ({
  status: variable.status,
  ...(variable.status === 'unknown' && { reason: `not recorded in the traces${variable.change === null ? '' : `; the log of changes has ${changeWords(variable.change)}`}` }),
  ...(variable.before !== null && { before: neutralise(variable.before) }),
  ...(variable.during !== null && { during: neutralise(variable.during) }),
  ...(variable.changedAt !== null && { changedAt: timeCell(variable.changedAt) }),
  ...(variable.status !== 'unknown' && { evidence: `spans: \`${variable.facet ?? ''}\` in ${Math.round(variable.coverage * 100)} %${variable.change === null ? '' : `; change log: ${changeWords(variable.change)}`}` }),
});

/** What counts as a failure, and around which moment. */
interface MovedQuestion {
  readonly failure: string;
  /** Milliseconds before and after the onset. */
  readonly window: number;
  /** Milliseconds since 1970; null to find it in the traces. */
  readonly onset: number | null;
  readonly store?: StoreChoice;
  /** Text of a log of changes. */
  readonly changes?: string;
  /** Address of a database that holds the traces, instead of files. */
  readonly database?: string;
}

const openTraces = async (host: Host, paths: readonly string[], { failure, window, onset, store = 'auto', database }: MovedQuestion): Promise<OpenTraces> => {
  const terms = parseFailure(failure);
  if (database === undefined) return readFiles(host, paths, failureOf(terms), store);
  if (onset === null) throw new UserError('a database is asked about a given time only', { hint: 'add --onset TIME' });
  const { openClickhouse } = await import('./clickhouse.ts');
  return openClickhouse(host, database, terms, { from: onset - window, to: onset + window });
};

/** Which variable moved, as the traces at these paths tell. Throws a `UserError` where they cannot tell anything. */
export const movedOf = async (host: Host, paths: readonly string[], question: MovedQuestion): Promise<MovedReport> => {
  const traces = await openTraces(host, paths, question);
  try {
    return await answer(traces, question);
  } finally {
    await traces.close();
  }
};

const answer = async (
  { spans, conversations, withoutTime, source, problems }: OpenTraces,
  { failure, window: length, onset: wanted, changes }: MovedQuestion,
): Promise<MovedReport> => {
  if (withoutTime === conversations) throw new UserError('no conversation with a time was found in the traces', { hint: problems[0] ?? 'the spans carry no start time' });
  const onset = wanted ?? (await detectOnset(source));
  if (onset === null) throw new UserError('no rise of failures stands out in the traces', { hint: `give --onset TIME, or say with --failure what a failure is (now: ${failure})` });
  const windows: Windows = { onset, length, slices: SLICES };
  const attribution = await attribute(source, windows);
  const log = changes === undefined ? null : readChanges(changes);
  const weighed = log === null ? null : weighChanges(log.changes, onset, length);
  const variables = variableReadings(attribution, windows, weighed);
  return {
    schemaVersion: 1,
    onset: new Date(onset).toISOString().replace('.000Z', 'Z'),
    onsetDetected: wanted === null,
    windowHours: length / UNITS.h,
    failure,
    spans,
    conversations,
    outcome: attribution.failure,
    verdict: attribution.verdict,
    variables,
    facets: facetReports(attribution, windows),
    unknown: unknownVariables(variables),
    changes: weighed === null ? null : changeReport(weighed),
    problems: [...problems, ...(log !== null && log.unread > 0 ? [`log of changes: ${log.unread} entries have no time or no known form`] : []), ...(withoutTime > 0 ? [`${withoutTime} conversations carry no time`] : [])],
  };
};

/** The edits that write the report into a record. What a person has filled in stays: rows with a status, and an outcome or a verdict of which a part is stated. */
export const fillingEdits = (record: IncidentRecord, report: MovedReport): RecordEdit[] => [
  ...report.variables.flatMap((variable): RecordEdit[] => {
    const written = record.variables.find(({ key }) => key === variable.key);
    return written !== undefined && written.status !== null ? [] : [{ kind: 'set-variable', key: variable.key, values: valuesOf(variable) }];
  }),
  ...assessmentOf(report)
    .filter(({ list }) => record[list] === null)
    .map((field): RecordEdit => ({ kind: 'set-field', ...field })),
];
