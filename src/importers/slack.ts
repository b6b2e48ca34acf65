import { isObject, listOf, objectOf, textOf, type JsonObject } from '../record/json-values.ts';
import { UserError } from '../record/errors.ts';
import { entryOf, type ImportedEntry, type Importer, type ReadingContext, type Sample, type SourceFile } from './importer.ts';
import { epochOf } from './instant.ts';
import { opensJson } from './json-importer.ts';
import { jsonObjects } from './json-stream.ts';
import { plainSlackText, type SlackNames } from './slack-text.ts';

/** What Slack says itself about who came, went and renamed what. */
const ROUTINE: ReadonlySet<string> = new Set([
  'channel_join', 'channel_leave', 'channel_topic', 'channel_purpose', 'channel_name', 'channel_archive', 'channel_unarchive', 'channel_convert_to_private', 'channel_posting_permissions',
  'group_join', 'group_leave', 'group_topic', 'group_purpose', 'group_name', 'group_archive', 'pinned_item', 'unpinned_item', 'bot_add', 'bot_remove', 'reminder_add', 'bot_enable', 'bot_disable',
  'tombstone', 'huddle_thread', 'sh_room_created', 'app_conversation_join',
]);

interface Person {
  readonly name: string;
  readonly bot: boolean;
}

interface Directory extends SlackNames {
  readonly person: (id: string) => Person | null;
  readonly channelId: (name: string) => string | null;
}

const personOf = (user: JsonObject): Person => {
  const profile = objectOf(user['profile']);
  const name = textOf(profile['display_name']) ?? textOf(profile['real_name']) ?? textOf(user['real_name']) ?? textOf(user['name']) ?? textOf(user['id']) ?? '';
  return { name, bot: user['is_bot'] === true || user['id'] === 'USLACKBOT' };
};

const LISTS = /(?:^|\/)(?:(org_)?users|channels|groups|dms|mpims)\.json$/;

/** Who and what the ids are, from the lists at the top of an export. */
const readDirectory = async (files: readonly SourceFile[], context: ReadingContext): Promise<Directory> => {
  const people = new Map<string, Person>();
  const channels = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const file of files) {
    const isPeople = file.path.endsWith('users.json');
    for await (const item of jsonObjects(file, () => context.skipped('piece that is not JSON'))) {
      const id = textOf(item['id']);
      if (id === null) continue;
      if (isPeople) people.set(id, personOf(item));
      else {
        const name = textOf(item['name']) ?? id;
        channels.set(id, name);
        ids.set(name, id);
      }
    }
  }
  return { person: (id) => people.get(id) ?? null, user: (id) => people.get(id)?.name ?? null, channel: (id) => channels.get(id) ?? null, channelId: (name) => ids.get(name) ?? null };
};

/** Words in the parts of which newer messages are made. */
const blockWords = (value: unknown, depth = 0): string => {
  if (depth > 8) return '';
  if (Array.isArray(value)) return value.map((item) => blockWords(item, depth + 1)).filter((words) => words !== '').join(' ');
  if (!isObject(value)) return '';
  const text = value['text'];
  if (typeof text === 'string') return text;
  if (value['type'] === 'user') return `<@${textOf(value['user_id']) ?? ''}>`;
  if (value['type'] === 'link') return `<${textOf(value['url']) ?? ''}>`;
  return blockWords([text, value['fields'], value['elements']].filter((part) => part !== undefined), depth + 1);
};

/** Words and addresses of what is attached to a message, as monitoring writes most of what it says. */
const attached = (message: JsonObject): { readonly words: string; readonly links: readonly string[] } => {
  const attachments = listOf(message['attachments']).map(objectOf);
  return {
    words: attachments
      .map((item) => [textOf(item['pretext']), textOf(item['title']), textOf(item['text'])].filter((part) => part !== null).join(' ') || (textOf(item['fallback']) ?? blockWords(item['blocks'])))
      .join(' ')
      .trim(),
    links: attachments.flatMap((item) => [item['title_link'], item['from_url']].map(textOf).filter((url) => url !== null)),
  };
};

