import { adapterSet } from '../../gates/adapters/load.ts';
import { readGateFile } from '../../gates/collect.ts';
import { silentProposal, type SilentProposal, writtenNumber } from '../../gates/replay/proposed.ts';
import { writtenShares } from '../../gates/replay/written-figures.ts';
import { fencedBlocks, snippetFile } from '../../gates/snippet.ts';
import { displayPath } from '../discover.ts';
import { workspaceReader } from '../records.ts';
import { selectDocuments } from '../select.ts';
import { readTextFile } from '../text-file.ts';
import type { Workspace } from '../workspace.ts';

/** A gate that a post-mortem writes out and that would stay silent at what the post-mortem records. */
export interface Proposal extends Omit<SilentProposal, 'share'> {
  readonly path: string;
  readonly gate: string;
  /** `Envoy 5xx ratio` */
  readonly figure: string;
  /** As written: `0.052`. */
  readonly value: string;
}

/** Tries the gates that documents write out in code blocks on the figures that they state. */
export const silentProposals = async (workspace: Workspace, words: readonly string[]): Promise<readonly Proposal[]> => {
  const adapters = adapterSet();
  const found: Proposal[] = [];
  for (const file of selectDocuments(workspace, words).files) {
    const content = readTextFile(file);
    if (!('text' in content)) continue;
    const path = displayPath(workspace.root, file);
    for (const { language, text } of fencedBlocks(content.text)) {
      const snippet = snippetFile(language, text);
      if (snippet === null || !adapters.mayHold(snippet)) continue;
      const { units } = await readGateFile(snippet, { text: () => null, paths: [] }, adapters);
      if (units.length === 0) continue;
      const shares = writtenShares((await workspaceReader(workspace)).read(path, content.text).record);
      for (const unit of units) {
        const silent = silentProposal(unit, shares);
        if (silent !== null) found.push({ path, gate: unit.title, bound: silent.bound, settles: silent.settles, figure: silent.share.name, value: writtenNumber(silent.share) });
      }
    }
  }
  return found;
};
