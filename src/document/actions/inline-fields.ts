import { matchesOf } from '../../record/matches.ts';
import { FIELD_NAMES } from './words.ts';

type FieldName = keyof typeof FIELD_NAMES;

/** `Owner: Ada` inside an item's words: indexes into its plain text. */
export interface InlineField {
  readonly field: FieldName;
  readonly value: string;
  /** Where the name starts. */
  readonly at: number;
  readonly valueAt: number;
  readonly end: number;
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const fieldOf: ReadonlyMap<string, FieldName> = new Map(
  (Object.keys(FIELD_NAMES) as FieldName[]).flatMap((field) => FIELD_NAMES[field].map((name): [string, FieldName] => [name, field])),
);

const names = [...fieldOf.keys()].sort((left, right) => right.length - left.length).map(escape).join('|');

/** A field name at the start of a line or behind punctuation, with its colon. */
const fieldStart = new RegExp(String.raw`(?:^|[\n([{（【|;,.、，。–—•·]|\s[-–—]\s)[ \t*_]*(${names})[ \t]*(?::|：|=)[ \t]*`, 'gimu');
/** `due 2026-05-08`, `due by 8 May`, `bis 30.11.2026`: the one field that people write without a colon. */
const bareDue = /[([,;–—-]\s*(due(?:\s+by|\s+on)?(?=\s+\S)|(?:by|bis(?:\s+zum)?|innen|før)(?=\s+\d{1,4}[-./]\s?\d))\s+/gi;
/** A full stop behind one capital letter is an initial: `M. Schulz`. */
const valueEnd = /[\n;|•·)\]}）】]|\s[–—]\s|(?<!(?<!\p{L})\p{Lu})\.\s|$/u;

const endOfValue = (text: string, from: number, until: number): number => {
  const found = text.slice(from, until).search(valueEnd);
  return found < 0 ? until : from + found;
};

const trimmedField = (text: string, field: FieldName, at: number, valueAt: number, until: number): InlineField => {
  const end = endOfValue(text, valueAt, until);
  const value = text.slice(valueAt, end).replace(/[\s,、，*_.]+$/, '');
  return { field, value, at, valueAt, end: valueAt + value.length };
};

/** Fields written inside running text, in order; each ends at the next one, at a closing parenthesis, or with its line. */
export const findInlineFields = (text: string): InlineField[] => {
  const starts: { field: FieldName; at: number; valueAt: number }[] = [];
  for (const match of matchesOf(fieldStart, text)) {
    const name = match[1] ?? '';
    const field = fieldOf.get(name.toLowerCase());
    if (field) starts.push({ field, at: match.index + match[0].toLowerCase().lastIndexOf(name.toLowerCase()), valueAt: match.index + match[0].length });
  }
  for (const match of matchesOf(bareDue, text)) {
    const valueAt = match.index + match[0].length;
    if (!starts.some((start) => start.field === 'due')) starts.push({ field: 'due', at: match.index + match[0].indexOf(match[1] ?? ''), valueAt });
  }
  starts.sort((left, right) => left.at - right.at);
  return starts.map(({ field, at, valueAt }, index) => trimmedField(text, field, at, valueAt, starts[index + 1]?.at ?? text.length)).filter((field) => field.value !== '');
};

/** True where a text is made of nothing but fields: `Owner: Ada` on its own line. */
export const isFieldLine = (text: string): boolean => {
  const [first] = findInlineFields(text);
  return first !== undefined && /^[\s*_([-]*$/.test(text.slice(0, first.at));
};
