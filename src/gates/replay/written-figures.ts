import type { IncidentRecord } from '../../record/record.ts';
import type { Source } from '../../record/source.ts';

/** A share that the document states of the incident: `Envoy 5xx ratio = 0.052`, `error rate was 5.2%`. */
export interface WrittenShare {
  /** Words before the number. */
  readonly name: string;
  /** Of one. */
  readonly value: number;
  readonly written: string;
  readonly source: Source;
}

/** Up to five words, the last a ratio's or a rate's, then a number. */
const SHARE = /((?:[\w/-]+ ){0,4}(?:ratio|rate|share|percentage))(?: +(?:is|was|at|of|reached|hit|=|:|≈|~)| *[=:≈]){0,2} *~?(\d{1,3}(?:\.\d+)?)( ?%)?(?![\d./:-])/gi;

/** Shares that the timeline and the signals state. Entries are short, and only their first characters are looked at. */
export const writtenShares = (record: IncidentRecord): readonly WrittenShare[] => [
  ...record.timeline.flatMap(({ text, source }) =>
    [...text.slice(0, 2000).matchAll(SHARE)].flatMap(([written, name = '', digits = '', percent]) => {
      const value = Number(digits) / (percent === undefined ? 1 : 100);
      return value <= 1 ? [{ name: name.trim(), value, written, source }] : [];
    }),
  ),
  ...record.signals.flatMap(({ metric, incident, unit }) => {
    const value = incident.number === null ? null : incident.number / (unit === '%' ? 100 : 1);
    return value !== null && value <= 1 && /ratio|rate|share|%/i.test(`${metric} ${unit ?? ''}`) ? [{ name: metric, value, written: incident.written, source: incident.source }] : [];
  }),
];

const GENERAL: ReadonlySet<string> = new Set(['ratio', 'rate', 'share', 'percentage', 'the', 'of', 'is', 'was', 'and', 'for', 'all', 'over', 'total', 'count', 'alert', 'high', 'prod']);

/** Words that say what is measured: `5xx`, `timeout`, `error`. */
export const tellingWords = (text: string): ReadonlySet<string> =>
  new Set((text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).filter((word) => !GENERAL.has(word) && !/^\d+$/.test(word)));
