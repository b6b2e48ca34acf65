import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { mayLinkGates, mayMentionGates } from '../../gates/links/mention.ts';
import { comparedRecord, type ComparedRecord } from '../../record/compared.ts';
import type { Finding } from '../../record/finding.ts';
import type { Collection } from '../../rules/define-rule.ts';
import { conclude } from '../../rules/run-rules.ts';
import { displayPath } from '../../workspace/discover.ts';
import type { Failure } from '../../workspace/markdown-files.ts';
import type { DocumentReader } from '../../workspace/reader.ts';
import { workspaceReader } from '../../workspace/records.ts';
import { readRepository } from '../../workspace/repository.ts';
import { selectDocuments } from '../../workspace/select.ts';
import { decode, readTextFile, type TextFile } from '../../workspace/text-file.ts';
import { isoDate } from '../../workspace/today.ts';
import { VERSION } from '../../workspace/version.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { openExaminer, type Examination, type ExaminationSetup, type Examiner } from './examine.ts';
import { openFindingsCache } from './findings-cache.ts';
import type { CheckOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { examineInThreads, threadsFor, type Document } from './threads.ts';
import { MANY, tunedFor, tuneEngine } from './tuning.ts';

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

/**
 * Checks documents: reads each and runs the rules that look at it alone, then those which compare documents. Documents whose text, and
 * whatever else their findings depended on, are as they were come from the cache.
 */
export const runCheck = async (workspace: Workspace, targets: readonly Target[], options: CheckOptions, progress: Progress): Promise<CheckResult> => {
  const { host: _, ...place } = workspace;
  const reader = await workspaceReader(workspace);
  const { texts, failed } = readTexts(targets);
  const others = once(() => otherTexts(workspace, texts));
  const all = () => [...others(), ...texts];
  const mentioning = [...texts].filter(([, text]) => mayMentionGates(text));
  const gates = await openGates(workspace, reader, mentioning, all);
  const today = isoDate(workspace.host.now(), workspace.configuration.timezone);
  const withCache = options.cache && options.diffBase === null;
  const setup: ExaminationSetup = { place, facts: await readRepository(workspace, options.diffBase), rules: { only: options.only, ruleSeverities: options.ruleSeverities }, today, watch: withCache };
  const examiner = openExaminer(workspace, setup, reader, gates);
  const cache = openFindingsCache(workspace, {
    enabled: withCache,
    // The name of the built file changes with its content, and with that of all it loads.
    program: [VERSION, basename(import.meta.url), reader.engine],
    settings: [workspace.configurationText, JSON.stringify([options.only, options.ruleSeverities]), today],
    repository: examiner.repository,
    collection: () => new Map(all()),
  });
  const known = new Map<string, readonly Finding[]>();
  const unknown: Document[] = [];
  for (const [path, text] of texts) {
    const findings = cache.get(path, text);
    if (findings) known.set(path, findings);
    else unknown.push([path, text]);
  }
  // A change set is large, and gates are functions: documents that need either stay in this thread.
  const bound = new Set(setup.facts.change === null ? mentioning.map(([path]) => path) : texts.keys());
  const characters = unknown.reduce((sum, [, text]) => sum + text.length, 0);
  const examinations = await tunedFor(characters, () => examineAll(workspace, examiner, setup, unknown, bound, options.jobs, (done) => progress.step('checking', known.size + done, texts.size)));
  const compared = ([path, text]: Document): ComparedRecord => examinations.get(path)?.examined.record ?? comparedRecord(reader.read(path, text).record);
  const records = once(() => all().map(compared));
  const findings = [...texts].flatMap(([path, text]): readonly Finding[] => {
    const before = known.get(path);
    const examination = examinations.get(path);
    if (before || !examination) return before ?? [];
    const collection = watchCollection(records);
    const found = conclude(examination.examined, { collection: collection.view, settings: examiner.settingsFor(path), today });
    if (examination.answers) cache.set(path, text, { ...examination.answers, collection: collection.looked(), findings: found });
    return found;
  });
  cache.save();
  return { findings, checked: [...texts.keys()], failed };
};

/** The examinations of documents by path, in several threads where there are enough of them. `bound` documents stay in this one. */
const examineAll = async (
  { host }: Workspace,
  { examine, settingsFor }: Examiner,
  setup: ExaminationSetup,
  documents: readonly Document[],
  bound: ReadonlySet<string>,
  jobs: number | null,
  onExamined: (documents: number) => void,
): Promise<ReadonlyMap<string, Examination>> => {
  // What is wrong with the settings is told for the first document, whichever thread would have come first.
  for (const [path] of documents) settingsFor(path);
  if (documents.length >= MANY) tuneEngine();
  const examinations = new Map<string, Examination>();
  const keep = (path: string, examination: Examination): void => {
    examinations.set(path, examination);
    onExamined(examinations.size);
  };
  const shared = documents.filter(([path]) => !bound.has(path));
  const threads = threadsFor(shared.length, jobs ?? availableParallelism());
  if (host.startThread === null || threads === 1) for (const [path, text] of documents) keep(path, await examine(path, text));
  else await examineInThreads({ shared, own: documents.filter(([path]) => bound.has(path)) }, setup, threads, host.startThread, examine, keep);
  return examinations;
};

/** The collection for the rules of one document; `looked` tells whether one asked for it. */
const watchCollection = (records: () => readonly ComparedRecord[]): { readonly view: Collection; readonly looked: () => boolean } => {
  let looked = false;
  return {
    view: {
      get records() {
        looked = true;
        return records();
      },
    },
    looked: () => looked,
  };
};

/** The gates as rules see them. What reads gates is loaded only where some document may link or write one. */
const openGates = async (workspace: Workspace, reader: DocumentReader, mentioning: readonly Document[], all: () => Iterable<Document>) => {
  if (mentioning.length === 0) return null;
  const linking = () => [...all()].filter(([, text]) => mayLinkGates(text)).map(([path, text]) => reader.read(path, text).record);
  return (await import('../../workspace/gates/view.ts')).openGatesView(workspace, mentioning.map(([, text]) => text), linking);
};

/** Texts of the collection that the configuration names, for rules that compare documents; nothing without a configuration. */
export const otherTexts = (workspace: Workspace, texts: { readonly has: (path: string) => boolean }): Document[] => {
  if (workspace.configuration.documents === undefined) return [];
  return fileTargets(workspace, selectDocuments(workspace, []).files).flatMap(({ path, read }): Document[] => {
    if (texts.has(path)) return [];
    const content = read();
    return 'text' in content ? [[path, content.text]] : [];
  });
};

const once = <Value>(compute: () => Value): (() => Value) => {
  let computed: { readonly value: Value } | null = null;
  return () => (computed ??= { value: compute() }).value;
};
