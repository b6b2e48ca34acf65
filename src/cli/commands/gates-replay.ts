import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXIT } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { proveLink } from '../../gates/links/proof.ts';
import { displayPath } from '../../workspace/discover.ts';
import { readLinkedRecords } from '../../workspace/gates/records.ts';
import { silentProposals } from '../../workspace/gates/proposals.ts';
import { saveText } from '../../workspace/save.ts';
import type { CommandRun } from '../command.ts';
import { flag, openRepository, printJson } from '../gates/open.ts';
import { proofAsData, proofLines, proposalLines } from '../gates/proof-text.ts';

/** Replays every linked gate on the figures of its incident. */
export const run: CommandRun = async (host, { positionals, values }) => {
  const gates = await openRepository(host, values);
  const { links } = await readLinkedRecords(gates.workspace, positionals);
  const proofs = links.map((link) => proveLink(link, gates.index, gates.formats.replayOf));
  const target = flag(values, 'promtool');
  if (target !== null) {
    const { promtoolTests } = await import('../../gates/replay/promtool.ts');
    const { text, skipped } = promtoolTests(proofs, gates.source.text, target === '-' ? '' : displayPath(gates.workspace.root, dirname(resolve(host.cwd, target))));
    if (target === '-') host.stdout.write(text);
    else {
      mkdirSync(dirname(resolve(host.cwd, target)), { recursive: true });
      saveText(resolve(host.cwd, target), text);
    }
    for (const { name, reason } of skipped) host.stderr.write(`${neutralise(`postmortem: no test for ${name}: ${reason}`)}\n`);
    if (target === '-') return EXIT.clean;
  }
  const failed = proofs.some(({ unresolved, incident }) => unresolved !== null || incident?.verdict === 'silent');
  const proposed = await silentProposals(gates.workspace, positionals);
  if (values['json']) await printJson(host, { version: 1, replays: proofs.map(proofAsData), proposed });
  else {
    for (const line of [...proofs.flatMap(proofLines), ...proposed.flatMap(proposalLines)]) host.stdout.write(`${neutralise(line)}\n`);
    if (proofs.length === 0) host.stderr.write('no action item links a gate: write `path#selector` replay: METRIC in its Gate cell\n');
  }
  return failed ? EXIT.findings : EXIT.clean;
};
