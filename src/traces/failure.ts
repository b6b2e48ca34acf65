import { UserError } from '../record/errors.ts';
import { listOf, numberOf, parsed, textOf } from './json.ts';
import type { Failure } from './conversations.ts';
import { keepAttribute, type Span } from './span.ts';

const HINT = 'for example: error, finish_reason=length, eval:helpfulness<0.7, eval:toxicity=fail, feedback:thumbs<0, attribute:pm.outcome=refused; several with "or" between';

const OPERATORS = ['<=', '>=', '!=', '=', '<', '>'] as const;
type Operator = (typeof OPERATORS)[number];

interface Comparison {
  readonly operator: Operator;
  readonly value: string;
}

const holds = ({ operator, value }: Comparison, text: string | null): boolean => {
  if (text === null) return false;
  const [left, right] = [numberOf(text), numberOf(value)];
  switch (operator) {
    case '=': return text.toLowerCase() === value.toLowerCase() || (left !== null && left === right);
    case '!=': return text.toLowerCase() !== value.toLowerCase() && (left === null || left !== right);
    case '<': return left !== null && right !== null && left < right;
    case '<=': return left !== null && right !== null && left <= right;
    case '>': return left !== null && right !== null && left > right;
    case '>=': return left !== null && right !== null && left >= right;
  }
};

const finishReasons = ({ attributes }: Span): readonly string[] => {
  const reasons = attributes['gen_ai.response.finish_reasons'] ?? attributes['ai.response.finishReason'] ?? attributes['llm.finish_reason'] ?? attributes['gen_ai.finish_reason'];
  const list = typeof reasons === 'string' && reasons.startsWith('[') ? parsed(reasons) : reasons;
  return Array.isArray(list) ? listOf(list).map((reason) => textOf(reason) ?? '') : [textOf(list) ?? ''];
};

const isError = (span: Span): boolean => span.failed || textOf(span.attributes['error.type']) !== null;

/** Splits `subject OP value`; null where there is no operator. */
const comparisonOf = (text: string): { readonly subject: string; readonly comparison: Comparison } | null => {
  const at = text.search(/[<>=!]/);
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
  if (at <= 0 || operator === undefined) return null;
  return { subject: text.slice(0, at).trim(), comparison: { operator, value: text.slice(at + operator.length).trim().replace(/^["']|["']$/g, '') } };
};

const parseTerm = (term: string, whole: string): Failure => {
  if (term === 'error') return isError;
  const parts = comparisonOf(term);
  if (parts === null || parts.comparison.value === '') throw new UserError(`--failure "${whole}" cannot be read at "${term}"`, { hint: HINT });
  const { subject, comparison } = parts;
  if (subject === 'finish_reason') return (span) => finishReasons(span).some((reason) => holds(comparison, reason === '' ? null : reason));
  const [kind, name = ''] = [subject.slice(0, Math.max(0, subject.indexOf(':'))), subject.slice(subject.indexOf(':') + 1)];
  switch (kind) {
    case 'eval':
    case 'feedback':
      return ({ scores }) => scores.some((score) => score.name === name && (holds(comparison, textOf(score.value)) || holds(comparison, score.label)));
    case 'attribute':
      keepAttribute(name);
      return ({ attributes, resource }) => holds(comparison, textOf(attributes[name] ?? resource[name]));
    default:
      throw new UserError(`--failure "${whole}" cannot be read: "${subject}" is nothing that a span shows`, { hint: HINT });
  }
};

/**
 * Parses what counts as a failed conversation: one span of it that shows any of the terms.
 *
 * @throws UserError where the expression is not of this language.
 */
export const parseFailure = (expression: string): Failure => {
  const terms = expression.split(/\s+or\s+|\|\|/).map((term) => term.trim()).filter((term) => term !== '');
  if (terms.length === 0) throw new UserError('--failure is empty', { hint: HINT });
  const failures = terms.map((term) => parseTerm(term, expression));
  return (span) => failures.some((failure) => failure(span));
};
