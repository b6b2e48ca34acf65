import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { siteFiles } from '../../trackers/site/site.ts';
import { reasonOf } from '../../workspace/text-file.ts';
import { isoDate } from '../../workspace/today.ts';
import { collectItems } from '../actions/items.ts';
import { openCollection } from '../collection.ts';
import type { CommandRun } from '../command.ts';
import { collectSettlements } from '../report/settlements.ts';
import { single } from '../values.ts';

/** Writes the site of the collection. Pages of incidents that are gone stay until someone removes them. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const out = single(values, 'out');
  if (out === null || out === '') throw new UserError('--out is missing', { hint: 'name the folder of the site: postmortem report --out site' });
  const { workspace, records, exit } = await openCollection(host, positionals);
  const items = await collectItems(workspace, records);
  const settled = await collectSettlements(workspace, records, items);
  const today = isoDate(host.now(), workspace.configuration.timezone);
  const folder = resolve(host.cwd, out);
  try {
    mkdirSync(join(folder, 'incidents'), { recursive: true });
    for (const { path, text } of siteFiles(records, items, { today, settlementOf: (item) => settled.get(item) })) writeFileSync(join(folder, path), text);
  } catch (cause) {
    throw new UserError(`cannot write the site: ${reasonOf(cause)}`, { place: folder, cause });
  }
  host.stdout.write(`wrote ${neutralise(out)}/index.html and ${records.length} incident pages\n`);
  return exit;
};
