import { expect, test } from 'vitest';
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

test.each(['', 'eval:', 'nonsense', 'colour=red', 'eval:quality<'])('"%s" is no failure expression', (failure) => {
  expect(() => parseFailure(failure)).toThrow('--failure');
});
