import type { CleanEntry } from '../../editor/import/clean.ts';
import { notesFor } from '../../editor/import/notes.ts';
import { planImport, type ImportPlan } from '../../editor/import/plan.ts';
import { proposeMilestones } from '../../editor/import/propose.ts';
import type { SourceReading } from '../../importers/select.ts';
import { EXIT, UserError } from '../../record/errors.ts';
import { toJson } from '../../record/json.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import type { Host } from '../../workspace/host.ts';
import { readImport } from '../../workspace/imports/read.ts';
import { openSubject } from '../../workspace/subject.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { textFlag } from '../editing/input.ts';
import { writeChange } from '../editing/write.ts';
import { cleaned, count, gather, notesOnFolding, notesOnReading, notesOnSecrets, type Gathered } from '../imports/gather.ts';
import { placeIn } from '../imports/into.ts';
import { baseUrlOf, selectionOf, zoneFlag } from '../imports/options.ts';
import { dataOf, tableOf, timeCell } from '../imports/print.ts';

const sourcesOf = ({ positionals }: ParsedArguments): { readonly source: string; readonly files: readonly string[] } => {
  const [source, ...files] = positionals;
  if (source === undefined) throw new UserError('no source is named', { hint: 'postmortem timeline import auto FILE; `--help` lists the sources' });
  if (files.length === 0) throw new UserError('no file is named', { hint: `postmortem timeline import ${source} FILE; - reads standard input` });
  return { source, files };
};

interface Imported extends Gathered {
  readonly clean: readonly CleanEntry[];
  readonly noise: number;
}

const importAll = async (host: Host, args: ParsedArguments, zone: string, record: IncidentRecord | null): Promise<Imported> => {
  const { source, files } = sourcesOf(args);
  const selection = selectionOf(args, zone);
  const baseUrl = baseUrlOf(args);
  const readings: SourceReading[] = [];
  for (const file of files) readings.push(await readImport(host, source, file, selection, { zone, baseUrl, notes: notesFor(record) }));
  const gathered = gather(readings);
  const { entries, noise } = await cleaned(gathered, args.values['include-bots'] === true);
  return { ...gathered, clean: entries, noise };
};

const summaryOf = (imported: Imported): string[] => {
  const { clean, noise } = imported;
  return [
    ...notesOnReading(imported),
    ...(noise === 0 ? [] : [`${count(noise, 'entry', 'entries')} of bots and routine left out, --include-bots shows ${noise === 1 ? 'it' : 'them'}`]),
    ...notesOnFolding(imported),
    ...notesOnSecrets(clean),
    ...(clean.some(({ source: { source, evidence } }) => (source === 'slack' || source === 'git-log') && evidence.every(({ url }) => url === null)) ? ['without --base-url there are no links to messages and commits'] : []),
  ];
};

const proposals = (entries: readonly CleanEntry[], proposed: ReadonlyMap<number, Milestone>, zone: string, commandFor: (entry: CleanEntry, milestone: Milestone) => string | null): string[] => {
  const lines = [...proposed]
    .sort(([one], [other]) => one - other)
    .flatMap(([index, milestone]) => {
      const entry = entries[index];
      if (entry === undefined) return [];
      const command = commandFor(entry, milestone);
      return [`  ${timeCell(entry.source.at, zone)}  ${milestone.padEnd(12)}  ${entry.text.slice(0, 80)}`, ...(command === null ? [] : [`    ${command}`])];
    });
  return lines.length === 0 ? [] : ['milestones proposed, none is set:', ...lines];
};

const say = (host: Host, lines: readonly string[]): void => {
  if (lines.length > 0) host.stderr.write(`${lines.map(neutralise).join('\n')}\n`);
};

const outcomesOf = (file: string, { outcomes }: ImportPlan, entries: readonly CleanEntry[], zone: string): string[] => {
  const number = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
  return [
    `${file}: ${count(number('added'), 'entry', 'entries')} added, ${number('present')} there already, ${number('joined')} joined with an entry that was there`,
    ...entries.filter((_, index) => outcomes[index] === 'unwritten').map((entry) => `not written, the document's form has no place for it: ${timeCell(entry.source.at, zone)} ${entry.text}`),
  ];
};

/** Reads other tools' events, and prints them as a timeline or adds them to a document. */
export const run: CommandRun = async (host, args) => {
  const zone = zoneFlag(args);
  const into = textFlag(args, 'into');
  if (into === undefined && args.values['dry-run'] === true) throw new UserError('--dry-run needs --into', { hint: 'without --into nothing is written anyway' });
  const subject = into === undefined ? null : await openSubject(host, into);
  // People note times as the document tells them; tools that state no zone mean UTC.
  const noted = args.positionals[0] === 'notes' ? subject?.record.timezone?.value : undefined;
  const imported = await importAll(host, args, zone ?? noted ?? 'UTC', subject?.record ?? null);
  const { clean: entries } = imported;
  if (into === undefined || subject === null) {
    const shown = zone ?? 'UTC';
    const proposed = proposeMilestones(entries);
    host.stdout.write(args.values['json'] === true ? `${toJson({ version: 1, zone: shown, entries: dataOf(entries, shown, proposed, null) }, 2)}\n` : tableOf(entries, shown));
    say(host, [...summaryOf(imported), ...proposals(entries, proposed, shown, () => null)]);
    return EXIT.clean;
  }
  const plan = planImport(subject, entries, zone);
  const proposed = proposeMilestones(entries, subject.record.milestones);
  if (args.values['json'] === true) host.stdout.write(`${toJson({ version: 1, zone: plan.zone, entries: dataOf(entries, plan.zone, proposed, plan.outcomes) }, 2)}\n`);
  say(host, summaryOf(imported));
  const asData = args.values['json'] === true && args.values['dry-run'] === true;
  if (plan.edits.length > 0 && !asData) await writeChange(host, args, subject, (current) => (current === subject ? plan : planImport(current, entries, zone)).after.document.text);
  const commandFor = (entry: CleanEntry, milestone: Milestone): string | null => {
    const place = placeIn(plan, entry);
    return place < 0 ? null : `postmortem set ${into} timeline.${place + 1}.milestone ${milestone}`;
  };
  say(host, [...outcomesOf(into, plan, entries, plan.zone), ...proposals(entries, proposed, plan.zone, commandFor)]);
  return plan.outcomes.includes('unwritten') ? EXIT.findings : EXIT.clean;
};
