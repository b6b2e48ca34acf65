import { printCondition } from '../gates/compare/print.ts';
import { conditionName } from '../gates/compare/condition.ts';
import type { GateAdapter } from '../gates/adapter.ts';
import { suggestGates } from '../gates/links/suggest.ts';
import type { Condition, GateUnit } from '../gates/model.ts';
import { recordedFigure } from '../gates/replay/figure.ts';
import { replayUnit } from '../gates/replay/unit.ts';
import type { IncidentRecord } from '../record/record.ts';
import type { Signal } from '../record/signal.ts';
import type { GateOption } from './state.ts';

/** The row of Signals that a condition measures, by its name. */
const measuredBy = ({ metric, shown }: Condition, signals: readonly Signal[]): Signal | undefined =>
  signals.find((signal) => signal.metric === metric) ?? signals.find((signal) => `${metric} ${shown ?? ''}`.split(/[^\w:.-]+/).includes(signal.metric));

const optionOf = (unit: GateUnit, words: readonly string[], record: IncidentRecord, ownReplay: (format: string) => GateAdapter['replay']): GateOption => {
  const described = { title: unit.title, enforcement: unit.enforcement, fires: unit.opaque ?? unit.conditions.map(printCondition).join('; '), words };
  const condition = unit.conditions.find((candidate) => measuredBy(candidate, record.signals) !== undefined);
  const signal = condition && measuredBy(condition, record.signals);
  if (condition === undefined || signal === undefined) return { ...described, reference: `\`${unit.key}\``, verdict: 'undecidable' };
  const named = new Set(unit.conditions.map(({ metric }) => metric)).size > 1 ? conditionName(condition) : null;
  const { verdict } = replayUnit(unit, [{ figure: recordedFigure(signal), condition: named }], ownReplay(unit.format));
  return { ...described, reference: `\`${unit.key}\` replay: ${signal.metric}${named === null ? '' : ` as ${named}`}`, verdict };
};

const VERDICTS = { fires: 0, undecidable: 1, silent: 2 } as const;

/**
 * The gates that an action item may be linked to, each replayed on the incident's own figures where a row of Signals bears the name of what it
 * measures: first those that share words with the item, then those that would have fired.
 */
export const gateOptions = (record: IncidentRecord, row: number, units: readonly GateUnit[], ownReplay: (format: string) => GateAdapter['replay']): readonly GateOption[] => {
  const action = record.actions[row];
  const suggested = action === undefined ? [] : (suggestGates([action], units)[0]?.suggestions ?? []);
  const words = new Map(suggested.map(({ unit, words: shared }) => [unit, shared]));
  const order = new Map(suggested.map(({ unit }, index) => [unit, index]));
  return units
    .map((unit) => ({ option: optionOf(unit, words.get(unit) ?? [], record, ownReplay), at: order.get(unit) ?? units.length }))
    .sort((a, b) => a.at - b.at || VERDICTS[a.option.verdict] - VERDICTS[b.option.verdict])
    .map(({ option }) => option);
};
