import { resolve } from 'node:path';
import { subjectOf } from '../../document/edit/open.ts';
import { EXIT, UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { byRecord, isOpen, type TrackedItem } from '../../trackers/item.ts';
import { isOwnedBy } from '../../trackers/select.ts';
import { openEngine } from '../../workspace/reader.ts';
import { readingOptionsOf } from '../../workspace/subject.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import { collectItems } from '../actions/items.ts';
import { handOverItems } from '../actions/reassign.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { writeChange } from '../editing/write.ts';
import { single } from '../values.ts';

const ownerFlag = ({ values }: ParsedArguments, name: string): string => {
  const owner = single(values, name)?.trim() ?? '';
  if (owner === '') throw new UserError(`--${name} is missing`, { hint: 'postmortem actions reassign --from @mira --to @sol' });
  if (neutralise(owner) !== owner || owner.includes(',')) throw new UserError(`--${name} does not name one owner`, { hint: 'one person or team, on one line' });
  return owner;
};

/** The records that have chosen items, with the items' places in them. `items` are those of the records, in their order. */
const chosenIn = (records: readonly IncidentRecord[], items: readonly TrackedItem[], isChosen: (item: TrackedItem) => boolean): { readonly record: IncidentRecord; readonly indexes: readonly number[] }[] => {
  return byRecord(records, items).flatMap(({ record, items: own }) => {
    const indexes = own.flatMap((item, index) => (isChosen(item) ? [index] : []));
    return indexes.length === 0 ? [] : [{ record, indexes }];
  });
};

/** Hands action items over. */
export const run: CommandRun = async (host, args) => {
  const handOver = { from: ownerFlag(args, 'from'), to: ownerFlag(args, 'to') };
  const { workspace, records, exit } = await openCollection(host, args.positionals);
  const all = args.values['all'] === true;
  const chosen = chosenIn(records, await collectItems(workspace, records), (item) => isOwnedBy(item, [handOver.from]) && item.owners.length > 0 && (all || isOpen(item)));
  const engine = await openEngine(host);
  const options = readingOptionsOf(workspace.configuration);
  let changed = 0;
  let documents = 0;
  let failed = false;
  for (const { record, indexes } of chosen) {
    const content = readTextFile(resolve(host.cwd, record.path));
    if ('reason' in content) throw new UserError(`cannot edit: ${content.reason}`, { place: record.path });
    const subject = subjectOf(record.path, content.text, engine, options);
    const done = handOverItems(subject, indexes, handOver);
    for (const { index, reason } of done.problems) {
      const action = record.actions[index];
      host.stderr.write(`problem: ${neutralise(record.path)}:${action?.source.line ?? 1} ${neutralise(action?.id ?? action?.title ?? '')}: ${neutralise(reason)}\n`);
      failed = true;
    }
    if (done.after.document.text === content.text) continue;
    // A document that someone saves meanwhile is left alone: its items may stand elsewhere by now.
    await writeChange(host, args, subject, (current) => {
      if (current.document.text !== content.text) throw new UserError('someone saved this document meanwhile: run again', { place: record.path });
      return done.after.document.text;
    });
    changed += done.changed;
    documents++;
  }
  const words = `${changed} ${changed === 1 ? 'item' : 'items'} in ${documents} ${documents === 1 ? 'document' : 'documents'}`;
  host.stderr.write(`${words} ${args.values['dry-run'] === true ? 'would go' : 'went'} from ${neutralise(handOver.from)} to ${neutralise(handOver.to)}\n`);
  return failed && exit === EXIT.clean ? EXIT.findings : exit;
};
