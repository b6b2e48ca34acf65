import type { EditSubject } from '../../document/edit/subject.ts';
import { matchEntries } from '../../editor/import/match.ts';
import { MOST_ADDED } from '../../editor/import/plan.ts';
import type { ImportProposal, ImportSource } from '../../editor/import/proposal.ts';
import { proposeMilestones } from '../../editor/import/propose.ts';
import { notesFor } from '../../editor/import/notes.ts';
import { EVERYTHING, type Selection, type SourceReading } from '../../importers/select.ts';
import { UserError } from '../../record/errors.ts';
import type { Host } from '../../workspace/host.ts';
import { AUTOMATIC, readImport, readImportText, type ImportSettings } from '../../workspace/imports/read.ts';
import { cleaned, count, gather, notesOnFolding, notesOnReading, notesOnSecrets } from './gather.ts';
import { addressOf, boundOf, TIME_HINT } from './options.ts';
import { timeCell } from './print.ts';

/** What a command may take before it is ended. */
const COMMAND = { milliseconds: 60_000, bytes: 64_000_000 } as const;

const outputOf = async ({ run, cwd }: Host, command: string): Promise<string> => {
  const { code, stdout, stderr } = await run('sh', ['-c', command], { cwd, most: COMMAND });
  if (code === 0) return stdout;
  const [reason = ''] = stderr.trim().split('\n');
  throw new UserError(`the command ${code === null ? 'was ended' : `failed with ${code}`}${reason === '' ? '' : `: ${reason}`}`, { place: command });
};

const bound = (written: string, name: 'from' | 'to', zone: string): number | null => {
  const at = written === '' ? null : boundOf(written, name, zone);
  if (at === null && written !== '') throw new UserError(`"${written}" is not a time`, { hint: TIME_HINT });
  return at;
};

/** What was pasted, as the tool wrote it; what no tool wrote, people did. */
const readPasted = async (host: Host, text: string, settings: ImportSettings): Promise<SourceReading> => {
  const told = await readImportText(host, AUTOMATIC, text, 'what was pasted', EVERYTHING, settings);
  const noted = told ?? (await readImportText(host, settings.notes.name, text, 'what was pasted', EVERYTHING, settings));
  if (noted === null) throw new UserError('what was pasted is of no form that is known');
  return noted;
};

const read = async (host: Host, source: ImportSource, subject: EditSubject, zone: string): Promise<SourceReading> => {
  const notes = notesFor(subject.record);
  if (source.kind === 'text') return readPasted(host, source.text, { zone, baseUrl: null, notes });
  const settings = { zone, baseUrl: addressOf(source.baseUrl, 'the address'), notes };
  const selection: Selection = { ...EVERYTHING, from: bound(source.from, 'from', zone), to: bound(source.to, 'to', zone) };
  if (source.kind === 'file') return readImport(host, source.source, source.name, selection, settings);
  const output = await outputOf(host, source.name);
  const reading = await readImportText(host, source.source, output, source.name, selection, settings);
  if (reading === null) throw new UserError('what the command printed is of no form that is known', { place: source.name, hint: 'name its source' });
  return reading;
};

/**
 * Reads a source and matches it with a document: each event once, in the document's zone, with what became of it and the milestone that it may mark.
 *
 * @throws UserError where it cannot be read, or holds more than a person picks from.
 */
export const proposeEntries = async (host: Host, subject: EditSubject, source: ImportSource): Promise<ImportProposal> => {
  const zone = subject.record.timezone?.value ?? 'UTC';
  const gathered = gather([await read(host, source, subject, zone)]);
  const routine = gathered.entries.filter(({ noise }) => noise).length;
  const { entries } = await cleaned(gathered, gathered.entries.length <= MOST_ADDED);
  if (entries.length > MOST_ADDED) throw new UserError(`${entries.length.toLocaleString('en')} entries are more than a timeline can hold (at most ${MOST_ADDED.toLocaleString('en')})`, { hint: 'narrow them by time' });
  const { outcomes, zone: used } = matchEntries(subject, entries);
  const spoken = entries.flatMap((entry, index) => (entry.source.noise ? [] : [{ entry, index }]));
  const milestones = proposeMilestones(spoken.map(({ entry }) => entry), subject.record.milestones);
  const milestoneOf = new Map([...milestones].map(([place, milestone]) => [spoken[place]?.index, milestone]));
  return {
    entries: entries.map((entry, index) => ({ entry, time: timeCell(entry.source.at, used), outcome: outcomes[index] ?? 'added', milestone: milestoneOf.get(index) ?? null })),
    zone: used,
    notes: [
      ...notesOnReading(gathered),
      ...(routine === 0 ? [] : [`${count(routine, 'entry', 'entries')} of bots and routine left out`]),
      ...notesOnFolding(gathered),
      ...notesOnSecrets(entries),
    ],
  };
};
