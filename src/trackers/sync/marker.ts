import { ACTION_STATUSES, type ActionStatus } from '../../record/vocabulary.ts';

/** What both sides said when they last agreed; owners are null where they never did. */
export interface Synced {
  readonly status: ActionStatus;
  readonly owners: readonly string[] | null;
  readonly due: string | null;
}

/**
 * The line by which an issue is known, and the memory of the last agreement. It stands in the issue, so that every machine sees the same and
 * a change of the issue and of the memory are one write.
 */
export interface Marker {
  /** Key of the action item. */
  readonly item: string;
  /** True for an issue that people had made: its title and words are theirs. */
  readonly adopted: boolean;
  /** Digest of what the issue shows of the document. */
  readonly content: string;
  readonly synced: Synced;
}

const NAME = 'postmortem-item';

/** The marker as words that no markup changes: letters, digits, `%`, `&`, `=`, `?`, `.` and hyphens. */
export const writeMarker = ({ item, adopted, content, synced }: Marker): string => {
  const pairs: [string, string][] = [
    ['item', item],
    ['status', synced.status],
    ...(synced.owners === null ? [] : [['owners', synced.owners.join(',')] satisfies [string, string]]),
    ['due', synced.due ?? ''],
    ['content', content],
    ...(adopted ? [['adopted', 'yes'] satisfies [string, string]] : []),
  ];
  return `${NAME}?${pairs.map(([key, value]) => `${key}=${encoded(value)}`).join('&')}`;
};

/** Through bytes, because a lone surrogate has no code of its own. */
const encoded = (value: string): string => encodeURIComponent(Buffer.from(value).toString()).replace(/[!'()*_~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** A line that is a marker and nothing else but punctuation around it. */
const LINE = new RegExp(String.raw`^[^\w\n]*${NAME}\?([\w%&=.-]+)[^\w\n]*$`);

export const isMarkerLine = (line: string): boolean => LINE.test(line);

const isStatus = (word: string | null): word is ActionStatus => ACTION_STATUSES.some((status) => status === word);
const isDate = (word: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(word);

/** The last marker among lines of text; null where there is none that makes sense. */
export const readMarker = (lines: readonly string[]): Marker | null => {
  const query = LINE.exec(lines.findLast(isMarkerLine) ?? '')?.[1];
  if (query === undefined) return null;
  const pairs = new URLSearchParams(query);
  const [item, status, owners, due] = [pairs.get('item'), pairs.get('status'), pairs.get('owners'), pairs.get('due') ?? ''];
  if (item === null || item === '' || !isStatus(status)) return null;
  return {
    item,
    adopted: pairs.has('adopted'),
    content: pairs.get('content') ?? '',
    synced: { status, owners: owners === null ? null : owners.split(',').filter((owner) => owner !== ''), due: isDate(due) ? due : null },
  };
};
