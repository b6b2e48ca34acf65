import { describe, expect, test } from 'vitest';
import { gatherConversations, type Conversations } from '../../src/traces/conversations.ts';
import { failureOf, parseFailure } from '../../src/traces/failure.ts';
import { readTraces } from '../../src/traces/read.ts';
import { makeIncident } from './scenarios.ts';
import { sourceOf } from './samples.ts';
import { linesOf } from './spans.ts';

const read = async (lines: Iterable<string>, failure: string): Promise<Conversations> => {
  const conversations = gatherConversations(failureOf(parseFailure(failure)));
  await readTraces(
    (async function* () {
      for (const line of lines) yield Buffer.from(`${line}\n`);
    })(),
    conversations.add,
  );
  return conversations;
};

test('the spans of a conversation become one row at its first moment, failed where one of them failed', async () => {
  const incident = makeIncident('clustered-spans', 3, 20);
  const conversations = await read(linesOf(incident), 'error');
  expect(conversations.spans()).toBeGreaterThan(conversations.table.rows());
  const [from, to] = [incident.onset - incident.window, incident.onset + incident.window];
  const rounded = incident.samples.map((sample) => ({ ...sample, time: Math.round(sample.time) }));
  expect(await conversations.table.source.outcomes(from, to, 48)).toEqual(await sourceOf(rounded).outcomes(from, to, 48));
});

/** Failed conversations of one span. */
const failuresOf = async (attributes: object, failure: string): Promise<number> => {
  const line = JSON.stringify({ trace_id: 'a1', span_id: '1', name: 'chat', start_time: '2026-05-03T09:12:00Z', attributes });
  const { failures } = await (await read([line], failure)).table.source.outcomes(0, Date.UTC(2030, 0), 1);
  return failures[0] ?? 0;
};

test.each([
  ['attribute:http.response.status_code=429', true],
  ['attribute:http.response.status_code>=500', false],
  ['finish_reason=length', true],
  ['finish_reason=stop', false],
  ['error', false],
  ['error or finish_reason=length', true],
])('%s is a failure: %s', async (failure, failed) => {
  expect(await failuresOf({ 'http.response.status_code': 429, 'gen_ai.response.finish_reasons': ['length'] }, failure)).toBe(failed ? 1 : 0);
});

const otlp = (span: object): string => JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [{ traceId: 'a1', spanId: '1', name: 'chat', startTimeUnixNano: '1777799520000000000', ...span }] }] }] });
const value = (key: string, held: object): object => ({ key, value: held });
const evaluation = [value('gen_ai.evaluation.name', { stringValue: 'quality' }), value('gen_ai.evaluation.score.value', { doubleValue: 0.4 }), value('gen_ai.evaluation.score.label', { stringValue: 'fail' })];

const failuresIn = async (line: string, failure: string): Promise<number> => {
  const { failures } = await (await read([line], failure)).table.source.outcomes(0, Date.UTC(2030, 0), 1);
  return failures[0] ?? 0;
};

describe.each([
  ['an event of a span', otlp({ events: [{ name: 'gen_ai.evaluation.result', attributes: evaluation }] }), 'eval'],
  ['a log record', JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ traceId: 'a1', timeUnixNano: '1777799520000000000', eventName: 'gen_ai.evaluation.result', attributes: evaluation }] }] }] }), 'eval'],
  ['attributes of OpenInference', otlp({ attributes: [value('evaluation.name', { stringValue: 'quality' }), value('evaluation.score', { doubleValue: 0.4 }), value('evaluation.label', { stringValue: 'fail' })] }), 'eval'],
  ['a score of Langfuse', JSON.stringify({ trace: { id: 'a1', scores: [{ name: 'quality', value: 0.4, stringValue: 'fail' }] }, observations: [{ id: '1', type: 'SPAN', startTime: '2026-05-03T09:12:00Z' }] }), 'feedback'],
])('an evaluation below a limit in %s', (_, line, kind) => {
  test.each([['quality<0.7', 1], ['quality<0.3', 0], ['quality<=0.4', 1], ['quality=fail', 1], ['quality!=fail', 1], ['tone<0.7', 0]])('%s', async (comparison, failures) => {
    expect(await failuresIn(line, `${kind}:${comparison}`)).toBe(failures);
  });
});

test.each([
  ['feedback of LangSmith', JSON.stringify({ id: '1', trace_id: 'a1', run_type: 'llm', start_time: '2026-05-03T09:12:00Z', feedback_stats: { thumbs: { n: 2, avg: -1 } } }), 'feedback:thumbs<0'],
  ['an error of LangSmith', JSON.stringify({ id: '1', trace_id: 'a1', run_type: 'llm', start_time: '2026-05-03T09:12:00Z', error: 'refused' }), 'error'],
  ['an error of Langfuse', JSON.stringify({ trace: { id: 'a1' }, observations: [{ id: '1', type: 'GENERATION', level: 'ERROR', startTime: '2026-05-03T09:12:00Z' }] }), 'error'],
  ['an error tag of Jaeger', JSON.stringify({ data: [{ traceID: 'a1', spans: [{ traceID: 'a1', spanID: '1', operationName: 'chat', startTime: 1777799520000000, tags: [{ key: 'error', type: 'bool', value: true }] }], processes: {} }] }), 'error'],
  ['the status of a span in Tempo', JSON.stringify({ batches: [{ resource: {}, instrumentationLibrarySpans: [{ spans: [{ traceId: 'a1', spanId: '1', name: 'chat', startTimeUnixNano: '1777799520000000000', status: { code: 'STATUS_CODE_ERROR' } }] }] }] }), 'error'],
  ['error.type', otlp({ attributes: [value('error.type', { stringValue: 'timeout' })] }), 'error'],
  ['an attribute of the resource', JSON.stringify({ resourceSpans: [{ resource: { attributes: [value('host.kind', { stringValue: 'spot' })] }, scopeSpans: [{ spans: [{ traceId: 'a1', spanId: '1', name: 'chat', startTimeUnixNano: '1777799520000000000' }] }] }] }), 'attribute:host.kind=spot'],
  ['a finish reason of OpenLLMetry', otlp({ attributes: [value('gen_ai.completion.0.finish_reason', { stringValue: 'length' })] }), 'finish_reason=length'],
  ['finish reasons in JSON text', otlp({ attributes: [value('gen_ai.response.finish_reasons', { stringValue: '["stop","length"]' })] }), 'finish_reason=length'],
])('%s is a failure', async (_, line, failure) => {
  expect(await failuresIn(line, failure)).toBe(1);
});

test.each(['', 'eval:', 'nonsense', 'colour=red', 'eval:quality<'])('"%s" is no failure expression', (failure) => {
  expect(() => parseFailure(failure)).toThrow('--failure');
});
