import { scanClock, scanDottedClock, type ClockParts } from './clock.ts';
import { scanDate, type DateParts } from './date.ts';
import { scanZone } from './zones.ts';

/** A time stamp as written: what stands there, with nothing completed from around it. */
export interface Stamp {
  readonly start: number;
  readonly end: number;
  readonly date: DateParts | null;
  readonly clock: ClockParts | null;
  readonly endDate: DateParts | null;
  readonly endClock: ClockParts | null;
  readonly zone: string | null;
  readonly approximate: boolean;
  /** The same moment on another clock: `12:48 (6:48 PDT)`. */
  readonly second: { readonly date: DateParts | null; readonly clock: ClockParts; readonly zone: string | null; readonly start: number; readonly end: number } | null;
  /** Minutes after the start of the account, for `T+5m` and `+00:12`. */
  readonly relativeMinutes: number | null;
}

/** Marks of emphasis, brackets, quotes, template braces and pictures that people put around a time. */
const decoration = /(?:[\s*_`\\[\](){}<>"'“”‘’「」【】（）|]|\p{Extended_Pictographic}|\u{FE0F}|:(?:[a-z]+_)*clock[a-z\d_]*:)+/uy;
const lead =
  /(?:(?:(?:at|on|from|by|since|just|early|late|later|shortly|then|and|um|am|den|kl\.?|klokka|klokken|à|le|el|a las|às|um ca\.)(?=[\s\d~])[ \t]*(?:on[ \t]+)?)|(~|≈|∼|约|約|およそ|大約|(?:approximately|approx\.?|around|about|roughly|circa|ca\.|ca|gegen|ungefähr|etwa|vers|environ|hacia|sobre|rundt|omkring|before|after|shortly after|shortly before)(?=[\s\d~])[ \t]*))[\s*_`]*/iuy;
const joint = /[\s*_`\\[\](){}"']*(?:(?:T(?=\d|\?|H)|at\b|um\b|kl\.?|kl\b|klokken\b|@|à(?=\s)|a las\b|às\b|-|–|—|,|·|\||about\b|around\b|approximately\b|approx\.?|roughly\b|circa\b|ca\.?|~|≈|約|约|from\b|between\b|fra\b)[\s*_`[\](){}"']*){0,2}/iuy;
const standsAlone = /^[\s*_`\])}]*(?:$|[|:–—-])/;
const approximateJoint = /[~≈約约]|about|around|approx|roughly|circa|ca\b/i;
const approximateTail = /[ \t]?(?:頃|ころ|ごろ|左右|前後|~(?!~)(?=[\s|*_)\]]|$)|\?(?!\?)|-?ish\b|[ \t]?[([](?:approx\.?|approximate(?:ly)?|estimated?|est\.?|about|ca\.?|約|推定)[)\]])/iuy;
const rangeJoint = /[ \t*_`\])]*(?:–|—|-|~|〜|～|→|->|⇒|to\b|until\b|till?\b|bis\b|から|à(?=\s)|a(?=\s)|hasta\b|through\b|and\b)[ \t*_`[(]*(?:(?:about|around|approximately|approx\.?|ca\.?|~|約)[ \t]*)?/iuy;
const relative = /(?:T[ \t]?([+\-−–])[ \t]?|([+＋])[ \t]?(?=\d))(?:(\d{1,3}):(\d{2})(?::(\d{2}))?|(?:(\d{1,4})[ \t]?d(?:ays?)?)?[ \t]?(?:(\d{1,4})[ \t]?h(?:ours?|rs?)?)?[ \t]?(?:(\d{1,5})[ \t]?m(?:in(?:ute)?s?)?)?[ \t]?(?:(\d{1,6})[ \t]?s(?:ec(?:ond)?s?)?)?)(?![\w])|T[ \t]?[=+]?[ \t]?0(?!:?\d)/iuy;
const secondOpen = /[ \t]*(?:[([（][ \t]*(?:=|≈|~|or[ \t])?[ \t]*|\/[ \t]*)/uy;
const secondClose = /[ \t]*[)\]）]/uy;

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const skip = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

const scanRelative = (text: string, at: number): { minutes: number; end: number } | null => {
  const first = text[at];
  if (first !== 'T' && first !== 't' && first !== '+' && first !== '＋') return null;
  const match = run(relative, text, at);
  if (!match) return null;
  const [, signed, plus, hours, minutes, seconds, d, h, m, s] = match;
  if (signed === undefined && plus === undefined) return { minutes: 0, end: at + match[0].length };
  const negative = signed !== undefined && signed !== '+';
  const amount =
    hours !== undefined
      ? Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60
      : Number(d ?? 0) * 1440 + Number(h ?? 0) * 60 + Number(m ?? 0) + Number(s ?? 0) / 60;
  if (hours === undefined && d === undefined && h === undefined && m === undefined && s === undefined) return null;
  return { minutes: negative ? -amount : amount, end: at + match[0].length };
};

interface Head {
  readonly date: DateParts | null;
  readonly clock: ClockParts | null;
  readonly zone: string | null;
  readonly end: number;
  readonly approximate: boolean;
}

/** Date and clock in either order, the clock with its zone. */
const scanHead = (text: string, at: number, bare: boolean): Head | null => {
  const date = scanDate(text, at);
  if (date) {
    const gap = skip(joint, text, date.end);
    const namesDay = date.day !== null || date.month === 0;
    const clock = gap > date.end && namesDay ? (scanClock(text, gap, bare) ?? (date.year !== null && date.day !== null ? scanDottedClock(text, gap) : null)) : null;
    if (!clock && date.weak && !standsAlone.test(text.slice(date.end))) return null;
    if (!clock || (clock.unknown && date.placeholder && clock.end === gap)) return { date, clock: null, zone: null, end: date.end, approximate: false };
    const zone = scanZone(text, clock.end);
    return { date, clock, zone: zone?.zone ?? null, end: zone?.end ?? clock.end, approximate: approximateJoint.test(text.slice(date.end, gap)) };
  }
  const clock = scanClock(text, at, bare);
  if (!clock) return null;
  const zone = scanZone(text, clock.end);
  const after = zone?.end ?? clock.end;
  const late = scanDate(text, skip(/[ \t]*(?:[,(]|on\b|am\b|den\b)?[ \t]*(?:the[ \t]+)?/iuy, text, after));
  // `10:00 12/05 …` names a date only where that date is complete or spelled.
  if (late && !late.placeholder && late.day !== null && /\p{L}|\d{4}/u.test(text.slice(after, late.end))) {
    const behind = zone ? null : scanZone(text, late.end);
    return { date: late, clock, zone: zone?.zone ?? behind?.zone ?? null, end: behind?.end ?? late.end, approximate: false };
  }
  return { date: null, clock, zone: zone?.zone ?? null, end: after, approximate: false };
};

const scanRange = (text: string, head: Head): { date: DateParts | null; clock: ClockParts | null; zone: string | null; end: number } | null => {
  if (head.date?.lastDay != null && head.clock === null) return { date: { ...head.date, day: head.date.lastDay, monthFirst: null }, clock: null, zone: null, end: head.end };
  const joined = run(rangeJoint, text, head.end);
  if (!joined) return null;
  const at = head.end + joined[0].length;
  const found = scanHead(text, at, false);
  if (found && (found.clock || head.clock === null) && !(found.date === null && head.clock === null)) return { ...found, end: found.end };
  // `Jan 12–14`, `2024-01-12 – 14`
  const days = head.clock === null && head.date?.day != null ? run(/(\d{1,2})(?:st|nd|rd|th)?(?![\d:./-]|[ \t]?[%\p{L}])/uy, text, at) : null;
  if (days && head.date?.day != null && Number(days[1]) > head.date.day && Number(days[1]) <= 31) {
    return { date: { ...head.date, day: Number(days[1]), end: at + days[0].length, monthFirst: null }, clock: null, zone: null, end: at + days[0].length };
  }
  return null;
};

const scanSecond = (text: string, at: number): Stamp['second'] => {
  const open = run(secondOpen, text, at);
  if (!open) return null;
  const start = at + open[0].length;
  const head = scanHead(text, start, false);
  if (!head?.clock || head.clock.unknown) return null;
  if (open[0].trim() === '/') return head.zone === null ? null : { date: head.date, clock: head.clock, zone: head.zone, start, end: head.end };
  const close = run(secondClose, text, head.end);
  return close ? { date: head.date, clock: head.clock, zone: head.zone, start, end: head.end + close[0].length } : null;
};

/**
 * The time stamp that opens a piece of text, markup skipped: `**2026-04-24 23:50Z** …`, `[08:26] …`, `~13:30–13:45`, `T+5m`. Null where the
 * text opens with something else. Reads a bounded number of characters.
 */
export const scanStamp = (text: string, from = 0, bare = false): Stamp | null => {
  let at = skip(decoration, text, from);
  let approximate = false;
  for (let words = 0; words < 3; words++) {
    const word = run(lead, text, at);
    if (!word) break;
    approximate ||= word[1] !== undefined;
    at += word[0].length;
  }
  const ago = scanRelative(text, at);
  if (ago) {
    return { start: at, end: ago.end, date: null, clock: null, endDate: null, endClock: null, zone: null, approximate, second: null, relativeMinutes: ago.minutes };
  }
  const head = scanHead(text, at, bare);
  if (!head) return null;
  approximate ||= head.approximate;
  let { end, zone } = head;
  const tail = (): void => {
    const mark = run(approximateTail, text, end);
    if (!mark) return;
    // `22:43~23:00` is a range.
    approximate = true;
    end += mark[0].length;
  };
  tail();
  const range = scanRange(text, { ...head, end });
  if (range) {
    end = range.end;
    zone ??= range.zone;
    tail();
  }
  const second = head.clock ? scanSecond(text, end) : null;
  return {
    start: at, end: second?.end ?? end, date: head.date, clock: head.clock, endDate: range?.date ?? null, endClock: range?.clock ?? null, zone, approximate, second,
    relativeMinutes: null,
  };
};
