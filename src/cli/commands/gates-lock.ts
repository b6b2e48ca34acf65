import { EXIT } from '../../record/errors.ts';
import { protectionsByUnit } from '../../gates/links/claims.ts';
import { statedProtections } from '../../gates/links/protection.ts';
import { LOCK_NAME } from '../../gates/lock/read.ts';
import { updateLock } from '../../gates/lock/update.ts';
import { canonicalJson } from '../../gates/fingerprint.ts';
import { count } from '../../reporters/words.ts';
import { lockOrEmpty, storeLock } from '../../workspace/gates/lock.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import { today } from '../../workspace/gates/repository.ts';
import type { CommandRun } from '../command.ts';
import { openRepository, printJson } from '../gates/open.ts';

/** Locks the floor of every gate that an incident paid for. */
export const run: CommandRun = async (host, { values }) => {
  const gates = await openRepository(host, values);
  const lock = lockOrEmpty(gates.workspace);
  for (const { format } of lock.units) await gates.formats.adapters.ofFormat(format);
  const { links } = await readLinkedRecords(gates.workspace);
  const claims = protectionsByUnit({ links, index: gates.index });
  const paid = gates.units
    .map((unit) => ({ unit, protections: [...(claims.get(unit.key) ?? []), ...statedProtections(unit)] }))
    .filter(({ protections }) => protections.length > 0);
  const update = updateLock(lock, paid, gates.units, gates.formats.settingsOf, today(gates.workspace));
  const changed = canonicalJson(update.lock) !== canonicalJson(lock);
  if (!values['check']) storeLock(gates.workspace, update.lock);
  const { added, updated, kept } = update;
  if (values['json']) await printJson(host, { version: 1, changed, added, updated, kept });
  else {
    for (const unit of added) host.stdout.write(`locked   ${unit}\n`);
    for (const unit of updated) host.stdout.write(`raised   ${unit}\n`);
    for (const unit of kept) host.stdout.write(`kept     ${unit}: weaker than its floor, or gone (see postmortem gates diff --against lock)\n`);
    host.stderr.write(`${count(update.lock.units.length, 'gate')} in ${LOCK_NAME}${changed ? '' : ', nothing changed'}\n`);
  }
  return values['check'] && changed ? EXIT.findings : EXIT.clean;
};
