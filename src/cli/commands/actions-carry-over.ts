import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { EXIT, UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { saveTogether } from '../../workspace/save.ts';
import { openSubject } from '../../workspace/subject.ts';
import { carryOver, itemsToCarry } from '../actions/carry-over.ts';
import type { CommandRun } from '../command.ts';
import { writeChange } from '../editing/write.ts';
import { repeated, single } from '../values.ts';

/** Carries open action items over from one document into another: both are written, or neither. */
export const run: CommandRun = async (host, args) => {
  const [file, extra] = args.positionals;
  const target = single(args.values, 'to');
  if (file === undefined || target === null) throw new UserError('two documents are asked for', { hint: 'postmortem actions carry-over OLD.md --to NEW.md' });
  if (extra !== undefined) throw new UserError(`"${extra}" is too much`, { hint: 'one document at a time' });
  const from = await openSubject(host, file);
  const to = await openSubject(host, target);
  if (realpathSync(resolve(host.cwd, file)) === realpathSync(resolve(host.cwd, target))) throw new UserError('both are the same document', { place: target });
  if (to.record.status?.value === 'closed') throw new UserError('this document is closed: it takes no open items', { place: target });
  const carried = carryOver(from, to, itemsToCarry(from, repeated(args.values, 'item')));
  for (const { index, reason } of carried.problems) {
    const action = from.record.actions[index];
    host.stderr.write(`problem: ${neutralise(file)}:${action?.source.line ?? 1} ${neutralise(action?.id ?? action?.title ?? '')}: ${neutralise(reason)}\n`);
  }
  const exit = carried.problems.length > 0 ? EXIT.findings : EXIT.clean;
  if (args.values['dry-run'] === true) {
    await writeChange(host, args, to, () => carried.to.document.text);
    await writeChange(host, args, from, () => carried.from.document.text);
    return exit;
  }
  // The new items first: were the machine to stop in between, they would stand twice and not be lost, and the next run drops the old ones.
  saveTogether([
    { path: resolve(host.cwd, target), before: to.document.text, after: carried.to.document.text },
    { path: resolve(host.cwd, file), before: from.document.text, after: carried.from.document.text },
  ]);
  for (const { from: old, to: now } of carried.items) host.stdout.write(`${neutralise(old)} → ${neutralise(now)}\n`);
  if (carried.items.length === 0) host.stderr.write(carried.problems.length > 0 ? 'nothing was written\n' : 'no open action items; nothing was written\n');
  return exit;
};
