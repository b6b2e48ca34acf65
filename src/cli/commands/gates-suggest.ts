import { EXIT, UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { suggestGates } from '../../gates/links/suggest.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import type { CommandRun } from '../command.ts';
import { openRepository, printJson } from '../gates/open.ts';
import { conditionsInWords } from '../gates/print-units.ts';

/** Proposes gates for the action items of a document that have none. */
export const run: CommandRun = async (host, { positionals, values }) => {
  if (positionals.length === 0) throw new UserError('which post-mortem?', { hint: 'postmortem gates suggest FILE' });
  const gates = await openRepository(host, values);
  const { records } = await readLinkedRecords(gates.workspace, positionals);
  if (records.length === 0) throw new UserError(`"${positionals.join(' ')}" is no document that can be read`);
  const items = records.flatMap((record) => suggestGates(record.actions.filter(({ gates: linked }) => linked.length === 0), gates.units).map((one) => ({ record: record.path, ...one })));
  if (values['json']) {
    await printJson(host, {
      version: 1,
      items: items.map(({ record, action, suggestions }) => ({
        record,
        action: action.id,
        title: action.title,
        suggestions: suggestions.map(({ unit, score, words }) => ({ unit: unit.key, title: unit.title, enforcement: unit.enforcement, score: Number(score.toFixed(3)), words })),
      })),
    });
    return EXIT.clean;
  }
  for (const { record, action, suggestions } of items) {
    const lines = [`${record}  ${action.id ?? ''}  ${action.title}`];
    for (const { unit, words } of suggestions) lines.push(`  \`${unit.key}\`  ${unit.enforcement}  ${conditionsInWords(unit)}  (${words.join(', ')})`);
    if (suggestions.length === 0) lines.push('  no gate shares a word with it');
    host.stdout.write(`${lines.map(neutralise).join('\n')}\n`);
  }
  if (items.length === 0) host.stderr.write('every action item has a gate\n');
  return EXIT.clean;
};
