import { EXIT } from '../../record/errors.ts';
import { REPORTERS } from '../../reporters/registry.ts';
import { VERSION } from '../../workspace/version.ts';
import type { CommandRun } from '../command.ts';

/** Checks documents. */
export const run: CommandRun = async (host) => {
  const reporter = await REPORTERS.json();
  const counts = { error: 0, warning: 0, info: 0, suppressed: 0, known: 0 };
  const report = { findings: [], checked: [], failed: [], counts, rules: [], version: VERSION };
  host.stdout.write(reporter(report, { colour: false, unicode: false, width: 80, text: () => null }));
  return EXIT.clean;
};
