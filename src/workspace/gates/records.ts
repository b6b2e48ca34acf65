import { linksOf, type GateLink } from '../../gates/links/link.ts';
import { mayLinkGates } from '../../gates/links/mention.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { displayPath } from '../discover.ts';
import { workspaceReader } from '../records.ts';
import { selectDocuments } from '../select.ts';
import { readTextFile } from '../text-file.ts';
import type { Workspace } from '../workspace.ts';

export interface LinkedRecords {
  readonly records: readonly IncidentRecord[];
  readonly links: readonly GateLink[];
}

/** Records that link gates: of the documents that words name, or of the whole collection where there are none. */
export const readLinkedRecords = async (workspace: Workspace, words: readonly string[] = []): Promise<LinkedRecords> => {
  const texts = selectDocuments(workspace, words).files.flatMap((file) => {
    const content = readTextFile(file);
    return 'text' in content && (words.length > 0 || mayLinkGates(content.text)) ? [{ path: displayPath(workspace.root, file), text: content.text }] : [];
  });
  if (texts.length === 0) return { records: [], links: [] };
  const reader = await workspaceReader(workspace);
  const records = texts.map(({ path, text }) => reader.read(path, text).record);
  return { records, links: records.flatMap(linksOf) };
};
