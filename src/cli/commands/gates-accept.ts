import { EXIT, UserError } from '../../record/errors.ts';
import { LOCK_NAME } from '../../gates/lock/read.ts';
import { lockOrEmpty, storeLock } from '../../workspace/gates/lock.ts';
import { today } from '../../workspace/gates/repository.ts';
import type { CommandRun } from '../command.ts';
import { flag, openRepository, printJson, requiredFlag } from '../gates/open.ts';
import { runRatchet } from '../gates/ratchet.ts';

/** Writes a reviewed and expiring permission for one change to the lock. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const [fingerprint] = positionals;
  if (fingerprint === undefined) throw new UserError('which change? Name its fingerprint', { hint: '`postmortem gates diff` prints it with each error' });
  const reason = requiredFlag(values, 'reason', 'why a weaker gate is right');
  const by = requiredFlag(values, 'by', 'who answers for it');
  const until = requiredFlag(values, 'until', 'the last day on which it holds');
  const gates = await openRepository(host, values);
  const now = today(gates.workspace);
  if (!isDate(until)) throw new UserError(`--until cannot be "${until}"`, { hint: 'a date as YYYY-MM-DD' });
  if (until < now) throw new UserError(`--until ${until} is past`, { hint: `today is ${now}` });
  const { changes, against } = await runRatchet(gates, flag(values, 'against'), false);
  const change = changes.find((one) => one.fingerprint === fingerprint);
  if (change === undefined) throw new UserError(`no change has the fingerprint "${fingerprint}"`, { hint: `compared with ${against.join(' and ')}; \`postmortem gates diff\` lists the changes` });
  const lock = lockOrEmpty(gates.workspace);
  const accepted = { fingerprint, unit: change.unit, change: change.message, reason, by, until };
  storeLock(gates.workspace, { ...lock, accepted: [...lock.accepted.filter((one) => one.fingerprint !== fingerprint), accepted] });
  if (values['json']) await printJson(host, { version: 1, accepted });
  else host.stdout.write(`accepted until ${until}: ${change.unit}: ${change.message}\nwritten to ${LOCK_NAME}; commit it with the change\n`);
  return EXIT.clean;
};

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
