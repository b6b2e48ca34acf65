import { relative, resolve, sep } from 'node:path';
import { settledOn } from '../../document/actions/settled-on.ts';
import { readItems } from '../../document/read-record.ts';
import { dayNumber } from '../../document/time/wall.ts';
import type { ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { itemNames } from '../../trackers/item-names.ts';
import { byRecord, isSettled, type TrackedItem } from '../../trackers/item.ts';
import { settlements, type Settlement, type StatedDay } from '../../trackers/settlement.ts';
import { documentHistory, type DocumentVersion } from '../../workspace/document-history.ts';
import { openEngine } from '../../workspace/reader.ts';
import { readingOptionsOf } from '../../workspace/subject.ts';
import { isoDate } from '../../workspace/today.ts';
import type { Workspace } from '../../workspace/workspace.ts';

type History = ReadonlyMap<string, readonly DocumentVersion[]>;

/** Items of one name are settled when all of them are. */
const settledByName = (actions: readonly ActionItem[]): ReadonlyMap<string, boolean> => {
  const settled = new Map<string, boolean>();
  for (const [index, name] of itemNames(actions).entries()) settled.set(name, (settled.get(name) ?? true) && isSettled(actions[index]?.status ?? null));
  return settled;
};

/** The part of a text in which its items stand, from the first to the last; null where there is none, or where a title above them says more of them. */
const partWithItems = (text: string, actions: readonly ActionItem[]): string | null => {
  const [first] = actions;
  return first === undefined || actions.some(({ groups }) => groups.length > 0) ? null : text.slice(first.source.start, actions.reduce((end, { itemSource }) => Math.max(end, itemSource.end), 0));
};

/** Reads the versions one by one, as far as they are asked for. A version that has the same items word for word says the same of them, and is not read. */
const statedDays = function* (record: IncidentRecord, versions: readonly DocumentVersion[], read: (path: string, text: string, incident: string | null) => readonly ActionItem[]): Generator<StatedDay> {
  let known: { readonly part: string | null; readonly settled: StatedDay['settled'] } | null = null;
  for (const { date, text } of versions) {
    if (known?.part == null || !text.includes(known.part)) {
      const actions = read(record.path, text, record.date?.value ?? null);
      known = { part: partWithItems(text, actions), settled: settledByName(actions) };
    }
    yield { date, settled: known.settled };
  }
};

/** The day that a settled item's status gives; a day to come is a slip. */
const statedDay = (action: ActionItem, today: string): string | null => {
  const day = isSettled(action.status) ? settledOn(action) : null;
  return day !== null && day <= today ? day : null;
};

const isUndated = (action: ActionItem | undefined, today: string): boolean => action !== undefined && isSettled(action.status) && statedDay(action, today) === null;

/** The first day of the oldest incident; null where a document does not tell its day, and anything may have been before. */
const earliestDay = (records: readonly IncidentRecord[]): string | null => {
  const days = records.map(({ date }) => (date !== null && dayNumber(date.value) !== null ? date.value : null));
  return days.reduce((least, day) => (least === null || day === null ? null : day < least ? day : least));
};

/** The history of the documents whose settled items give no date; empty without git, without a commit, or where git cannot tell. */
const historyOf = async ({ host, gitRoot }: Workspace, records: readonly IncidentRecord[], today: string, pathOf: (record: IncidentRecord) => string): Promise<History> => {
  const asked = records.filter(({ actions }) => actions.some((action) => isUndated(action, today)));
  if (gitRoot === null || asked.length === 0) return new Map();
  const since = earliestDay(asked);
  try {
    return await documentHistory(host, gitRoot, new Set(asked.map(pathOf).filter((path) => !path.startsWith('..'))), since);
  } catch (error) {
    if (error instanceof UserError) return new Map();
    throw error;
  }
};

/** When each settled item was settled, from its status where that gives a date, else from the history of its document. `items` are those of the records. */
export const collectSettlements = async (workspace: Workspace, records: readonly IncidentRecord[], items: readonly TrackedItem[]): Promise<ReadonlyMap<TrackedItem, Settlement>> => {
  const { host, gitRoot, root, configuration } = workspace;
  const today = isoDate(host.now(), configuration.timezone);
  const pathOf = (record: IncidentRecord): string => relative(gitRoot ?? root, resolve(host.cwd, record.path)).split(sep).join('/');
  const history = await historyOf(workspace, records, today, pathOf);
  const engine = await openEngine(host);
  const options = readingOptionsOf(configuration);
  const found = new Map<TrackedItem, Settlement>();
  for (const { record, items: own } of byRecord(records, items)) {
    const names = itemNames(record.actions);
    const undated = names.filter((_, index) => isUndated(record.actions[index], today));
    const days = statedDays(record, history.get(pathOf(record)) ?? [], (path, text, incident) => readItems(path, text, engine, options, incident));
    const known = settlements(undated, days, { earliest: record.date?.value ?? null, today });
    for (const [index, action] of record.actions.entries()) {
      const item = own[index];
      if (item === undefined || !isSettled(action.status)) continue;
      const day = statedDay(action, today);
      const settlement = day === null ? known.get(names[index] ?? '') : ({ from: day, to: day, basis: 'document' } as const);
      if (settlement !== undefined) found.set(item, settlement);
    }
  }
  return found;
};
