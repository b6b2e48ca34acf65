import { scanStamp, type Stamp } from '../time/stamp.ts';
import { milestoneOfLabel } from './labels.ts';
import { shifted } from './item.ts';

/** Characters of a line that may hold its stamp. */
const longest = 240;

/** What stands between a stamp and the words that belong to it. */
const separator = /(?:\[\^[^\]\s]{1,40}\]|(?<=\S)[*_`\])}>"'”’」）]|[\s.,:：;|–—→\\]|-+(?=[\s*_`])|<br\s*\/?>|=>?|\u{FE0F})*/uy;
const label = /^[\s*_`[\](){}>-]*([\p{L}][\p{L}\p{N}\s*_'’()/&#-]{1,70}?)[\s*_`\])]*[:：][\s*_`[(]*/u;
const bareLabel = /^[\s*_`]*((?:[\p{L}]+[ \t]+){1,4})[*_`]*(?=\d{4}-\d\d-\d\d|\d{1,2}:\d\d)/u;
const holdsTime = /\d[:：.hH]\d\d|\d{4}[-/.年]|\d[-/.]\d|\d (?:\p{L}{3})|\p{L}{3}\.? \d|\d ?[apAP]\.?[mM]/u;
/** Units of a length; `10:20 Second attempt` has none. */
const runsOn = /^[ \t]?(?:(?:minutes?|mins?|hours?|hrs?|seconds?|days?|weeks?|months?)(?!\p{L})|%|分間|時間|件|GB|MB|ms\b)/u;

/** `2015-10-21 (all times UTC)` says nothing beside its date. */
const aboutTimes = /^[(（]?(?:all )?times?\b[^.;]{0,40}[)）]?[*_:]*$/i;

/** `03:16/13:46`: the same moment on the clock of another place. */
const otherClock = /^ ?\/ ?\d{1,2}:\d{2}(?::\d{2})?(?![\d:])/;

export interface OpeningStamp {
  readonly stamp: Stamp;
  /** Where the words begin. */
  readonly textStart: number;
  readonly label: string | null;
  /** True where the line says nothing beside the stamp. */
  readonly bare: boolean;
}

const skipSeparator = (text: string, at: number): number => {
  separator.lastIndex = at;
  return separator.test(text) ? separator.lastIndex : at;
};

/** The stamp that opens the characters from `start` to `end`, which are one line of one block. */
export const openingStamp = (text: string, start: number, end: number): OpeningStamp | null => {
  const line = text.slice(start, Math.min(end, start + longest));
  if (!/\d|\?|[XxHY]{2}|[月日時]|(?:day|tag|dag)\b/.test(line)) return null;
  const stamp = scanStamp(line);
  if (!stamp) return null;
  // `10:00 minutes` is a length, `2021.03.31-rc1` a version, `10:30am-ish` words.
  const stampEnd = stamp.end + (otherClock.exec(line.slice(stamp.end))?.[0].length ?? 0);
  const rest = line.slice(stampEnd);
  if (runsOn.test(rest) || /^[\p{L}\d]/u.test(rest) || /^[-_./][\p{L}\d]/u.test(rest)) return null;
  const textStart = start + skipSeparator(line, stampEnd);
  const words = text.slice(textStart, end).trim();
  return { stamp: shifted(stamp, start), textStart: Math.min(textStart, end), label: null, bare: words === '' || aboutTimes.test(words) };
};

/** Hours from which `resolution: 28:41` is a length and no clock. */
const mostHours = 24;

/** A label and then its time: `First detected: 2023-07-21 08:15`, `Resolved 2020-02-12 12:07`. In a timeline any label may head an item that gives day and clock. */
export const labelledStamp = (text: string, start: number, end: number, inTimeline = false): OpeningStamp | null => {
  const line = text.slice(start, Math.min(end, start + longest));
  if (!/\d/.test(line) || !holdsTime.test(line)) return null;
  const bare = bareLabel.exec(line);
  const match = bare ?? label.exec(line);
  const words = match?.[1]?.replace(/[*_`]/g, '').trim();
  // `at 08:44:30` is no label that ends in a digit.
  if (!match || words === undefined || (/\d$/.test(words) && /^\d/.test(line.slice(match[0].length)))) return null;
  const milestone = milestoneOfLabel(words);
  if (milestone === null && (!inTimeline || bare)) return null;
  const found = openingStamp(text, start + match[0].length, end);
  if (found?.stamp.date === null && (found.stamp.clock?.hour ?? 0) > mostHours) return null;
  if (milestone === null) return found && found.stamp.date !== null && found.stamp.clock !== null ? found : null;
  // A sentence that runs on behind its time is no label: `Our monitoring noticed at 13:12 and …`.
  if (!found || (bare && /^\p{Ll}/u.test(text.slice(found.textStart, end)))) return null;
  return { ...found, label: words };
};
