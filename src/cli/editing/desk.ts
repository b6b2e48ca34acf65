import { resolve } from 'node:path';
import { subjectOf } from '../../document/edit/open.ts';
import { planEdits } from '../../document/edit/plan-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { readText } from '../../document/read-record.ts';
import type { Surroundings } from '../../editor/state.ts';
import type { Reading } from '../../editor/session.ts';
import { displayPath } from '../../workspace/discover.ts';
import type { Host } from '../../workspace/host.ts';
import { readOwners } from '../../workspace/owners.ts';
import { DEFAULT_SEVERITIES } from '../../workspace/repository.ts';
import { openSubject } from '../../workspace/subject.ts';
import { openWorkspace } from '../../workspace/workspace.ts';
import type { World } from '../../tui/runner.ts';
import type { LiveCheck } from '../check/live-check.ts';
import { readCheckOptions } from '../check/options.ts';

/** What is done with one document away from the screen: reading, planning, checking, and what the repository knows. */
export interface Desk extends Pick<World, 'plan' | 'check' | 'parse' | 'gates' | 'traces' | 'imports'> {
  readonly surroundings: Surroundings;
}

/** As `postmortem moved` takes it where no window is given. */
const WINDOW_HOURS = 12;

/** Opens a document; gives it as it reads now, and the desk. */
export const openDesk = async (host: Host, file: string): Promise<{ readonly reading: Reading; readonly desk: Desk }> => {
  const workspace = await openWorkspace(host, [file]);
  const target = displayPath(workspace.root, resolve(host.cwd, file));
  let current: EditSubject = await openSubject(host, file);
  const { engine, options } = current;
  const subject = (text: string): EditSubject => (current.document.text === text ? current : subjectOf(file, text, engine, options));
  let live: LiveCheck | null = null;
  const owners = await readOwners(workspace);
  return {
    reading: { text: current.document.text, record: current.record },
    desk: {
      surroundings: { owners: [...(owners ?? [])].sort(), severities: workspace.configuration.severities ?? DEFAULT_SEVERITIES },
      plan: async ({ text, edits, picked }) => {
        const imported = picked && (await import('../imports/into.ts')).addPicked(subject(text), picked);
        current = imported?.subject ?? planEdits(subject(text), edits);
        return { text: current.document.text, record: current.record, ...(imported && { says: imported.says }) };
      },
      check: async (text) => {
        live ??= (await import('../check/live-check.ts')).openLiveCheck(workspace, target, readCheckOptions({ positionals: [], values: {} }));
        return live(text, current.document.text === text ? current : null);
      },
      parse: async (text) => subject(text).document.tree,
      gates: async (text, row) => {
        const [{ openGates }, { gateOptions }] = await Promise.all([import('../../workspace/gates/repository.ts'), import('../../editor/gate-options.ts')]);
        const { units, formats } = await openGates(workspace);
        return gateOptions(readText(file, text, engine, options).record, row, units, formats.replayOf);
      },
      traces: async (text, paths) => {
        const [{ movedOf, fillingEdits, UNITS }, { sentencesOf }] = await Promise.all([import('../moved/report.ts'), import('../../traces/report.ts')]);
        const report = await movedOf(host, paths, { failure: 'error', window: WINDOW_HOURS * UNITS.h, onset: null });
        return { edits: fillingEdits(subject(text).record, report), says: sentencesOf(report)[0] ?? '' };
      },
      imports: async (text, source) => (await import('../imports/propose.ts')).proposeEntries(host, subject(text), source),
    },
  };
};
