import type { IncidentRecord } from '../record/record.ts';
import { displayPath } from './discover.ts';
import type { Failure } from './markdown-files.ts';
import { openReader, type DocumentReader } from './reader.ts';
import { selectDocuments } from './select.ts';
import { readTextFile } from './text-file.ts';
import type { Workspace } from './workspace.ts';

/** Records of documents, and the files that could not be read; all paths are relative to the root. */
export interface RecordsReading {
  readonly records: readonly IncidentRecord[];
  readonly failed: readonly Failure[];
}

/** The reader as the configuration sets it up. */
export const workspaceReader = ({ host, configuration: { headings, severities } }: Workspace): Promise<DocumentReader> =>
  openReader(host, { ...(headings && { headings }), ...(severities && { severities }) });

/** Reads the records of the documents that words name, or of the whole collection where there are none. */
export const readRecords = async (workspace: Workspace, words: readonly string[], onRead: (done: number, total: number) => void = () => undefined): Promise<RecordsReading> => {
  const reader = await workspaceReader(workspace);
  const { files, failed } = selectDocuments(workspace, words);
  const failures = [...failed];
  const records: IncidentRecord[] = [];
  for (const [index, file] of files.entries()) {
    const path = displayPath(workspace.root, file);
    const content = readTextFile(file);
    if ('reason' in content) failures.push({ path, reason: content.reason });
    else records.push(reader.read(path, content.text).record);
    onRead(index + 1, files.length);
  }
  return { records, failed: failures };
};
