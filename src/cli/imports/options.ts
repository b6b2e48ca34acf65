import { instantOf, isZone } from '../../importers/instant.ts';
import type { Selection } from '../../importers/select.ts';
import { UserError } from '../../record/errors.ts';
import type { ParsedArguments } from '../command.ts';
import { textFlag } from '../editing/input.ts';
import { repeated } from '../values.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How long a time lasts as it is written: a day, a minute, a second. */
const lengthOf = (written: string): number => (/^\d{4}-\d\d-\d\d$/.test(written) ? DAY : /\d\d:\d\d:\d\d/.test(written) ? 1000 : MINUTE);

/** The moment that a bound of a selection means; the end of what is written where it is the last. Null for what is no time. */
export const boundOf = (written: string, bound: 'from' | 'to', zone: string): number | null => {
  const at = instantOf(written, zone);
  return at === null || bound === 'from' ? at : at + lengthOf(written) - 1;
};

export const TIME_HINT = 'for example: 2026-04-24, "2026-04-24 23:50", 2026-04-24T23:50Z';

const momentFlag = (args: ParsedArguments, name: 'from' | 'to', zone: string): number | null => {
  const written = textFlag(args, name)?.trim();
  if (written === undefined) return null;
  const at = boundOf(written, name, zone);
  if (at === null) throw new UserError(`--${name} "${written}" is not a time`, { hint: TIME_HINT });
  return at;
};

/** The zone that a user gives; null where none was given. */
export const zoneFlag = (args: ParsedArguments): string | null => {
  const zone = textFlag(args, 'zone')?.trim();
  if (zone === undefined) return null;
  if (!isZone(zone)) throw new UserError(`--zone "${zone}" is not a zone that is known`, { hint: 'for example: UTC, +02:00, CEST, Europe/Berlin' });
  return zone;
};

export const selectionOf = (args: ParsedArguments, zone: string): Selection => {
  const [from, to] = [momentFlag(args, 'from', zone), momentFlag(args, 'to', zone)];
  if (from !== null && to !== null && from > to) throw new UserError('--from is after --to', { hint: 'swap them' });
  return { from, to, channels: repeated(args.values, 'channel'), words: repeated(args.values, 'only') };
};

/** An address without its last slash; null where none was given. `name`: what the user calls it. */
export const addressOf = (written: string, name: string): string | null => {
  if (written === '') return null;
  if (!/^https?:\/\/\S+$/i.test(written)) throw new UserError(`${name} "${written}" is not a web address`, { hint: 'for example: https://acme.slack.com, https://github.com/acme/shop' });
  return written.replace(/\/+$/, '');
};

export const baseUrlOf = (args: ParsedArguments): string | null => addressOf(textFlag(args, 'base-url') ?? '', '--base-url');
