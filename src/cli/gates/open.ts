import { UserError } from '../../record/errors.ts';
import type { ParsedArguments } from '../command.ts';
import { openGates, type GateRepository } from '../../workspace/gates/repository.ts';
import type { Host } from '../../workspace/host.ts';
import { openWorkspace } from '../../workspace/workspace.ts';

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

/** Prints a value as JSON with characters that act on a terminal escaped. */
export const printJson = async (host: Host, value: unknown): Promise<void> => {
  const { toJson } = await import('../../record/json.ts');
  host.stdout.write(`${toJson(value, 2)}\n`);
};
