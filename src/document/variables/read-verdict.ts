import type { Verdict } from '../../record/llm.ts';
import type { Confidence, Confirmation, LlmVariableKey } from '../../record/vocabulary.ts';
import { readAnswers, withoutAnswers } from '../references.ts';
import { readFieldList, type FieldReading } from './field-list.ts';
import { isVariableLabel, readVariableLabel } from './labels.ts';

const OTHERWISE: readonly (readonly [NonNullable<Verdict['otherwise']>, RegExp])[] = [
  ['nothing-recorded', /\bnothing (?:that (?:was|is) )?(?:recorded|logged)\b|\bnone (?:of (?:the )?)?recorded\b|\bnot recorded\b/i],
  ['nothing-moved', /\bnothing\b.*\bmoved\b|^(?:nothing|none)\b|\bno variable\b/i],
  ['unknown', /^(?:unknown|unclear|not known|\?+)(?![\p{L}\d])/iu],
];

const CONFIDENCE_WORDS: readonly (readonly [Confidence, RegExp])[] = [
  ['known', /^(?:known|certain|sure|confirmed|high)\b/i],
  ['likely', /^(?:likely|probable|probably|medium)\b/i],
  ['possible', /^(?:possible|possibly|suspected|low|unsure)\b/i],
];

const CONFIRMATION_WORDS: readonly (readonly [Confirmation, RegExp])[] = [
  ['none', /^(?:none|no|not|nothing|nobody|n\/a)(?![\p{L}\d])/iu],
  ['replay', /\breplay/i],
  ['bisect', /\bbisect/i],
  ['rollback', /\broll(?:ed|ing)?[- ]?back|\brevert/i],
];

const find = <Value>(words: readonly (readonly [Value, RegExp])[], text: string): Value | null => words.find(([, pattern]) => pattern.test(text.trim()))?.[0] ?? null;

const keys = (parts: readonly string[]): LlmVariableKey[] => [...new Set(parts.flatMap((part) => readVariableLabel(part) ?? []))];

/** `Model or Prompt revision` moved together; `Model; Traffic mix` and `Model and Traffic mix` are two causes. */
const readGroups = (text: string): LlmVariableKey[][] =>
  text
    .replace(/\([^()]*\)/g, ' ')
    .split(/[;；]/)
    .flatMap((segment): LlmVariableKey[][] => {
      if (find(OTHERWISE, segment) !== null) return [];
      const tied = segment.split(/\s+or\s+|\s*\/\s*/i);
      if (tied.length > 1 || isVariableLabel(segment)) return [keys(tied)];
      return segment.split(/,|\s+and\s+|\s+&\s+/i).flatMap((part) => (readVariableLabel(part) === null ? [] : [keys([part])]));
    })
    .filter((group) => group.length > 0);

/** Which variable explains the failures, as the document states it; null where it states nothing of it. */
export const readVerdict = (reading: FieldReading): Verdict | null => {
  const list = readFieldList(reading, 'verdict');
  if (list === null) return null;
  const { explainedBy, confidence, confirmedBy } = list.fields;
  const explained = withoutAnswers(explainedBy?.value.slice(0, 1_000) ?? '');
  return {
    explainedBy: readGroups(explained),
    otherwise: explained.split(/[;；]/).reduce<Verdict['otherwise']>((found, segment) => found ?? find(OTHERWISE, segment), null),
    confidence: find(CONFIDENCE_WORDS, confidence?.value ?? ''),
    confirmedBy: find(CONFIRMATION_WORDS, confirmedBy?.value ?? ''),
    answeredBy: readAnswers(Object.values(list.fields).map(({ value }) => value).join('\n')).answeredBy,
    ...list,
  };
};
