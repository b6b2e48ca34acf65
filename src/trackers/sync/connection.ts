import { isIP } from 'node:net';
import { UserError } from '../../record/errors.ts';

/** Where a tracker is and what is said to it to be let in. */
export interface Connection {
  /** Without a slash at the end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What must never be printed. */
  readonly secrets: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** The address of an API from the environment. Only https, but on this machine itself; throws a `UserError` for anything else. */
export const apiAddress = (name: string, written: string): string => {
  let url: URL;
  try {
    url = new URL(written);
  } catch (cause) {
    throw new UserError(`${name} is no address`, { hint: `for example: ${name}=https://tracker.example.com`, cause });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw new UserError(`${name} holds more than an address`, { hint: 'no user, password, question mark or #: tokens have variables of their own' });
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) throw new UserError(`${name} is not https`, { hint: 'a token is sent over https only' });
  return url.href.replace(/\/+$/, '');
};

/** The first of these variables that is set, trimmed; null where none is. */
export const variable = (env: Environment, ...names: readonly string[]): string | null => names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== '') ?? null;

/** A token from the environment; its absence is a `UserError` that names the variable. */
export const token = (env: Environment, rights: string, ...names: readonly string[]): string => {
  const value = variable(env, ...names);
  if (value === null) throw new UserError(`${names.join(' or ')} is not set`, { hint: `a token that may ${rights}; docs/trackers.md says how to get one` });
  // A header ends where a line does; a token never holds such characters.
  if (!/^[\x21-\x7e]+$/.test(value)) throw new UserError(`${names.join(' or ')} holds characters that no token has`, { hint: 'was it copied whole, on one line?' });
  return value;
};
