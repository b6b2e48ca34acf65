import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { GateProblem } from '../../gates/adapter.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { ParsedArguments } from '../command.ts';
import { openGates, type GateRepository } from '../../workspace/gates/repository.ts';
import { displayPath } from '../../workspace/discover.ts';
import { below } from '../../workspace/gates/files.ts';
import type { Host } from '../../workspace/host.ts';
import { isInside, openWorkspace, type Workspace } from '../../workspace/workspace.ts';

/** A flag's text; null where it is not given. */
export const flag = (values: ParsedArguments['values'], name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

/** A flag without which the command cannot work. */
export const requiredFlag = (values: ParsedArguments['values'], name: string, meaning: string): string => {
  const value = flag(values, name)?.trim() ?? '';
  if (value === '') throw new UserError(`--${name} is missing: ${meaning}`);
  return value;
};

/** The gates of the repository in which the command runs. */
export const openRepository = async (host: Host, values: ParsedArguments['values']): Promise<GateRepository> =>
  openGates(await openWorkspace(host, [], flag(values, 'config') ?? undefined));

/** The gates at the places that a user names, and the rest of their repository around them. */
export interface NamedGates {
  readonly gates: GateRepository;
  /** Whether a path of the repository is at one of the places; every path where none is named. */
  readonly below: (path: string) => boolean;
}

/**
 * The gates of the repository in which the command runs, or of the one that holds the named places where they lie outside of it.
 * A place that is in no repository is taken for itself.
 */
export const openNamed = async (host: Host, values: ParsedArguments['values'], words: readonly string[]): Promise<NamedGates> => {
  const paths = words.map((word) => resolve(host.cwd, word));
  const missing = words[paths.findIndex((path) => !existsSync(path))];
  if (missing !== undefined) throw new UserError(`there is no "${missing}"`, { place: host.cwd });
  const workspace = await workspaceAround(host, values, paths);
  const outside = words[paths.findIndex((path) => !isInside(workspace.root, path))];
  if (outside !== undefined) throw new UserError(`"${outside}" lies outside the repository`, { place: workspace.root, hint: 'name the places of one repository at a time' });
  const places = paths.map((path) => displayPath(workspace.root, path));
  return { gates: await openGates(workspace, places), below: places.length === 0 ? () => true : below(places) };
};

const workspaceAround = async (host: Host, values: ParsedArguments['values'], paths: readonly string[]): Promise<Workspace> => {
  const named = flag(values, 'config') ?? undefined;
  const here = await openWorkspace(host, [], named);
  const [first] = paths;
  if (first === undefined || paths.some((path) => isInside(here.root, path))) return here;
  const folder = statSync(first).isDirectory() ? first : dirname(first);
  return openWorkspace({ ...host, cwd: folder }, [], named);
};

/** Says on the error stream what of the files could not be read. */
export const printProblems = (host: Host, problems: readonly GateProblem[]): void => {
  for (const { path, source, message, hint } of problems) {
    host.stderr.write(`${neutralise(`postmortem: ${path}${source === null ? '' : `:${source.line}:${source.column}`}: ${message}${hint === null ? '' : ` (${hint})`}`)}\n`);
  }
};

/** Prints a value as JSON with characters that act on a terminal escaped. */
export const printJson = async (host: Host, value: unknown): Promise<void> => {
  const { toJson } = await import('../../record/json.ts');
  host.stdout.write(`${toJson(value, 2)}\n`);
};
