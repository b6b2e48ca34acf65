import { expect, test } from 'vitest';
import { gatherConversations } from '../../src/traces/conversations.ts';
import { parseFailure } from '../../src/traces/failure.ts';
import { readTraces } from '../../src/traces/read.ts';
import { makeIncident } from './scenarios.ts';
import { linesOf } from './spans.ts';

const samplesOf = async (lines: Iterable<string>, failure: string): Promise<ReturnType<ReturnType<typeof gatherConversations>['samples']>['samples']> => {
  const conversations = gatherConversations(parseFailure(failure));
  await readTraces(
    (async function* () {
      for (const line of lines) yield Buffer.from(`${line}\n`);
    })(),
    conversations.add,
  );
  return conversations.samples().samples;
};

test('the spans of a conversation become one row, failed where one of them failed', async () => {
  const incident = makeIncident('clustered-spans', 3, 20);
  const samples = await samplesOf(linesOf(incident), 'error');
  expect(samples.map(({ failed }) => failed)).toEqual(incident.samples.map(({ failed }) => failed));
  expect(samples.map(({ time }) => Math.round(time))).toEqual(incident.samples.map(({ time }) => Math.round(time)));
});

test.each([
  ['attribute:http.response.status_code=429', true],
  ['attribute:http.response.status_code>=500', false],
  ['finish_reason=length', true],
  ['finish_reason=stop', false],
  ['error', false],
  ['error or finish_reason=length', true],
])('%s is a failure: %s', async (failure, failed) => {
  const line = JSON.stringify({ trace_id: 'a1', span_id: '1', name: 'chat', start_time: '2026-05-03T09:12:00Z', attributes: { 'http.response.status_code': 429, 'gen_ai.response.finish_reasons': ['length'] } });
  expect(await samplesOf([line], failure)).toMatchObject([{ failed }]);
});

test.each(['', 'eval:', 'nonsense', 'colour=red', 'eval:quality<'])('"%s" is no failure expression', (failure) => {
  expect(() => parseFailure(failure)).toThrow('--failure');
});
