import { fencedBlocks, snippetFile } from '../../gates/snippet.ts';
import type { GateUnit } from '../../gates/model.ts';
import { mayLinkGates } from '../../gates/links/mention.ts';
import { linksOf } from '../../gates/links/link.ts';
import { gatesView, type GatesView } from '../../gates/view.ts';
import { readGateFile } from '../../gates/collect.ts';
import { canonicalJson } from '../../gates/fingerprint.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { adapterSet } from '../../gates/adapters/load.ts';
import { indexUnits } from '../../gates/links/reference.ts';
import { digest } from '../cache.ts';
import type { Workspace } from '../workspace.ts';
import { loadLock } from './lock.ts';
import { compareWithLock } from './ratchet.ts';
import { formatsOf, openGates } from './repository.ts';

/**
 * The gates as rules see them; null where no document links a gate or writes one out, so that checking prose reads no configuration.
 * `records` gives the documents' records where the lock needs their links, `collected` the
 * repository's gates where they were collected before.
 */
export const openGatesView = async (workspace: Workspace, texts: Iterable<string>, records: () => readonly IncidentRecord[], collected: () => ReturnType<typeof openGates> = () => openGates(workspace)): Promise<GatesView | null> => {
  const adapters = adapterSet();
  const snippets = new Map<string, readonly GateUnit[]>();
  let links = false;
  for (const text of texts) {
    links ||= mayLinkGates(text);
    for (const { language, text: body } of fencedBlocks(text)) {
      const file = snippetFile(language, body);
      if (file === null || !adapters.mayHold(file)) continue;
      const { units } = await readGateFile(file, { text: () => null, paths: [] }, adapters);
      if (units.length > 0) snippets.set(snippetKey(language, body), units);
    }
  }
  if (!links && snippets.size === 0) return null;
  const snippet: GatesView['snippet'] = (language, text) => snippets.get(snippetKey(language, text)) ?? [];
  if (!links) return gatesView({ index: indexUnits([]), replayOf: formatsOf(adapters).replayOf, changesSinceLock: [], snippet, digest: '' });
  const gates = await collected();
  const lock = loadLock(workspace);
  const changesSinceLock = lock === null ? [] : await compareWithLock(gates, { links: records().flatMap(linksOf), lock, strict: false });
  return gatesView({ index: gates.index, replayOf: gates.formats.replayOf, changesSinceLock, snippet, digest: digest(canonicalJson(gates.units), canonicalJson(changesSinceLock)) });
};

const snippetKey = (language: string, text: string): string => `${language}\n${text.trimEnd()}`;
