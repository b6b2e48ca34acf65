import { basename } from 'node:path';
import { mayMentionGates } from '../../gates/links/mention.ts';
import type { Finding } from '../../record/finding.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { prepareFor } from '../../rules/prepare.ts';
import { beginRules } from '../../rules/run-rules.ts';
import { effectiveRules, ruleLayers } from '../../workspace/configuration/layers.ts';
import { displayPath } from '../../workspace/discover.ts';
import type { Failure } from '../../workspace/markdown-files.ts';
import type { DocumentReader, ReadDocument } from '../../workspace/reader.ts';
import { workspaceReader } from '../../workspace/records.ts';
import { repositoryView } from '../../workspace/repository.ts';
import { selectDocuments } from '../../workspace/select.ts';
import { decode, readTextFile, type TextFile } from '../../workspace/text-file.ts';
import { isoDate } from '../../workspace/today.ts';
import { VERSION } from '../../workspace/version.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { openFindingsCache } from './findings-cache.ts';
import type { CheckOptions } from './options.ts';
import type { Progress } from './progress.ts';

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Root-relative paths. */
  readonly checked: readonly string[];
  readonly failed: readonly Failure[];
}

/** A document to check: where it is, and what it is called. */
export interface Target {
  readonly path: string;
  readonly read: () => TextFile;
}

/** Files as targets, named relative to the root. */
export const fileTargets = ({ root }: Workspace, files: readonly string[]): Target[] => files.map((file) => ({ path: displayPath(root, file), read: () => readTextFile(file) }));

/** Standard input as a target; it is read to its end. */
export const stdinTarget = async ({ host }: Workspace, path: string): Promise<Target> => {
  const chunks: Buffer[] = [];
  for await (const chunk of host.stdin) chunks.push(Buffer.from(chunk));
  const content = decode(Buffer.concat(chunks));
  return { path, read: () => content };
};

/** The texts of all targets that have one, by path. */
const readTexts = (targets: readonly Target[]): { readonly texts: ReadonlyMap<string, string>; readonly failed: readonly Failure[] } => {
  const texts = new Map<string, string>();
  const failed: Failure[] = [];
  for (const { path, read } of targets) {
    const content = read();
    if ('reason' in content) failed.push({ path, reason: content.reason });
    else texts.set(path, content.text);
  }
  return { texts, failed };
};

/** Reads each document at most once as a record. Trees are not kept, so that memory stays flat. */
const openReadings = (reader: DocumentReader) => {
  const records = new Map<string, IncidentRecord>();
  const read = (path: string, text: string): ReadDocument => {
    const known = records.get(path);
    if (known) return { record: known, document: reader.parse(path, text) };
    const both = reader.read(path, text);
    records.set(path, both.record);
    return both;
  };
  const recordOf = (path: string, text: string): IncidentRecord => records.get(path) ?? read(path, text).record;
  return { read, recordOf };
};

/**
 * Checks documents: reads each and runs the rules that look at it alone, then those which compare documents and see every record. Documents
 * whose text, and whatever else their findings depended on, are as they were come from the cache.
 */
export const runCheck = async (workspace: Workspace, targets: readonly Target[], options: CheckOptions, progress: Progress): Promise<CheckResult> => {
  const { host, configuration } = workspace;
  const reader = await workspaceReader(workspace);
  const { texts, failed } = readTexts(targets);
  const { read, recordOf } = openReadings(reader);
  const collection = once(() => new Map([...otherTexts(workspace, texts), ...texts]));
  const records = once(() => [...collection()].map(([path, text]) => recordOf(path, text)));
  const gates = await openGates(workspace, texts, records);
  const repository = await repositoryView(workspace, reader, records, options.diffBase, gates);
  const today = isoDate(host.now(), configuration.timezone);
  const settingsFor = settingsByPath(workspace, options);
  const cache = openFindingsCache(workspace, {
    enabled: options.cache && options.diffBase === null,
    // The name of the built file changes with its content, and with that of all it loads.
    program: [VERSION, basename(import.meta.url), reader.engine],
    settings: [workspace.configurationText, JSON.stringify([options.only, options.ruleSeverities]), today],
    repository,
    collection,
  });
  const results: (() => readonly Finding[])[] = [];
  for (const [path, text] of texts) {
    const known = cache.get(path, text);
    if (known) results.push(() => known);
    else {
      const waiting = prepareFor(text);
      if (waiting) await waiting;
      const finish = beginRules({ ...read(path, text), repository: cache.watched(path), settings: settingsFor(path), today });
      results.push(() => {
        const found = finish();
        cache.set(path, text, found);
        return found;
      });
    }
    progress.step('checking', results.length, texts.size);
  }
  const findings = results.flatMap((result) => result());
  cache.save();
  return { findings, checked: [...texts.keys()], failed };
};

/** The gates as rules see them. What reads gates is loaded only where some document may link or write one. */
const openGates = async (workspace: Workspace, texts: ReadonlyMap<string, string>, records: () => readonly IncidentRecord[]) => {
  if (![...texts.values()].some(mayMentionGates)) return null;
  return (await import('../../workspace/gates/view.ts')).openGatesView(workspace, texts.values(), records);
};

/** Texts of the collection that the configuration names, for rules that compare documents; nothing without a configuration. */
const otherTexts = (workspace: Workspace, texts: ReadonlyMap<string, string>): [path: string, text: string][] => {
  if (workspace.configuration.documents === undefined) return [];
  return fileTargets(workspace, selectDocuments(workspace, []).files).flatMap(({ path, read }): [string, string][] => {
    if (texts.has(path)) return [];
    const content = read();
    return 'text' in content ? [[path, content.text]] : [];
  });
};

const once = <Value>(compute: () => Value): (() => Value) => {
  let computed: { readonly value: Value } | null = null;
  return () => (computed ??= { value: compute() }).value;
};

/** Rule settings by path; documents to which the same layers apply share one object, which the runner prepares once. */
const settingsByPath = ({ configuration, configurationPath }: Workspace, options: CheckOptions) => {
  const layers = ruleLayers(configuration, configurationPath ?? 'the configuration', options.ruleSeverities);
  const shared = new Map<string, { readonly rules: ReturnType<typeof effectiveRules>; readonly only: readonly string[] }>();
  return (path: string) => {
    const key = layers.map((layer) => (layer.admits(path) ? '1' : '0')).join('');
    const settings = shared.get(key) ?? { rules: effectiveRules(layers, path), only: options.only };
    shared.set(key, settings);
    return settings;
  };
};
