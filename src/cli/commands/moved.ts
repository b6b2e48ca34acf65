import { cellText } from '../../document/edit/markdown-text.ts';
import type { RecordEdit } from '../../document/edit/record-edit.ts';
import { movedText } from '../../document/edit/variables.ts';
import { EXIT, UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { attribute } from '../../traces/attribution/attribute.ts';
import { countSamples, type Windows } from '../../traces/attribution/cube.ts';
import { parseFailure } from '../../traces/failure.ts';
import { detectOnset } from '../../traces/onset.ts';
import { facetReports, sentencesOf, unknownVariables, type MovedReport } from '../../traces/report.ts';
import { variableReadings, type VariableReading } from '../../traces/variables.ts';
import type { CommandRun } from '../command.ts';
import { textFlag } from '../editing/input.ts';
import { editFile } from '../editing/write.ts';
import { printMoved } from '../moved/print.ts';
import { readFiles } from '../moved/read-files.ts';
import { terminalOf } from '../terminal.ts';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Slices in each window: five minutes of the default twelve hours. */
const SLICES = 144;

const windowOf = (written: string): number => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([mhd])$/.exec(written) ?? [];
  if (amount === undefined || unit === undefined || Number(amount) <= 0) throw new UserError(`--window "${written}" is not a length`, { hint: 'for example: 90m, 12h, 3d' });
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
};

const onsetOf = (written: string): number => {
  const time = Date.parse(written);
  if (Number.isNaN(time) || !/(?:Z|[+-]\d\d:?\d\d)$/.test(written)) throw new UserError(`--onset "${written}" is not a time with its zone`, { hint: 'for example: 2026-05-03T09:12Z or 2026-05-03T11:12+02:00' });
  return time;
};

const timeCell = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** The variable as edits and tables take it. */
const valuesOf = (variable: VariableReading): { status: VariableReading['status']; reason?: string; before?: string; during?: string; changedAt?: string; evidence?: string } => ({
  status: variable.status,
  ...(variable.status === 'unknown' && { reason: 'not recorded in the traces' }),
  ...(variable.before !== null && { before: neutralise(variable.before) }),
  ...(variable.during !== null && { during: neutralise(variable.during) }),
  ...(variable.changedAt !== null && { changedAt: timeCell(variable.changedAt) }),
  ...(variable.status !== 'unknown' && { evidence: `spans: \`${variable.facet ?? ''}\` in ${Math.round(variable.coverage * 100)} %` }),
});

const markdownOf = (report: MovedReport): string =>
  [
    ...sentencesOf(report),
    '',
    '| Variable | Before | During | Moved | Changed at | Evidence |',
    '|---|---|---|---|---|---|',
    ...report.variables.map((variable) => {
      const values = valuesOf(variable);
      return `| ${[VARIABLE_LABELS[variable.key], values.before ?? '', values.during ?? '', movedText(values), values.changedAt ?? '', values.evidence ?? ''].map(cellText).join(' | ')} |`;
    }),
    '',
  ].join('\n');

/** Says which variable moved. */
export const run: CommandRun = async (host, args) => {
  if (args.positionals.length === 0) throw new UserError('no traces are named', { hint: 'postmortem moved TRACES… ; `-` reads standard input' });
  const failure = textFlag(args, 'failure') ?? 'error';
  const length = windowOf(textFlag(args, 'window') ?? '12h');
  const given = textFlag(args, 'onset');
  const wanted = given === undefined ? null : onsetOf(given);
  const { conversations, problems } = await readFiles(host, args.positionals, parseFailure(failure));
  const { samples, withoutTime } = conversations.samples();
  if (samples.length === 0) throw new UserError('no conversation with a time was found in the traces', { hint: problems[0] ?? 'the spans carry no start time' });
  const onset = wanted ?? detectOnset(samples);
  if (onset === null) throw new UserError('no rise of failures stands out in the traces', { hint: `give --onset TIME, or say with --failure what a failure is (now: ${failure})` });
  const windows: Windows = { onset, length, slices: SLICES };
  const attribution = await attribute(countSamples(samples, windows));
  const variables = variableReadings(attribution, windows);
  const report: MovedReport = {
    schemaVersion: 1,
    onset: new Date(onset).toISOString().replace('.000Z', 'Z'),
    onsetDetected: wanted === null,
    windowHours: length / UNITS.h,
    failure,
    spans: conversations.spans(),
    conversations: samples.length + withoutTime,
    outcome: attribution.failure,
    verdict: attribution.verdict,
    variables,
    facets: facetReports(attribution, windows),
    unknown: unknownVariables(variables),
    problems: [...problems, ...(withoutTime > 0 ? [`${withoutTime} conversations carry no time`] : [])],
  };
  const file = textFlag(args, 'write');
  if (file !== undefined) {
    return editFile(host, args, file, ({ record }) =>
      variables.flatMap((variable): RecordEdit[] => {
        // What a person has filled in stays: only rows without a status are written.
        const written = record.variables.find(({ key }) => key === variable.key);
        return written !== undefined && written.status !== null ? [] : [{ kind: 'set-variable', key: variable.key, values: valuesOf(variable) }];
      }),
    );
  }
  const format = textFlag(args, 'format') ?? 'pretty';
  host.stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : format === 'markdown' ? markdownOf(report) : printMoved(report, terminalOf(host, host.stdout, args.values)));
  return EXIT.clean;
};
