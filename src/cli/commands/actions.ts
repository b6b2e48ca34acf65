import { relative, resolve } from 'node:path';
import { EXIT, UserError, type ExitCode } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import type { TrackedItem } from '../../trackers/item.ts';
import { TRACKERS, isTrackerName } from '../../trackers/registry.ts';
import { GROUP_KEYS, SORT_KEYS } from '../../trackers/keys.ts';
import { groupItems, matchesFilter, sortItems } from '../../trackers/select.ts';
import type { Host } from '../../workspace/host.ts';
import { saveText } from '../../workspace/save.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import { VERSION } from '../../workspace/version.ts';
import { collectItems } from '../actions/items.ts';
import { printItems, summaryOf } from '../actions/print.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { terminalOf } from '../terminal.ts';
import { repeated, single } from '../values.ts';

const keyOf = <Key extends string>(keys: readonly Key[], name: string | null): Key | null => keys.find((key) => key === name) ?? null;

/** A tracker file is large only where a repository is; this bounds what `--check` reads. */
const LARGEST_FILE = 50_000_000;

const writeTracker = async (host: Host, items: readonly TrackedItem[], name: string, { values }: ParsedArguments): Promise<ExitCode> => {
  if (!isTrackerName(name)) throw new UserError(`unknown format "${name}"`);
  const { file, load } = TRACKERS[name];
  const output = single(values, 'output') ?? file;
  const tracker = await load();
  const text = tracker(items, { output: output === '-' ? file : relative(host.cwd, resolve(host.cwd, output)).split('\\').join('/'), version: VERSION });
  if (output === '-') {
    host.stdout.write(text);
    return EXIT.clean;
  }
  const path = resolve(host.cwd, output);
  const before = readTextFile(path, LARGEST_FILE);
  const same = 'text' in before && before.text === text;
  if (values['check']) {
    if (same) return EXIT.clean;
    host.stderr.write(`${neutralise(output)} is stale: run \`postmortem actions --to ${name}\`${output === file ? '' : ' with the same --output'} and commit it\n`);
    return EXIT.findings;
  }
  if (!same) saveText(path, text);
  host.stdout.write(`${same ? 'unchanged' : 'wrote'} ${neutralise(output)}: ${summaryOf(items)}`);
  return EXIT.clean;
};

/** Lists action items, or writes them to a tracker file. */
export const run: CommandRun = async (host, args) => {
  const { positionals, values } = args;
  const { workspace, records, exit } = await openCollection(host, positionals);
  const all = await collectItems(workspace, records);
  const filter = {
    open: Boolean(values['open']),
    overdue: Boolean(values['overdue']),
    owners: repeated(values, 'owner'),
    statuses: repeated(values, 'status'),
    priorities: repeated(values, 'priority'),
    types: repeated(values, 'type'),
    severities: repeated(values, 'severity'),
  };
  const items = sortItems(all.filter((item) => matchesFilter(item, filter)), keyOf(SORT_KEYS, single(values, 'sort')) ?? 'due');
  const to = values['json'] ? 'json' : single(values, 'to');
  if (to !== null) {
    const code = await writeTracker(host, items, to, values['json'] ? { ...args, values: { ...values, output: '-' } } : args);
    return code === EXIT.clean ? exit : code;
  }
  const terminal = terminalOf(host, host.stdout, values);
  const group = keyOf(GROUP_KEYS, single(values, 'group-by'));
  if (group === null) host.stdout.write(printItems(items, terminal));
  else
    for (const [name, members] of groupItems(items, group)) host.stdout.write(`${painter(terminal.colour)('bold', `${neutralise(name)} (${members.length})`)}\n${printItems(members, terminal)}\n`);
  host.stderr.write(summaryOf(items));
  return exit;
};
