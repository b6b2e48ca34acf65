import { UserError } from '../record/errors.ts';
import { listOf, numberOf, parsed, textOf } from '../record/json-values.ts';
import type { OutcomeKind } from '../record/vocabulary.ts';
import type { Failure } from './conversations.ts';
import { keepAttribute, type Span } from './span.ts';

const HINT = 'for example: error, finish_reason=length, eval:helpfulness<0.7, eval:toxicity=fail, feedback:thumbs<0, attribute:pm.outcome=refused; several with "or" between';

const OPERATORS = ['<=', '>=', '!=', '=', '<', '>'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Comparison {
  readonly operator: Operator;
  readonly value: string;
}

/** One thing that a span may show. */
export type FailureTerm =
  | { readonly kind: 'error' }
  | { readonly kind: 'finish-reason'; readonly comparison: Comparison }
  /** An evaluation or feedback of that name, by its value or its label. */
  | { readonly kind: 'score'; readonly from: 'eval' | 'feedback'; readonly name: string; readonly comparison: Comparison }
  | { readonly kind: 'attribute'; readonly name: string; readonly comparison: Comparison };

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

/** Attributes that hold why a model stopped: one reason, a list, or JSON text of a list. The first present is read. */
export const FINISH_REASONS = ['gen_ai.response.finish_reasons', 'ai.response.finishReason', 'llm.finish_reason', 'gen_ai.finish_reason', 'gen_ai.completion.0.finish_reason'] as const;

const finishReasons = ({ attributes }: Span): readonly string[] => {
  const name = FINISH_REASONS.find((candidate) => attributes[candidate] !== undefined);
  const reasons = name === undefined ? null : attributes[name];
  const list = typeof reasons === 'string' && reasons.startsWith('[') ? parsed(reasons) : reasons;
  return Array.isArray(list) ? listOf(list).map((reason) => textOf(reason) ?? '') : [textOf(list) ?? ''];
};

const shows = (term: FailureTerm, span: Span): boolean => {
  switch (term.kind) {
    case 'error': return span.failed || textOf(span.attributes['error.type']) !== null;
    case 'finish-reason': return finishReasons(span).some((reason) => holds(term.comparison, reason === '' ? null : reason));
    case 'score': return span.scores.some((score) => score.name === term.name && (holds(term.comparison, textOf(score.value)) || holds(term.comparison, score.label)));
    case 'attribute': return holds(term.comparison, textOf(span.attributes[term.name] ?? span.resource[term.name]));
  }
};

/** Splits `subject OP value`; null where there is no operator. */
const comparisonOf = (text: string): { readonly subject: string; readonly comparison: Comparison } | null => {
  const at = text.search(/[<>=!]/);
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
  if (at <= 0 || operator === undefined) return null;
  return { subject: text.slice(0, at).trim(), comparison: { operator, value: text.slice(at + operator.length).trim().replace(/^["']|["']$/g, '') } };
};

const parseTerm = (term: string, whole: string): FailureTerm => {
  if (term === 'error') return { kind: 'error' };
  const parts = comparisonOf(term);
  if (parts === null || parts.comparison.value === '') throw new UserError(`--failure "${whole}" cannot be read at "${term}"`, { hint: HINT });
  const { subject, comparison } = parts;
  if (subject === 'finish_reason') return { kind: 'finish-reason', comparison };
  const [kind, name] = [subject.slice(0, Math.max(0, subject.indexOf(':'))), subject.slice(subject.indexOf(':') + 1).trim()];
  if (name !== '' && (kind === 'eval' || kind === 'feedback')) return { kind: 'score', from: kind, name, comparison };
  if (name !== '' && kind === 'attribute') return { kind: 'attribute', name, comparison };
  throw new UserError(`--failure "${whole}" cannot be read: "${subject}" is nothing that a span shows`, { hint: HINT });
};

/**
 * Parses what counts as a failed conversation: one span of it that shows any of the terms.
 *
 * @throws UserError where the expression is not of this language.
 */
export const parseFailure = (expression: string): readonly FailureTerm[] => {
  const terms = expression.split(/\s+or\s+|\|\|/).map((term) => term.trim()).filter((term) => term !== '');
  if (terms.length === 0) throw new UserError('--failure is empty', { hint: HINT });
  return terms.map((term) => parseTerm(term, expression));
};

/** By what failures are seen; by a judge as soon as one term asks it. */
export const outcomeKindOf = (terms: readonly FailureTerm[]): OutcomeKind => {
  const kinds = new Set(terms.map((term): OutcomeKind => (term.kind === 'score' ? term.from : term.kind === 'attribute' ? 'proxy' : 'error')));
  return (['eval', 'feedback', 'proxy'] as const).find((kind) => kinds.has(kind)) ?? 'error';
};

/** Whether a span shows one of the terms. Attributes that they name are kept by the readers from here on. */
export const failureOf = (terms: readonly FailureTerm[]): Failure => {
  for (const term of terms) if (term.kind === 'attribute') keepAttribute(term.name);
  return (span) => terms.some((term) => shows(term, span));
};
