import type { FailureRate, Outcome } from '../../record/llm.ts';
import type { OutcomeKind } from '../../record/vocabulary.ts';
import { parseNumber } from '../signals/figure.ts';
import { readFieldList, type FieldReading } from './field-list.ts';

const KIND_WORDS: readonly (readonly [OutcomeKind, RegExp])[] = [
  ['error', /^(?:errors?|exceptions?|failed (?:calls?|requests?)|finish reasons?)\b/i],
  ['eval', /^(?:evals?|evaluat\w+|judges?|llm judge|scores?)\b/i],
  ['feedback', /^(?:feedback|thumbs|complaints?|ratings?|tickets?|reports?)\b/i],
  ['proxy', /^(?:proxy|proxies|attribute)\b/i],
];

const count = String.raw`\d{1,3}(?:[,\u00a0\u202f '_]\d{3})+(?!\d)|\d{1,12}`;
const counted = new RegExp(String.raw`(?<![\d.,])(${count})\s*(?:/|of|out of|von|av|sur|de)\s*(${count})(?![\d.,]\d)`, 'i');
const percentage = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,9})?)\s*(?:%|percent\b|per cent\b|pct\b)/i;
const fraction = /^[~≈<>]?\s*([01](?:[.,]\d{1,12})?)(?![\d.,]*\d|\s*(?:%|of\b|\/))/;

const between = (share: number): number | null => (share >= 0 && share <= 1 ? share : null);

/** `37 of 12,400 conversations (0.3 %)`, `11 %`, `0.11`. */
export const readRate = (written: string): FailureRate => {
  const text = written.slice(0, 500);
  const [, part, whole] = counted.exec(text) ?? [];
  const [failures, rows] = part === undefined || whole === undefined ? [null, null] : [parseNumber(part), parseNumber(whole)];
  const percent = percentage.exec(text)?.[1];
  const bare = fraction.exec(text.trim())?.[1];
  const share = failures !== null && rows !== null && rows > 0 ? failures / rows : percent !== undefined ? parseNumber(percent) / 100 : bare !== undefined ? parseNumber(bare) : null;
  return { written, failures, rows, share: share === null ? null : between(share) };
};

/** What failed, and how often before and during; null where no field of it is stated. */
export const readOutcome = (reading: FieldReading): Outcome | null => {
  const list = readFieldList(reading, 'outcome');
  if (list === null) return null;
  const { failure, kind, before, during, window, judgeFree } = list.fields;
  return {
    failure: failure?.value ?? null,
    kind: KIND_WORDS.find(([, pattern]) => pattern.test(kind?.value ?? ''))?.[0] ?? null,
    before: before ? readRate(before.value) : null,
    during: during ? readRate(during.value) : null,
    window: window?.value ?? null,
    judgeFree: judgeFree?.value ?? null,
    ...list,
  };
};
