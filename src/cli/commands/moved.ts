import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { cellText } from '../../document/edit/markdown-text.ts';
import { movedText } from '../../document/edit/variables.ts';
import { EXIT, UserError } from '../../record/errors.ts';
import { FIELD_LABELS, LIST_TITLES } from '../../record/llm.ts';
import { neutralise } from '../../record/neutralise.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { sentencesOf, type MovedReport } from '../../traces/report.ts';
import type { Host } from '../../workspace/host.ts';
import { reasonOf } from '../../workspace/text-file.ts';
import type { CommandRun } from '../command.ts';
import { textFlag } from '../editing/input.ts';
import { editFile } from '../editing/write.ts';
import { assessmentOf } from '../moved/assessment.ts';
import { printMoved } from '../moved/print.ts';
import { STORES } from '../moved/read-files.ts';
import { fillingEdits, movedOf, UNITS, valuesOf } from '../moved/report.ts';
import { terminalOf } from '../terminal.ts';

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

const markdownOf = (report: MovedReport): string =>
  [
    ...sentencesOf(report).map(neutralise),
    '',
    '| Variable | Before | During | Moved | Changed at | Evidence |',
    '|---|---|---|---|---|---|',
    ...report.variables.map((variable) => {
      const values = valuesOf(variable);
      return `| ${[VARIABLE_LABELS[variable.key], values.before ?? '', values.during ?? '', movedText(values), values.changedAt ?? '', values.evidence ?? ''].map(cellText).join(' | ')} |`;
    }),
    ...(['outcome', 'verdict'] as const).flatMap((list) => {
      const fields = assessmentOf(report).filter((field) => field.list === list);
      return fields.length === 0 ? [] : ['', `### ${LIST_TITLES[list]}`, '', ...fields.map(({ field, value }) => `- ${FIELD_LABELS[field]}: ${value}`)];
    }),
    '',
  ].join('\n');

const LONGEST_LOG = 50_000_000;

const readLog = (host: Host, file: string): string => {
  const path = resolve(host.cwd, file);
  try {
    if (statSync(path).size > LONGEST_LOG) throw new UserError(`${file} is too long for a log of changes`, { hint: 'give the part around the onset' });
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`--changes: ${reasonOf(error)}`);
  }
};

/** Says which variable moved. */
export const run: CommandRun = async (host, args) => {
  const database = textFlag(args, 'source');
  if (args.positionals.length === 0 && database === undefined) throw new UserError('no traces are named', { hint: 'postmortem moved TRACES… ; `-` reads standard input; --source asks a database' });
  if (args.positionals.length > 0 && database !== undefined) throw new UserError('--source and files are both given', { hint: 'leave one of them out' });
  const onset = textFlag(args, 'onset');
  const changes = textFlag(args, 'changes');
  const report = await movedOf(host, args.positionals, {
    failure: textFlag(args, 'failure') ?? 'error',
    window: windowOf(textFlag(args, 'window') ?? '12h'),
    onset: onset === undefined ? null : onsetOf(onset),
    store: STORES.find((store) => store === textFlag(args, 'store')) ?? 'auto',
    ...(changes !== undefined && { changes: readLog(host, changes) }),
    ...(database !== undefined && { database }),
  });
  const file = textFlag(args, 'write');
  if (file !== undefined) return editFile(host, args, file, ({ record }) => fillingEdits(record, report));
  const format = textFlag(args, 'format') ?? 'pretty';
  host.stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : format === 'markdown' ? markdownOf(report) : printMoved(report, terminalOf(host, host.stdout, args.values)));
  return EXIT.clean;
};
