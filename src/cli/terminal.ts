import type { Host } from '../workspace/host.ts';
import type { ParsedArguments } from './command.ts';

/** What a stream can show. */
export interface Terminal {
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly width: number;
}

/**
 * Decides once how to write to a stream: flags before environment before the stream itself. NO_COLOR (no-color.org) and TERM=dumb turn
 * colour off, FORCE_COLOR turns it on; Unicode is assumed unless the locale or the terminal says otherwise.
 */
export const terminalOf = (host: Host, stream: NodeJS.WriteStream, values: ParsedArguments['values']): Terminal => {
  const { env } = host;
  const forced = Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  const colour = values['no-color'] ? false : values['color'] ? true : env['NO_COLOR'] || env['TERM'] === 'dumb' ? false : forced || Boolean(stream.isTTY);
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const unicode = env['TERM'] !== 'linux' && env['TERM'] !== 'dumb' && (locale === '' || /utf-?8/i.test(locale));
  const columns = stream.isTTY ? stream.columns : Number(env['COLUMNS']);
  return { colour, unicode, width: Number.isInteger(columns) && columns > 0 ? columns : 100 };
};
