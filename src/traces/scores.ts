import { numberOf, textOf } from '../record/json-values.ts';
import type { Attributes, Score } from './span.ts';

const EVALUATORS = [
  'gen_ai.evaluation.evaluator.id', 'gen_ai.evaluation.evaluator.name', 'gen_ai.evaluation.evaluator', 'aws.bedrock_agentcore.evaluator.id', 'evaluation.identifier', 'evaluation.annotator_kind',
] as const;

const first = (attributes: Attributes, names: readonly string[]): string | null => {
  for (const name of names) {
    const text = textOf(attributes[name]);
    if (text !== null) return text;
  }
  return null;
};

/** The score that the attributes of an evaluation carry: OpenTelemetry's names, and OpenInference's. */
export const scoreOf = (attributes: Attributes): Score[] => {
  const name = first(attributes, ['gen_ai.evaluation.name', 'evaluation.name']);
  if (name === null) return [];
  const version = first(attributes, ['gen_ai.evaluation.evaluator.version']);
  const evaluator = first(attributes, EVALUATORS);
  return [
    {
      name,
      value: numberOf(attributes['gen_ai.evaluation.score.value'] ?? attributes['evaluation.score']),
      label: first(attributes, ['gen_ai.evaluation.score.label', 'evaluation.label']),
      evaluator: evaluator === null ? null : version === null ? evaluator : `${evaluator} ${version}`,
    },
  ];
};