const permalink = ({ baseUrl }: ReadingContext, channel: string | null, ts: string, thread: string | null): string | null => {
  if (baseUrl === null || channel === null) return null;
  const reply = thread === null || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel}`;
  return `${baseUrl}/archives/${channel}/p${ts.replace('.', '')}${reply}`;
};

const messageEntry = (message: JsonObject, folder: string | null, directory: Directory, context: ReadingContext): ImportedEntry | null => {
  const ts = textOf(message['ts']);
  const at = epochOf(ts);
  if (ts === null || at === null) return null;
  const bot = objectOf(message['bot_profile']);
  const user = textOf(message['user']);
  const person = user === null ? null : directory.person(user);
  const profile = objectOf(message['user_profile']);
  const actor = person?.name ?? textOf(profile['display_name']) ?? textOf(profile['real_name']) ?? textOf(bot['name']) ?? textOf(message['username']) ?? user;
  const extra = attached(message);
  const words = textOf(message['text']) ?? '';
  const { text, links } = plainSlackText(words.trim() !== '' && !extra.words.includes(words) ? `${words} ${extra.words}` : extra.words || words || blockWords(message['blocks']), directory);
  const files = listOf(message['files']).map((file) => textOf(objectOf(file)['title']) ?? textOf(objectOf(file)['name'])).filter((name) => name !== null);
  const said = [text, ...files.map((name) => `[file: ${name}]`)].filter((part) => part !== '').join(' ');
  if (said === '') return null;
  const subtype = textOf(message['subtype']);
  const channelId = textOf(message['channel']) ?? (folder === null ? null : (directory.channelId(folder) ?? folder));
  const thread = textOf(message['thread_ts']);
  const parent = textOf(message['parent_user_id']);
  const reply = thread === null || thread === ts || parent === null || parent === user ? '' : `(to ${directory.user(parent) ?? parent}) `;
  const channel = folder ?? (channelId === null ? null : (directory.channel(channelId) ?? channelId));
  return entryOf({
    at,
    text: reply + said,
    actor,
    evidence: [{ label: channel === null ? 'Slack' : `#${channel}`, url: permalink(context, channelId, ts, thread) }],
    kind: 'message',
    noise: subtype === 'bot_message' || textOf(message['bot_id']) !== null || person?.bot === true || (subtype !== null && ROUTINE.has(subtype)),
    source: 'slack',
    id: `${channelId ?? ''} ${ts}`,
    channel,
    mentions: [...links, ...extra.links],
  });
};

const DAY = 86_400_000;
/** A day's file is named after the date in the zone of the workspace. */
const ZONES = 14 * 3_600_000;

const dayFile = /(?:^|\/)([^/]+)\/(\d{4}-\d{2}-\d{2})\.json$/;

const wantedFile = (file: SourceFile, context: ReadingContext): boolean => {
  const [, channel = '', date] = dayFile.exec(file.path) ?? [];
  if (date === undefined) return false;
  const day = Date.parse(`${date}T00:00Z`);
  return context.inChannel(channel) && (Number.isNaN(day) || context.within(day - ZONES, day + DAY + ZONES));
};

const recognises = ({ paths, head }: Sample): boolean => {
  if (paths.length > 1) return paths.some((path) => dayFile.test(path));
  return /"ts"\s*:\s*"\d{9,}\.\d+"/.test(head) && opensJson({ paths, head }) && /"(?:type|text|user|messages)"\s*:/.test(head);
};

/**
 * The export of a workspace, unzipped or not: a folder a channel with a file a day, and the lists of people and channels beside them; or a single file of messages, also as
 * `conversations.history` gives them (Slack help center, "How to read Slack data exports": https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports).
 */
export const slack: Importer = {
  name: 'slack',
  title: 'Slack export',
  recognises,
  async *read(files, context) {
    const directory = await readDirectory(files.filter(({ path }) => LISTS.test(path)), context);
    const single = files.length === 1;
    const messages = files.filter((file) => single || wantedFile(file, context)).sort((one, other) => (one.path < other.path ? -1 : 1));
    if (messages.length === 0 && !files.some(({ path }) => dayFile.test(path))) throw new UserError('no messages were found: a Slack export has a folder for each channel, with a file for each day');
    for (const file of messages) {
      const folder = dayFile.exec(file.path)?.[1] ?? null;
      for await (const object of jsonObjects(file, () => context.skipped('piece that is not JSON'))) {
        for (const message of Array.isArray(object['messages']) ? object['messages'] : [object]) {
          const entry = messageEntry(objectOf(message), folder, directory, context);
          if (entry === null) context.skipped('message without a time or words');
          else yield entry;
        }
      }
    }
  },
};
