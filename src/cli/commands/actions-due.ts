import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { dueLate, dueLimit, dueLimitsSchema } from '../../rules/actions/due-late.ts';
import { profileOf } from '../../rules/profile.ts';
import { activeRules } from '../../rules/settings.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { REMINDER_FORMATS } from '../../trackers/due/names.ts';
import { REMINDER_WRITERS } from '../../trackers/due/registry.ts';
import { reminderOf, type LimitOf } from '../../trackers/due/reminder.ts';
import { countWords } from '../../trackers/due/words.ts';
import { displayPath } from '../../workspace/discover.ts';
import { isoDate } from '../../workspace/today.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { collectItems } from '../actions/items.ts';
import { printDue } from '../actions/print-due.ts';
import { settingsByPath } from '../check/settings-by-path.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { terminalOf } from '../terminal.ts';
import { repeated, single } from '../values.ts';

const LONGEST = 3650;

const daysOf = ({ values }: ParsedArguments): number => {
  const written = single(values, 'within') ?? '7';
  if (/^\d{1,4}$/.test(written) && Number(written) <= LONGEST) return Number(written);
  throw new UserError(`--within "${written}" is not a number of days`, { hint: `a whole number from 0 to ${LONGEST}` });
};

/** The limits of the rule actions/due-late, where it is on for an item's document and its state. */
const limitsFor = (workspace: Workspace, records: readonly IncidentRecord[]): LimitOf => {
  const settingsFor = settingsByPath(workspace, { only: [], ruleSeverities: {} });
  const limits = new Map(
    records.flatMap((record) => {
      const settings = settingsFor(displayPath(workspace.root, resolve(workspace.host.cwd, record.path)));
      const rule = activeRules(settings, profileOf(record)).alone.find(({ id }) => id === dueLate.id);
      return rule === undefined ? [] : [[record.path, dueLimitsSchema.parse(rule.options)] as const];
    }),
  );
  return ({ priority, incident }) => {
    const set = limits.get(incident.path);
    return set === undefined ? null : dueLimit(set, priority, incident.severity);
  };
};

/** Reminds of what is overdue or due soon. */
export const run: CommandRun = async (host, args) => {
  const { positionals, values } = args;
  const within = daysOf(args);
  const format = values['json'] ? 'json' : (REMINDER_FORMATS.find((name) => name === single(values, 'format')) ?? 'text');
  const { workspace, records, exit } = await openCollection(host, positionals);
  const reminder = reminderOf(await collectItems(workspace, records), { today: isoDate(host.now(), workspace.configuration.timezone), within, owners: repeated(values, 'owner'), limitOf: limitsFor(workspace, records) });
  if (format === 'text') {
    host.stdout.write(printDue(reminder, terminalOf(host, host.stdout, values)));
    host.stderr.write(`${countWords(reminder, within)}\n`);
  } else host.stdout.write((await REMINDER_WRITERS[format]())(reminder));
  return exit;
};
