import { relative } from 'node:path';
import { diffUnits, type DiffContext } from '../../gates/diff/diff-units.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';
import { claimsOf, type LinkedUnits } from '../../gates/links/claims.ts';
import { mayLinkGates } from '../../gates/links/mention.ts';
import { linksOf, type GateLink } from '../../gates/links/link.ts';
import { replayAll } from '../../gates/links/protection.ts';
import { indexUnits } from '../../gates/links/reference.ts';
import type { GateLock } from '../../gates/lock/schema.ts';
import { unitOfLock, withHashedBody } from '../../gates/lock/units.ts';
import { globList } from '../configuration/layers.ts';
import { changesSince, type Change } from '../git.ts';
import { workspaceReader } from '../records.ts';
import { DEFAULT_DOCUMENTS } from '../select.ts';
import { requireGit } from '../workspace.ts';
import { collectGates } from './collect.ts';
import { gatePaths } from './files.ts';
import { joinUnits, ownUnits, today, type GateRepository } from './repository.ts';
import { commitSource, listTree, readTexts } from './tree.ts';

/** What the ratchet judges with: the links of today, the lock, and how strict to be. */
export interface Judgement {
  readonly links: readonly GateLink[];
  readonly lock: GateLock;
  readonly strict: boolean;
}

const MARKDOWN = /\.(?:md|markdown)$/i;

const contextOf = (gates: GateRepository, before: LinkedUnits, { links, lock, strict }: Judgement): DiffContext => {
  const claims = claimsOf(before, { links, index: gates.index }, lock.units);
  return {
    settingsOf: gates.formats.settingsOf,
    paidFor: (old, fresh) => claims.of(old, fresh).map(({ payment }) => payment),
    replay: (old, fresh) => replayAll(fresh, claims.of(old, fresh), gates.formats.replayOf(fresh.format)),
    successor: claims.successor,
    accepted: lock.accepted,
    today: today(gates.workspace),
    strict,
  };
};

/** What became of the locked units: the floor of each is its lock, however small the steps were that led below it. */
export const compareWithLock = async (gates: GateRepository, judgement: Judgement): Promise<readonly GateChange[]> => {
  const locked = judgement.lock.units.map(unitOfLock);
  for (const { format } of locked) await gates.formats.adapters.ofFormat(format);
  const before = { links: judgement.links, index: indexUnits(locked) };
  const changes = diffUnits(locked, gates.units.map(withHashedBody), contextOf(gates, before, judgement));
  return changes.filter(({ rule }) => rule !== 'gate-added');
};

/** What the work tree does to the gates of the commit at which `reference` and HEAD parted. Leaves the work tree alone. */
export const compareWithCommit = async (gates: GateRepository, reference: string, judgement: Judgement): Promise<readonly GateChange[]> => {
  const { workspace, source, formats, cache } = gates;
  const { host, root } = workspace;
  const gitRoot = requireGit(workspace);
  const { parted, changes } = await changesSince(host, gitRoot, reference);
  const local = changesBelow(changes, relative(gitRoot, root));
  if (local.length === 0) return [];
  const objects = await listTree(host, root, parted);
  const admits = gatePaths(workspace);
  const isDocument = globList(workspace.configuration.documents ?? DEFAULT_DOCUMENTS);
  const wanted = local.flatMap(({ from, status }) => {
    const object = status === 'added' ? undefined : objects.get(from);
    return object === undefined || !(formats.adapters.mayRead(from) || (MARKDOWN.test(from) && isDocument(from))) ? [] : [[from, object] as const];
  });
  const { texts, failed } = await readTexts(host, root, wanted);
  const touched = new Set(local.map(({ from }) => from));
  const then = commitSource(objects, texts, failed, (path) => (touched.has(path) ? null : source.text(path)));
  const collected = await collectGates(then, admits, formats.adapters, cache);
  const units = await joinUnits(collected.units, formats.adapters);
  const before = { links: await linksBefore(gates, texts, judgement.links), index: indexUnits(units) };
  return diffUnits(units, ownUnits(gates.units), contextOf(gates, before, judgement));
};

const changesBelow = (changes: readonly Change[], folder: string): readonly Change[] => {
  if (folder === '') return changes;
  const prefix = `${folder.replaceAll('\\', '/')}/`;
  return changes
    .filter(({ from, path }) => from.startsWith(prefix) || path.startsWith(prefix))
    .map((change) => ({ ...change, from: change.from.slice(prefix.length), path: change.path.slice(prefix.length) }));
};

/** The links as the records had them: those of changed documents from their old text, all others as they are. */
const linksBefore = async (gates: GateRepository, texts: ReadonlyMap<string, string>, links: readonly GateLink[]): Promise<readonly GateLink[]> => {
  const old = [...texts].filter(([path, text]) => MARKDOWN.test(path) && mayLinkGates(text));
  if (old.length === 0) return links;
  const reader = await workspaceReader(gates.workspace);
  return [...links.filter(({ record }) => !texts.has(record)), ...old.flatMap(([path, text]) => linksOf(reader.read(path, text).record))];
};
