/** Names of people, channels and groups by their ids. */
export interface SlackNames {
  readonly user: (id: string) => string | null;
  readonly channel: (id: string) => string | null;
}

/** The emoji that responders write most; the others are told by their names. */
const EMOJI: Readonly<Record<string, string>> = {
  '+1': '\u{1F44D}', thumbsup: '\u{1F44D}', white_check_mark: '\u2705', heavy_check_mark: '\u2714', x: '\u274C', warning: '\u26A0', rotating_light: '\u{1F6A8}', fire: '\u{1F525}',
  eyes: '\u{1F440}', tada: '\u{1F389}', rocket: '\u{1F680}', red_circle: '\u{1F534}', large_green_circle: '\u{1F7E2}', pray: '\u{1F64F}',
};

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What stands between angle brackets: a person, a channel, a group, a command, a date, an address. */
const reference = (inside: string, names: SlackNames, link: (url: string) => void): string => {
  const [target = '', label] = inside.split('|', 2);
  const mark = target[0];
  if (mark === '@') return names.user(target.slice(1)) ?? label?.replace(/^@/, '') ?? target.slice(1);
  if (mark === '#') return `#${label ?? names.channel(target.slice(1)) ?? target.slice(1)}`;
  if (mark === '!') return label?.replace(/^@/, '') ?? (target.startsWith('!subteam') ? 'a group' : target.slice(1).split('^')[0] ?? '');
  if (/^(?:mailto|tel):/i.test(target)) return label ?? target.replace(/^\w+:/, '');
  if (/^https?:\/\//i.test(target)) link(decoded(target));
  return label === undefined || label === '' ? target : label;
};

const decoded = (text: string): string => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);

const emphasis = /(?<![\p{L}\p{N}\\])([*_~])(?=\S)([^*_~\n]{1,400}?)(?<=\S)\1(?![\p{L}\p{N}])/gu;

/** Words of a message outside code, without the marks of emphasis and with emoji in their places. */
const prose = (text: string): string =>
  text
    .replace(emphasis, '$2')
    .replace(/:skin-tone-\d:/g, '')
    .replace(/(?<![\p{L}\p{N}:/]):([a-z\d_+'-]{1,60}):(?!\d)/gu, (_, name: string) => EMOJI[name] ?? name.replaceAll('_', ' '));

/**
 * The plain words of a message in Slack's markup, and the addresses in it (Slack developer documentation, "Formatting message text":
 * https://docs.slack.dev/messaging/formatting-message-text).
 */
export const plainSlackText = (markup: string, names: SlackNames): { readonly text: string; readonly links: readonly string[] } => {
  const links: string[] = [];
  const text = markup
    .split(/(```[\s\S]*?```|`[^`\n]+`|<[^<>\n]{1,4000}>)/)
    .map((piece, index) => {
      if (index % 2 === 0) return prose(piece);
      return piece.startsWith('<') ? reference(piece.slice(1, -1), names, (url) => links.push(url)) : piece.replace(/^`+|`+$/g, '');
    })
    .join('')
    .replace(/^&gt;\s?/gm, '');
  return { text: decoded(text).trim(), links };
};
