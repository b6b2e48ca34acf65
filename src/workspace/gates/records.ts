import type { IncidentRecord } from '../../record/record.ts';
import { linksOf, type GateLink } from '../../gates/links/link.ts';
import { globList } from '../configuration/layers.ts';
import { discover, displayPath } from '../discover.ts';
import { openReader, type DocumentReader } from '../reader.ts';
import { readingOptionsOf } from '../subject.ts';
import { readTextFile } from '../text-file.ts';
import type { Workspace } from '../workspace.ts';

/** A code span of the form `path#selector`: without one a document links no gate, and need not be parsed. */
export const mayLinkGates = (text: string): boolean => /`[^`\s]+#[^`\n]+`/.test(text);

export interface LinkedRecords {
  readonly records: readonly IncidentRecord[];
  readonly links: readonly GateLink[];
}

/** The reader for the documents of a workspace. */
export const openRecords = (workspace: Workspace): Promise<DocumentReader> => openReader(workspace.host, readingOptionsOf(workspace.configuration));

/** Whether the configuration lets a root-relative path be a document. */
export const documentPaths = ({ configuration }: Pick<Workspace, 'configuration'>): ((path: string) => boolean) => globList(configuration.documents ?? []);

/** Records that link gates, among the given words or all documents that the configuration names. */
export const readLinkedRecords = async (workspace: Workspace, words: readonly string[] = []): Promise<LinkedRecords> => {
  const { root, host } = workspace;
  const found = words.length > 0 ? discover({ cwd: host.cwd, root }, words, documentPaths(workspace)) : discover({ cwd: root, root }, ['.'], documentPaths(workspace));
  const texts = found.files.flatMap((file) => {
    const content = readTextFile(file);
    return 'text' in content && (words.length > 0 || mayLinkGates(content.text)) ? [{ path: displayPath(root, file), text: content.text }] : [];
  });
  if (texts.length === 0) return { records: [], links: [] };
  const reader = await openRecords(workspace);
  const records = texts.map(({ path, text }) => reader.read(path, text).record);
  return { records, links: records.flatMap(linksOf) };
};
