import { matchesOf } from '../../record/matches.ts';

/** A length of time as written. */
export interface Length {
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  /** Size of the last unit written, in minutes. */
  readonly resolution: number;
}

const UNITS: readonly (readonly [minutes: number, words: string])[] = [
  [7 * 1440, 'weeks?|wks?|wochen?|uker?|semaines?|semanas?|週間|周'],
  [1440, 'days?|d|tage?n?|døgn|dager?|jours?|días?|dias?|日間|日(?!\\d(?!\\d?\\s?時間))|天'],
  [60, 'hours?|hrs?|hr|h|stunden?|std|timer|heures?|horas?|時間|小时|個小時|个小时'],
  [1, 'minutes?|mins?|min|m|minuten?|minutter|minutt|minutos?|分間|分钟|分鐘|分'],
  [1 / 60, 'seconds?|secs?|sec|s|sekunden?|sekunder|secondes?|segundos?|秒間|秒'],
];

const NUMBERS: readonly string[] = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty',
];
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90, 'forty-five': 45, 'twenty-four': 24, half: 0.5, 'two and a half': 2.5, 'one and a half': 1.5, 'three and a half': 3.5, 'a': 1, 'an': 1 };

const numberWords = `${[...NUMBERS, ...Object.keys(TENS)].sort((a, b) => b.length - a.length).join('|')}`;
const unitPattern = UNITS.map(([, words]) => words).join('|');
const amount = `(?:\\d{1,6}(?:[.,]\\d{1,2})?\\+?|(?<![\\w-])(?:${numberWords})(?=[\\s-]))`;

/** Lengths in a text: a number and a unit, or several (`2d 1h 29m`, `5 hours 26 minutes`, `1h50m`, `2日16時間30分`). The group around the unit is there for speed: V8 writes out a short repetition without groups as often as it may occur, here for ten times the time to compile. */
const lengths = new RegExp(`(?<![\\d.:,/A-Za-z$€月時点#-])(?:half an hour|an hour and a half|(?:${amount}(?:\\s?(?:[-–~〜]|to)\\s?\\d{1,4}(?:\\.\\d)?)?[ \\t\\u00a0-]?(?:\\r?\\n[ \\t>]*)?(${unitPattern})(?:(?=\\d)|(?![A-Za-zÀ-ÿ\\d'’/]))(?:[ \\t]?(?:,|and|und|og|et|y|,[ \\t]and)?[ \\t]?(?=\\d))?){1,4})`, 'gi');
const parts = new RegExp(`(${amount})(?:\\s?(?:[-–~〜]|to)\\s?(\\d{1,4}(?:\\.\\d)?))?[\\s\\u00a0>-]*(${unitPattern})(?![A-Za-zÀ-ÿ])`, 'gi');

const numberOf = (written: string): number => {
  const words = written.toLowerCase();
  if (/^\d/.test(words)) return Number(words.replace(',', '.').replace('+', ''));
  const index = NUMBERS.indexOf(words);
  return index >= 0 ? index : (TENS[words] ?? Number.NaN);
};

const unitOf = (() => {
  const patterns = UNITS.map(([minutes, words]) => [minutes, new RegExp(`^(?:${words})$`, 'i')] as const);
  return (word: string): number => patterns.find(([, pattern]) => pattern.test(word))?.[0] ?? Number.NaN;
})();

/** `500s` are answers, not seconds, and `750M` and `92.3m` millions. */
const otherFigure = /^(?:[1-5]\d\ds|\d+(?:[.,]\d+)?M|\d+[.,]\d+m)$/;
/** `2d1d9d9` is the id of a commit. */
const runsOn = /^[\dA-Za-z]/;

const read = (text: string, start: number): Length | null => {
  const spoken = /^half an hour/i.test(text) ? 30 : /^an hour and a half/i.test(text) ? 90 : null;
  if (spoken !== null) return { start, end: start + text.length, minutes: spoken, resolution: 30 };
  if (otherFigure.test(text)) return null;
  let minutes = 0;
  let resolution = Number.POSITIVE_INFINITY;
  for (const [, low = '', high, unit = ''] of matchesOf(parts, text)) {
    const size = unitOf(unit);
    // Of `10-30 minutes` the longer counts.
    minutes += numberOf(high ?? low) * size;
    resolution = Math.min(resolution, size);
  }
  return Number.isFinite(minutes) && Number.isFinite(resolution) ? { start, end: start + text.trimEnd().length, minutes: Math.round(minutes * 1000) / 1000, resolution } : null;
};

const hasLength = /\d\+?[\s-]{0,3}(?:w|d|h|m|s|t|j|u|日|時|分|秒|小|天|周|週)|(?:hour|minute|day|week|second)/i;

/** `MTTD: 0:07` and `Time to recovery: 4:30`: hours and minutes, and no clock. */
const clockLengths = /(?:\b(?:mtt[a-z]|tt[a-z])\b|\btime[ -]to[ -][a-z]+)[*_)\s]{0,4}[:=|][*_\s]{0,4}~?(\d{1,3}):([0-5]\d)(?![:\d])(?!\s*(?:[-–—→~]|to\b|[ap]m\b|utc\b|[zZ]\b))/gi;

const readClock = (match: RegExpExecArray): Length => {
  const [whole, hours = '', minutes = ''] = match;
  const end = match.index + whole.length;
  return { start: end - hours.length - minutes.length - 1, end, minutes: Number(hours) * 60 + Number(minutes), resolution: 1 };
};

/** Every length of time in a text, in order. */
export const findLengths = (text: string): Length[] => {
  const clocks = matchesOf(clockLengths, text).map(readClock);
  const spelled = hasLength.test(text) ? matchesOf(lengths, text).flatMap((match) => (runsOn.test(text.slice(match.index + match[0].length)) ? [] : (read(match[0], match.index) ?? []))) : [];
  return clocks.length === 0 ? spelled : [...spelled, ...clocks].sort((a, b) => a.start - b.start);
};

/** The length that a text is, for readers of fields (`1h 30m`); null for other texts. */
export const parseLength = (text: string): Length | null => {
  const [only] = findLengths(text);
  return only && text.slice(0, only.start).trim() === '' && text.slice(only.end).trim() === '' ? only : null;
};
