import type { LlmFieldName, LlmListName } from '../../record/llm.ts';
import { neutralise } from '../../record/neutralise.ts';
import { LLM_VARIABLES, VARIABLE_LABELS } from '../../record/vocabulary.ts';
import { variableOf } from '../../traces/attribution/attribute.ts';
import { outcomeKindOf, parseFailure } from '../../traces/failure.ts';
import type { MovedReport } from '../../traces/report.ts';

interface StatedField {
  readonly list: Extract<LlmListName, 'outcome' | 'verdict'>;
  readonly field: LlmFieldName;
  readonly value: string;
}

const counted = (rate: number, rows: number): string => `${Math.round(rate * rows)} of ${rows} conversations (${(rate * 100).toFixed(1)} %)`;

/** `Model or Prompt revision`: facets of one variable are one name. */
const groupWords = (facets: readonly string[]): string => {
  const keys = new Set(facets.map(variableOf));
  return LLM_VARIABLES.filter((key) => keys.has(key)).map((key) => VARIABLE_LABELS[key]).join(' or ');
};

const verdictFields = ({ verdict }: MovedReport): readonly StatedField[] => {
  switch (verdict.kind) {
    case 'no-rise': return [];
    case 'unexplained': return [{ list: 'verdict', field: 'explainedBy', value: 'nothing recorded' }];
    case 'explained': {
      const tied = verdict.groups.some((group) => new Set(group.map(variableOf)).size > 1);
      return [
        { list: 'verdict', field: 'explainedBy', value: [...new Set(verdict.groups.map(groupWords)), ...(verdict.unexplained ? ['in part nothing recorded'] : [])].join('; ') },
        { list: 'verdict', field: 'confidence', value: tied || verdict.byTimingOnly || verdict.unexplained ? 'possible' : 'likely' },
        { list: 'verdict', field: 'confirmedBy', value: 'none: traces show association' },
      ];
    }
  }
};

/** What a report says of the incident as a whole, as fields of the record's outcome and verdict. Where failures did not rise there is no verdict. */
export const assessmentOf = (report: MovedReport): readonly StatedField[] => {
  const { failure, outcome, windowHours, onset } = report;
  return [
    { list: 'outcome', field: 'failure', value: `conversations with \`${neutralise(failure).replaceAll('`', "'")}\`` },
    { list: 'outcome', field: 'kind', value: outcomeKindOf(parseFailure(failure)) },
    { list: 'outcome', field: 'before', value: counted(outcome.before, outcome.rowsBefore) },
    { list: 'outcome', field: 'during', value: counted(outcome.after, outcome.rowsAfter) },
    { list: 'outcome', field: 'window', value: `${windowHours} h on either side of ${onset.slice(0, 16).replace('T', ' ')} UTC` },
    ...verdictFields(report),
  ];
};
