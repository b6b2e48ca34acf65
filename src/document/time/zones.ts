/** Abbreviations people write behind a clock. Which offset one means is another matter: PST is written in summer, GST is two zones. */
const ABBREVIATIONS =
  'UTC|GMT|BST|IST|WET|WEST|CET|CEST|MEZ|MESZ|EET|EEST|MSK|TRT|SAST|WAT|CAT|EAT|GST|PKT|ICT|WIB|HKT|SGT|PHT|CST|JST|KST|AWST|ACST|ACDT|AEST|AEDT|NZST|NZDT|HST|AKST|AKDT|PST|PDT|PT|MST|MDT|MT|CDT|CT|EST|EDT|ET|AST|ADT|BRT|ART|CLT|COT';

const WORDS = '(?:US[ /])?(?:Pacific|Mountain|Central|Eastern)(?: (?:Standard |Daylight )?Time)?|[A-Z][a-z]+ (?:local |standard )?[Tt]ime|local time|日本時間|北京时间|協定世界時';
const AREAS = '(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Etc)/[A-Za-z_]+(?:/[A-Za-z_]+)?';
const OFFSET = '[+\\-−±]\\d{1,2}(?::?\\d{2})?';

/** Source of a pattern for one zone as people write it: `UTC+1`, `CEST`, `+02:00`, `US/Pacific`, `Eastern`. Case matters. */
export const ZONE_PATTERN = `(?:(?:${AREAS})|(?:${ABBREVIATIONS})(?:\\s?${OFFSET})?(?![A-Za-z])|${WORDS})`;

/** `Z` and bare offsets must touch the digits or follow one space; a minus is an offset only behind seconds, for `10:00-10:30` is a range. */
const offset = new RegExp(`[ \\t]?(?:Z(?![A-Za-z])|(?:(?=[+±])|(?<=:\\d\\d:\\d\\d(?:\\.\\d{1,9})?))${OFFSET}(?![\\d:./-])(?=[\\s\\])*_\`,;|]|$))`, 'y');
/** What a named zone opens with, perhaps in brackets. */
const opensZone = /[ \t]{0,3}(?:([([])(?=[A-Zl日北協])|(?=[A-Zl日北協]))/y;
const named = new RegExp(ZONE_PATTERN, 'y');
const bracketed = new RegExp(`${ZONE_PATTERN}(?=[)\\]])`, 'y');
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

export interface ZoneMatch {
  readonly zone: string;
  readonly end: number;
}

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** The zone that stands right behind a clock; null where none does. `Z` is given as `UTC`. */
export const scanZone = (text: string, at: number): ZoneMatch | null => {
  const bare = run(offset, text, at)?.[0].trim();
  if (bare !== undefined) return { zone: bare === 'Z' ? 'UTC' : bare, end: offset.lastIndex };
  // Few clocks have a zone behind them, and its pattern takes long to compile.
  const opening = run(opensZone, text, at);
  if (!opening) return null;
  const [, bracket] = opening;
  const pattern = bracket === undefined ? named : bracketed;
  const zone = run(pattern, text, opensZone.lastIndex)?.[0].trim();
  if (zone === undefined || (bracket !== undefined && text[pattern.lastIndex] !== CLOSING[bracket])) return null;
  return { zone, end: pattern.lastIndex + (bracket === undefined ? 0 : 1) };
};

const anywhere = new RegExp(ZONE_PATTERN, 'g');
/** What each form of a zone holds; few headings and cells have any of it. */
const mayBeZone = /[A-Z]{2}|\/|[Tt]ime|Pacific|Mountain|Central|Eastern|日本時間|北京时间|協定世界時/;
const notPlaces = /^(?:All|The|Start|End|Event|Response|Incident|Real|Down|Up|Full|Half|Any|This|That|Some|First|Last|Same|Each|Local|Impact|Detection|Recovery|Date|Total|Over|Long|Our|Approximate|Exact|Most|Which|At|By|In|On|No|Per|Time|Wait|Run|Lead|Cycle|Downtime) /;

/** `Zurich time` names a zone where it stands behind "in" or in parentheses; `Fix time` names none anywhere. */
const anyTime = /^[A-Z][a-z]+ (?:local |standard )?[Tt]ime$/;
const national = /^(?:Pacific|Mountain|Central|Eastern) /;
const placed = /(?:[(,/=:]|\b(?:in|are|is|to|and|use|using))\s*$/;
const namesPlace = (text: string, zone: string, at: number): boolean => !anyTime.test(zone) || national.test(zone) || placed.test(text.slice(0, at));

/** The first zone named anywhere in a few words (a heading, a column, a sentence about times). */
export const findZone = (text: string): { readonly zone: string; readonly start: number; readonly end: number } | null => {
  if (!mayBeZone.test(text)) return null;
  for (const match of text.matchAll(anywhere)) {
    const before = text[match.index - 1];
    if ((before === undefined || !/[A-Za-z\d_]/.test(before)) && !notPlaces.test(match[0]) && namesPlace(text, match[0], match.index)) return { zone: match[0], start: match.index, end: match.index + match[0].length };
  }
  return null;
};
