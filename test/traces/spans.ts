import { tellFacets } from '../../src/traces/facet-values.ts';
import type { Span } from '../../src/traces/span.ts';
import type { Incident } from './scenarios.ts';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  'prompt.version': 'gen_ai.prompt.version',
  'model.version': 'gen_ai.response.model',
  'judge.version': 'gen_ai.evaluation.evaluator.version',
  'retrieval.version': 'pm.index.version',
  'tools.version': 'pm.tool.version',
  'sampling.version': 'gen_ai.request.reasoning.level',
  'guardrail.version': 'gen_ai.guardrail.policy.version',
  'context.version': 'pm.context.policy',
  'deployment.version': 'service.version',
  'traffic.region': 'cloud.region',
  'traffic.intent': 'pm.intent',
};

const keyValue = (key: string, value: string): object => ({ key, value: { stringValue: value } });

/** An incident as the collector's file exporter writes it: one `TracesData` a line, several spans a conversation, each with this answer. */
export function* linesOf(incident: Incident, answer = ''): Generator<string> {
  for (const [index, { time, failed, values }] of incident.samples.entries()) {
    const traceId = index.toString(16).padStart(32, '0');
    const attributes = Object.entries(values).map(([facet, value]) => keyValue(ATTRIBUTES[facet] ?? facet, value));
    const spans = Array.from({ length: incident.spans[index] ?? 1 }, (_, number) => ({
      traceId,
      spanId: (index * 64 + number).toString(16).padStart(16, '0'),
      name: number === 0 ? 'invoke_agent' : 'chat',
      kind: 3,
      startTimeUnixNano: `${Math.round(time) + number}000000`,
      endTimeUnixNano: `${Math.round(time) + number + 1}000000`,
      attributes: [
        ...attributes,
        ...(answer === '' ? [] : [keyValue('gen_ai.output.messages', answer)]),
        ...(number === 0 ? [keyValue('gen_ai.system_instructions', `You are an assistant. Context: ${values['context.version'] ?? ''}.`)] : []),
        ...(failed && number === 0 ? [keyValue('pm.outcome', 'refused'), { key: 'gen_ai.response.finish_reasons', value: { arrayValue: { values: [{ stringValue: index % 2 === 0 ? 'length' : 'stop' }] } } }] : []),
      ],
      events: number === 0 ? [{ name: 'gen_ai.evaluation.result', attributes: [keyValue('gen_ai.evaluation.name', 'quality'), { key: 'gen_ai.evaluation.score.value', value: { doubleValue: failed ? 0.2 : 0.9 } }] }] : [],
      status: failed && number === 0 ? { code: 2, message: 'refused' } : {},
    }));
    yield JSON.stringify({ resourceSpans: [{ resource: { attributes: [keyValue('service.name', 'assistant')] }, scopeSpans: [{ scope: { name: 'generator', version: '1' }, spans }] }] });
  }
}

/** What one span says of each facet. */
export const facetsOf = (span: Span): Readonly<Record<string, string>> => {
  const values: Record<string, string> = {};
  tellFacets(span, (facet, value) => {
    values[facet] = value;
  });
  return values;
};
