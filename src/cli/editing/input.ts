import { resolve } from 'node:path';
import { UserError } from '../../record/errors.ts';
import type { Host } from '../../workspace/host.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import type { ParsedArguments } from '../command.ts';

const MOST_BYTES = 4_000_000;

const standardInput = async (host: Host): Promise<string> => {
  if (host.stdin.isTTY) throw new UserError('nothing is piped to standard input', { hint: 'give the path of a JSON file, or pipe one in' });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of host.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MOST_BYTES) throw new UserError(`standard input is larger than ${MOST_BYTES / 1_000_000} MB`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** JSON from a file, or from standard input where the name is `-`. */
export const readJson = async (host: Host, name: string): Promise<unknown> => {
  const content = name === '-' ? { text: await standardInput(host) } : readTextFile(resolve(host.cwd, name));
  const place = name === '-' ? 'standard input' : name;
  if ('reason' in content) throw new UserError(`cannot be read: ${content.reason}`, { place });
  try {
    return JSON.parse(content.text);
  } catch (cause) {
    throw new UserError(`is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { place, cause });
  }
};

/** A flag's text; undefined where it was not given. */
export const textFlag = ({ values }: ParsedArguments, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** A flag that holds a list, commas between; undefined where it was not given. */
export const listFlag = (args: ParsedArguments, name: string): string[] | undefined => {
  const value = args.values[name];
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : undefined;
  return texts?.flatMap((text) => text.split(',')).map((text) => text.trim()).filter((text) => text !== '');
};

/** A flag that must be given; its absence is an error that names it. */
export const requiredFlag = (args: ParsedArguments, name: string, example: string): string => {
  const value = textFlag(args, name);
  if (value === undefined || value.trim() === '') throw new UserError(`--${name} is missing`, { hint: `for example: --${name} ${example}` });
  return value;
};

/** The document that a command edits: its only positional. */
export const onlyFile = ({ positionals }: ParsedArguments, command: string): string => {
  const [file, extra] = positionals;
  if (file === undefined) throw new UserError('no document is named', { hint: `postmortem ${command} FILE …` });
  if (extra !== undefined) throw new UserError(`one document at a time: "${extra}" is too much`, { hint: `quote values that hold spaces: postmortem ${command} --help` });
  return file;
};
