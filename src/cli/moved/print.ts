import { neutralise } from '../../record/neutralise.ts';
import { painter } from '../../record/paint.ts';
import { VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { lagWords, sentencesOf, type ChangeReport, type FacetReport, type MovedReport } from '../../traces/report.ts';
import type { VariableReading } from '../../traces/variables.ts';
import type { Terminal } from '../terminal.ts';

const BAR = 20;
const MOST_VALUES = 5;

const bar = (share: number, unicode: boolean): string => {
  const full = Math.round(share * BAR);
  return (unicode ? '█' : '#').repeat(full) + (unicode ? '░' : '.').repeat(BAR - full);
};

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

const MARKS = { changed: ['●', '*'], unchanged: ['=', '='], unknown: ['?', '?'] } as const;

const variableLine = ({ key, status, before, during, named }: VariableReading, terminal: Terminal): string => {
  const paint = painter(terminal.colour);
  const mark = MARKS[status][terminal.unicode ? 0 : 1];
  const label = VARIABLE_LABELS[key].padEnd(20);
  const arrow = terminal.unicode ? '→' : '->';
  const values = status === 'unknown' ? 'not recorded' : status === 'unchanged' || before === during ? neutralise(before ?? '') : `${neutralise(before ?? '–')} ${arrow} ${neutralise(during ?? '–')}`;
  const line = `  ${mark} ${label} ${values}`;
  if (named) return paint(['red', 'bold'], line);
  return status === 'changed' ? paint('yellow', line) : status === 'unknown' ? paint('dim', line) : line;
};

const facetLines = (facet: FacetReport, terminal: Terminal): string[] => {
  const paint = painter(terminal.colour);
  const before = facet.values.reduce((sum, value) => sum + value.before, 0);
  const after = facet.values.reduce((sum, value) => sum + value.after, 0);
  const lag = facet.lagMinutes === null ? '' : facet.lagMinutes >= 0 ? `, ${facet.lagMinutes} min before the onset` : `, ${-facet.lagMinutes} min after the onset`;
  const explained = facet.explained === null ? '' : `, explains ${Math.round(Math.min(1, Math.max(0, facet.explained)) * 100)} % of the rise`;
  return [
    paint('bold', `  ${facet.title}`) + paint('dim', `  recorded in ${percent(facet.coverage)}, V ${facet.effect.toFixed(2)}${explained}${lag}`),
    paint('dim', `    ${facet.why}`),
    ...facet.values.slice(0, MOST_VALUES).map((value) => {
      const [b, a] = [before === 0 ? 0 : value.before / before, after === 0 ? 0 : value.after / after];
      const risk = value.riskRatio === null ? '' : `  risk × ${value.riskRatio.ratio.toFixed(1)} (${value.riskRatio.low.toFixed(1)} to ${value.riskRatio.high.toFixed(1)})`;
      return `    ${neutralise(value.value).slice(0, 28).padEnd(28)} ${bar(b, terminal.unicode)} ${percent(b).padStart(7)}  ${bar(a, terminal.unicode)} ${percent(a).padStart(7)}  fails ${percent(value.failureBefore)} / ${percent(value.failureAfter)}${risk}`;
    }),
    '',
  ];
};

const changeLines = ({ nearest }: ChangeReport): string[] =>
  nearest.map(({ time, lagMinutes, kind, title, variables }) => `  ${time.slice(0, 16).replace('T', ' ')}  ${lagWords(lagMinutes).padEnd(24)} ${kind.padEnd(6)} ${neutralise(title).slice(0, 70)}${variables.length > 0 ? `  [${variables.join(', ')}]` : ''}`);

/** The report for a terminal: the answer first, then the ten variables, then the figures of what moved. */
export const printMoved = (report: MovedReport, terminal: Terminal): string => {
  const paint = painter(terminal.colour);
  const moved = report.facets.filter((facet) => facet.moved);
  return [
    `${report.conversations.toLocaleString('en')} conversations of ${report.spans.toLocaleString('en')} spans, ${report.windowHours} h on either side of ${report.onset}${report.onsetDetected ? ' (found in the traces)' : ''}; failure: ${neutralise(report.failure)}`,
    '',
    ...sentencesOf(report).map((sentence, index) => (index < 2 ? paint('bold', neutralise(sentence)) : neutralise(sentence))),
    '',
    ...report.variables.map((variable) => variableLine(variable, terminal)),
    '',
    ...(moved.length > 0 ? [paint('underline', 'What moved, before and after'), ...moved.flatMap((facet) => facetLines(facet, terminal))] : []),
    ...(report.changes !== null && report.changes.nearest.length > 0 ? [paint('underline', 'Logged changes, the nearest to the onset first'), ...changeLines(report.changes), ''] : []),
    ...report.problems.map((problem) => paint('yellow', `Not read: ${neutralise(problem)}`)),
    '',
  ].join('\n');
};
