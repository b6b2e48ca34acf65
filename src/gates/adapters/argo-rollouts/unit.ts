import type { GateUnit } from '../../model.ts';
import type { AnalysisMetric } from './evaluate.ts';

/** Whether a unit is a metric of a template rather than a strategy. */
export const isMetric = (unit: GateUnit): boolean => unit.chain[0]?.name === 'metric';

/** Whether a unit is a template that runs others too. */
export const isComposition = (unit: GateUnit): boolean => unit.chain[0]?.name === 'template' && unit.settings['analyses'] !== undefined;

/** Names in a setting that is a set. */
export const texts = (unit: GateUnit, setting: string): readonly string[] => {
  const value = unit.settings[setting];
  return Array.isArray(value) ? value.map(String) : [];
};

export const numberSetting = (unit: GateUnit, setting: string): number | null => {
  const value = unit.settings[setting];
  return typeof value === 'number' ? value : null;
};

/** The metric as its unit remembers it. */
export const analysisMetric = (unit: GateUnit): AnalysisMetric => {
  const text = (setting: string): string | null => (typeof unit.settings[setting] === 'string' ? String(unit.settings[setting]) : null);
  const [first] = unit.conditions;
  return {
    successCondition: text('successCondition'),
    failureCondition: text('failureCondition'),
    failureLimit: unit.settings['failuresCount'] === false ? -1 : (first?.tolerance ?? 0),
    inconclusiveLimit: numberSetting(unit, 'inconclusiveLimit') ?? 0,
    consecutiveErrorLimit: numberSetting(unit, 'consecutiveErrorLimit') ?? 4,
    consecutiveSuccessLimit: numberSetting(unit, 'consecutiveSuccessLimit'),
    count: first?.count ?? null,
  };
};
