import type { Figure } from '../../record/signal.ts';
import type { TableCell } from '../tables/table.ts';
import type { Source } from '../../record/source.ts';

/** A number with its sign, grouping and exponent, and the unit or percent sign right behind it. */
const number = /(?<![\w.])[-+−]?(?:\d{1,3}(?:[,   '_]\d{3})+|\d+)(?:[.,]\d+)?(?:e[-+]?\d{1,3})?(?![\d])/giu;
const noData = /^(?:no data|nodata|no samples?|missing|nan|n\/?d|no signal|keine daten|データなし|无数据|aucune donnée|sin datos|sem dados|ingen data)$/i;

/** `1,234` groups, `5,2` is a decimal comma: a comma before exactly three digits groups unless it is the only one after a zero. */
export const parseNumber = (written: string): number => {
  const plain = written.replace(/−/g, '-').replace(/[   '_]/g, '');
  const grouped = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(plain);
  return Number(grouped ? plain.replaceAll(',', '') : plain.replace(',', '.'));
};

/** A figure's cell: one number, several samples in order, or the words for no data. */
export const readFigure = (cell: TableCell | undefined, missing: Source): Figure => {
  const written = cell?.text ?? '';
  const source = cell?.source ?? missing;
  const samples = [...separateSamples(written).matchAll(number)].map((match) => parseNumber(match[0])).filter((value) => Number.isFinite(value));
  const bare = /^[<>≤≥≈~=\s]*[-+−]?\d/.test(written);
  const list = bare ? samples : [];
  return { written, number: list.length === 1 ? (list[0] ?? null) : null, samples: list, noData: noData.test(written.trim()), source };
};

/** A comma and a space part samples; so does a semicolon. */
const separateSamples = (written: string): string => written.replace(/[,;]\s+/g, ' ; ').replace(/(?<=\d);(?=\d)/g, ' ; ');
