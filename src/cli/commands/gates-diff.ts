import { EXIT } from '../../record/errors.ts';
import { REPORTERS } from '../../reporters/registry.ts';
import type { CommandRun } from '../command.ts';
import { diffReport } from '../gates/diff-report.ts';
import { diffMarkdown, diffText, levelCounts } from '../gates/diff-text.ts';
import { flag, openRepository, printJson } from '../gates/open.ts';
import { runRatchet } from '../gates/ratchet.ts';
import { terminalOf } from '../terminal.ts';

/** The ratchet: what a change does to protection. */
export const run: CommandRun = async (host, { values }) => {
  const gates = await openRepository(host, values);
  const ratchet = await runRatchet(gates, flag(values, 'against'), values['strict'] === true);
  const changes = values['linked'] ? ratchet.changes.filter(({ paidFor }) => paidFor.length > 0) : ratchet.changes;
  const context = { ...terminalOf(host, host.stdout, values), text: gates.source.text };
  switch (values['json'] ? 'json' : (flag(values, 'format') ?? 'text')) {
    case 'json':
      await printJson(host, { version: 1, against: ratchet.against, changes });
      break;
    case 'sarif':
      host.stdout.write((await REPORTERS.sarif())(diffReport(changes), context));
      break;
    case 'github':
      host.stdout.write((await REPORTERS.github())(diffReport(changes), context));
      break;
    case 'markdown':
      host.stdout.write(diffMarkdown(changes, ratchet.against));
      break;
    default:
      host.stdout.write(diffText(changes));
      host.stderr.write(`${levelCounts(changes)} against ${ratchet.against.join(' and ')}\n`);
  }
  gates.cache.save();
  const limit = flag(values, 'fail-on') ?? 'ERR';
  const fails = changes.some(({ level }) => limit !== 'never' && (level === 'ERR' || (limit === 'WARN' && level === 'WARN')));
  return fails ? EXIT.findings : EXIT.clean;
};
