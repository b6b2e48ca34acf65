import { EXIT, UserError } from '../../record/errors.ts';
import { REPORTERS } from '../../reporters/registry.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';
import type { Host } from '../../workspace/host.ts';
import { compareSideBySide } from '../../workspace/gates/side-by-side.ts';
import { isoDate } from '../../workspace/today.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { diffReport } from '../gates/diff-report.ts';
import { diffMarkdown } from '../gates/diff-markdown.ts';
import { diffText, levelCounts } from '../gates/diff-text.ts';
import { flag, openRepository, printJson, printProblems } from '../gates/open.ts';
import { runRatchet } from '../gates/ratchet.ts';
import { terminalOf } from '../terminal.ts';

/** What was compared, and what it gave. */
interface Outcome {
  readonly changes: readonly GateChange[];
  readonly against: readonly string[];
  readonly text: (path: string) => string | null;
}

/** The ratchet: what a change does to protection, in the repository or between two files or folders. */
export const run: CommandRun = async (host, { positionals, values }) => {
  if (positionals.length > 0 && positionals.length !== 2) throw new UserError('two files or two folders are compared', { hint: 'postmortem gates diff OLD NEW' });
  const { changes, against, text } = positionals.length === 0 ? await inRepository(host, values) : await sideBySide(host, values, positionals);
  const context = { ...terminalOf(host, host.stdout, values), text };
  switch (values['json'] ? 'json' : (flag(values, 'format') ?? 'text')) {
    case 'json':
      await printJson(host, { version: 1, against, changes });
      break;
    case 'sarif':
      host.stdout.write((await REPORTERS.sarif())(diffReport(changes), context));
      break;
    case 'github':
      host.stdout.write((await REPORTERS.github())(diffReport(changes), context));
      break;
    case 'markdown':
      host.stdout.write(diffMarkdown(changes, against));
      break;
    default:
      host.stdout.write(diffText(changes));
      host.stderr.write(`${levelCounts(changes)} against ${against.join(' and ')}\n`);
  }
  const limit = flag(values, 'fail-on') ?? 'ERR';
  const fails = changes.some(({ level }) => limit !== 'never' && (level === 'ERR' || (limit === 'WARN' && level === 'WARN')));
  return fails ? EXIT.findings : EXIT.clean;
};

const inRepository = async (host: Host, values: ParsedArguments['values']): Promise<Outcome> => {
  const gates = await openRepository(host, values);
  const { changes, against } = await runRatchet(gates, flag(values, 'against'), values['strict'] === true);
  gates.cache.save();
  // Why a gate is gone or opaque may be that its file cannot be read.
  const touched = new Set(changes.map(({ path }) => path));
  printProblems(host, gates.problems.filter(({ path }) => touched.has(path)));
  return { changes: values['linked'] ? changes.filter(({ paidFor }) => paidFor.length > 0) : changes, against, text: gates.source.text };
};

/** Files that lie side by side: nothing is linked to them, so no incident judges. */
const sideBySide = async (host: Host, values: ParsedArguments['values'], [before = '', after = '']: readonly string[]): Promise<Outcome> => {
  const refused = ['against', 'linked', 'config'].find((name) => values[name] !== undefined && values[name] !== false);
  if (refused !== undefined) throw new UserError(`--${refused} says nothing of two files`, { hint: 'leave it out, or name no files' });
  const { changes, problems, text } = await compareSideBySide(host, before, after, isoDate(host.now(), undefined), values['strict'] === true);
  printProblems(host, problems);
  return { changes, against: [before], text };
};
