import { FIELD_LABELS, fieldText, LLM_FIELDS, type LlmListName } from '../../record/llm.ts';
import { neutralise } from '../../record/neutralise.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { table, wrapWords } from '../../reporters/layout.ts';
import type { Style } from './page.ts';

const STATUS_COLOUR = { changed: 'red', unchanged: 'green', unknown: 'yellow', 'not-applicable': 'dim' } as const;

/** What each variable was before and during; once where it did not move. */
export const variableLines = ({ variables }: IncidentRecord, { paint, unicode, width }: Style): string[] =>
  table(
    variables.map(({ label, status, before, during, reason, answeredBy }) => {
      const arrow = unicode ? '→' : '->';
      const values = before !== null && during !== null && before !== during ? `${before} ${arrow} ${during}` : (before ?? during ?? '');
      const answers = answeredBy.length > 0 ? ` ${arrow} ${answeredBy.join(', ')}` : '';
      const words = status === 'unknown' || status === 'not-applicable' ? `${reason ?? values}${answers}` : values;
      return [neutralise(label), status === null ? '-' : paint(STATUS_COLOUR[status], status), neutralise(words)];
    }),
    width,
  );

/** The fields that a list states, each with its label. */
export const fieldLines = (record: IncidentRecord, list: LlmListName, { paint, width }: Style): string[] => {
  const stated = LLM_FIELDS[list].flatMap((field) => {
    const text = fieldText(record, list, field);
    return text === '' ? [] : [{ label: FIELD_LABELS[field], text: neutralise(text) }];
  });
  const labels = Math.max(0, ...stated.map(({ label }) => label.length)) + 2;
  return stated.flatMap(({ label, text }) => wrapWords(text, Math.max(20, width - labels)).map((line, index) => (index === 0 ? paint('dim', label.padEnd(labels)) : ' '.repeat(labels)) + line));
};
