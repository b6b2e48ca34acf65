import * as fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readTraces, type TraceReading } from '../../src/traces/read.ts';
import type { Span } from '../../src/traces/span.ts';
import { facetsOf } from './spans.ts';

const span = (id: string, attributes: object = {}): object => ({ trace_id: 'a1', span_id: id, name: 'chat', start_time: '2026-05-03T09:12:00Z', attributes });

/** In chunks of a few bytes, as slow pipes give them. */
const read = async (content: string | Uint8Array, size = 7): Promise<TraceReading & { readonly read: readonly Span[] }> => {
  const bytes = Buffer.from(content);
  const spans: Span[] = [];
  const reading = await readTraces(
    (async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    (one) => spans.push(one),
  );
  return { ...reading, read: spans };
};

const LINES = `${JSON.stringify(span('1'))}\n${JSON.stringify(span('2'))}\n`;

describe('traces are read', () => {
  test.each([
    ['JSON Lines', LINES],
    ['lines with Windows ends and blank ones', LINES.replaceAll('\n', '\r\n\r\n')],
    ['a byte order mark', `\uFEFF${LINES}`],
    ['one value on several lines', JSON.stringify([span('1'), span('2')], null, 2)],
    ['gzip', gzipSync(LINES)],
  ])('from %s', async (_, content) => {
    expect(await read(content)).toMatchObject({ spans: 2, invalid: 0, unrecognised: 0, firstProblem: null });
  });

  test('around a line that is cut short', async () => {
    expect(await read(`${JSON.stringify(span('1'))}\n{"trace_id":"a1","spa\n${JSON.stringify(span('2'))}`)).toMatchObject({ spans: 2, invalid: 1, firstProblem: 2 });
  });

  test('behind a first line that is cut short', async () => {
    expect(await read(`{"trace_id":"a1","spa\n${LINES}`)).toMatchObject({ spans: 2, invalid: 1, firstProblem: 1 });
  });

  test('around two lines that two writers mixed', async () => {
    const line = JSON.stringify(span('2'));
    expect(await read(`${LINES}${line.slice(0, 20)}${line}${line.slice(20)}\n${line}\n`)).toMatchObject({ spans: 3, invalid: 1, firstProblem: 3 });
  });

  test('as far as a gzip that is cut short goes', async () => {
    const whole = gzipSync(LINES.repeat(200));
    const { spans, invalid } = await read(whole.subarray(0, whole.length - 12), 4096);
    // The file itself, and the line at which it breaks off.
    expect(invalid).toBe(2);
    expect(spans).toBeGreaterThan(0);
  });

  test('where JSON is no trace, it is counted', async () => {
    expect(await read('{"hello":1}\n[]\n7\n')).toMatchObject({ spans: 0, unrecognised: 3, firstProblem: 1 });
  });

  test('whatever the bytes are, nothing is thrown', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const anything = fc.oneof(
      bytes,
      bytes.map((one) => Buffer.concat([Buffer.from([0x1f, 0x8b]), one])),
      fc.json().map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(`{"resourceSpans":[${text}]}\n{"data":[{"spans":[${text}]}]}\n{"trace":{},"observations":[${text}]}`)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (content) => {
        expect((await read(content)).spans).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});

const valuesOf = async (content: object): Promise<Readonly<Record<string, string>>> => {
  const [first] = (await read(JSON.stringify(content))).read;
  return first === undefined ? {} : facetsOf(first);
};

const promptOf = async (system: string, question: string): Promise<string | undefined> =>
  (await valuesOf(span('1', { 'gen_ai.input.messages': JSON.stringify([{ role: 'user', content: question }, { role: 'system', content: system }]) })))['prompt.sha256'];

const toolsOf = async (...names: string[]): Promise<string | undefined> => (await valuesOf(span('1', { 'gen_ai.tool.definitions': names.map((name) => ({ name })) })))['tools.schemas'];

describe('variables are told', () => {
  test.each([
    ['OpenTelemetry', span('1', { 'gen_ai.request.model': 'm-1', 'gen_ai.request.temperature': 0.2 }), { 'model.requested': 'm-1', 'sampling.temperature': '0.2' }],
    ['OpenInference', span('1', { 'llm.model_name': 'm-1', 'llm.invocation_parameters': '{"temperature":0.2,"max_tokens":50}' }), { 'model.served': 'm-1', 'sampling.temperature': '0.2', 'sampling.max-tokens': '50' }],
    ['OpenLLMetry', span('1', { 'traceloop.prompt.version': 4, 'traceloop.workflow.name': 'refund' }), { 'prompt.revision': '4', 'traffic.workflow': 'refund' }],
    ['LangSmith', { id: '1', trace_id: 'a1', run_type: 'llm', extra: { metadata: { ls_model_name: 'm-1', ls_temperature: 0, revision_id: 'r7' } } }, { 'model.served': 'm-1', 'sampling.temperature': '0', 'deployment.version': 'r7' }],
    ['Langfuse', { trace: { id: 'a1', release: 'r7' }, observations: [{ id: '1', type: 'GENERATION', model: 'm-1', promptVersion: 3, modelParameters: { seed: 5 } }] }, { 'prompt.revision': '3', 'model.served': 'm-1', 'sampling.seed': '5', 'deployment.version': 'r7' }],
    ['the address of a model', span('1', { 'gen_ai.request.model': 'm-1', 'server.address': 'models.example' }), { 'model.requested': 'm-1', 'model.endpoint': 'models.example' }],
    ['no address of anything else', span('1', { 'server.address': 'database.example' }), {}],
    ['nothing where values are empty', span('1', { 'gen_ai.request.model': 'Unknown', 'gen_ai.tool.definitions': '[]', 'gen_ai.request.reasoning_effort': [], 'gen_ai.system_instructions': '{}' }), {}],
  ])('by %s', async (_, content, expected) => {
    expect(await valuesOf(content)).toEqual(expected);
  });

  test('a system prompt is the same wherever it stands among the messages, and another where it differs', async () => {
    expect(await promptOf('Be brief.', 'Why?')).toBe(await promptOf('Be brief.', 'How?'));
    expect(await promptOf('Be brief.', 'Why?')).not.toBe(await promptOf('Be kind.', 'Why?'));
  });

  test('the order of tools says nothing', async () => {
    expect(await toolsOf('a', 'b')).toBe(await toolsOf('b', 'a'));
    expect(await toolsOf('a', 'b')).not.toBe(await toolsOf('a', 'c'));
  });
});
