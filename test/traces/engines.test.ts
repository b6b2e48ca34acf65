import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClickhouse } from '../../src/cli/moved/clickhouse.ts';
import { openDuckdbStore } from '../../src/cli/moved/duckdb-store.ts';
import { attribute, type Attribution } from '../../src/traces/attribution/attribute.ts';
import type { Source, Windows } from '../../src/traces/attribution/cube.ts';
import { gatherConversations } from '../../src/traces/conversations.ts';
import { failureOf, parseFailure } from '../../src/traces/failure.ts';
import { detectOnset } from '../../src/traces/onset.ts';
import { readTraces } from '../../src/traces/read.ts';
import { fakeHost } from '../fake-host.ts';
import { makeHardIncident } from './hard-scenarios.ts';
import { fillTable } from './samples.ts';
import { makeIncident, type Incident } from './scenarios.ts';
import { exporterTable, exporterValues } from './exporter-table.ts';
import { linesOf } from './spans.ts';

const windowsOf = ({ onset, window }: { readonly onset: number; readonly window: number }): Windows => ({ onset, length: window, slices: 144 });

/** Numbers as far as the order of a sum leaves them; the series are in the other figures. */
const rounded = (attribution: Attribution): unknown =>
  JSON.parse(JSON.stringify(attribution), (key, value: unknown) => (key === 'series' ? undefined : typeof value === 'number' ? Number(value.toPrecision(9)) : value));

/** The same figures and extent; gives the verdict. */
const expectSame = async (source: Source, memory: Source, windows: Windows): Promise<Attribution['verdict']> => {
  const attribution = await attribute(source, windows);
  expect(rounded(attribution)).toEqual(rounded(await attribute(memory, windows)));
  expect(await source.extent()).toEqual(await memory.extent());
  return attribution.verdict;
};

const readLines = async (incident: Incident, failure: string): Promise<Source> => {
  const { add, table } = gatherConversations(failureOf(parseFailure(failure)));
  await readTraces((async function* () { for (const line of linesOf(incident)) yield Buffer.from(`${line}\n`); })(), add);
  return table.source;
};

describe('DuckDB answers as memory does', () => {
  test.each(['canary of 10 to 50 %', 'harmless flip beside a canary', 'two causes', 'not recorded, tenants hit', 'flip and rollback'] as const)('for a %s', async (scenario) => {
    const incident = makeHardIncident(scenario, 4, 30);
    // Put together in several passes.
    const store = await openDuckdbStore(2_000);
    if (store === null) throw new Error('the package of DuckDB is an optional dependency that development has');
    try {
      // In three parts, of which the second holds conversations of the first again.
      const third = Math.ceil(incident.samples.length / 3);
      for (const [from, to] of [[0, third], [third - 20, 2 * third], [2 * third, 3 * third]] as const) store.keep(fillTable(incident.samples, from, to).drain());
      const { source, rows, withoutTime } = await store.finish();
      expect([rows, withoutTime]).toEqual([incident.samples.length, 0]);
      const memory = fillTable(incident.samples).source;
      await expectSame(source, memory, windowsOf(incident));
      expect(await detectOnset(source)).toBe(await detectOnset(memory));
    } finally {
      store.close();
    }
  });

  test('a conversation in two parts has its earliest time, its failure and all its values', async () => {
    const store = await openDuckdbStore(1);
    if (store === null) throw new Error('the package of DuckDB is an optional dependency that development has');
    try {
      store.keep([{ id: "it's one", time: 2000, failed: false, values: [['model.served', 'b'], ['prompt.revision', 'p']] }]);
      store.keep([{ id: "it's one", time: 1000, failed: true, values: [['model.served', 'a']] }, { id: 'two', time: null, failed: false, values: [] }]);
      const { source, rows, withoutTime } = await store.finish();
      expect([rows, withoutTime]).toEqual([2, 1]);
      expect(await source.outcomes(0, 2000, 2)).toEqual({ rows: [0, 1], failures: [0, 1] });
      const facets = await source.facets({ onset: 1500, length: 1000, slices: 2 });
      expect(facets.map(({ facet, recorded, distinct }) => [facet, recorded, distinct]).sort()).toEqual([['model.served', 1, 1], ['prompt.revision', 1, 1]]);
    } finally {
      store.close();
    }
  });
});

describe('ClickHouse answers as files do', () => {
  const session = new Session();
  /** The engine behind the protocol of its server, as far as one client uses it. */
  const door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.headers.authorization !== `Basic ${Buffer.from('reader:s3cret').toString('base64')}`) {
        response.writeHead(403, { 'x-clickhouse-exception-code': '516' }).end('Code: 516. DB::Exception: reader: Authentication failed: s3cret is wrong. (AUTHENTICATION_FAILED)');
        return;
      }
      try {
        response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(session.query(Buffer.concat(chunks).toString(), 'JSONEachRow'));
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    });
  });
  const address = (): string => `127.0.0.1:${(door.address() as AddressInfo).port}`;

  beforeAll(async () => {
    session.query('CREATE DATABASE IF NOT EXISTS otel');
    await new Promise<void>((done) => {
      door.listen(0, '127.0.0.1', done);
    });
  });
  afterAll(() => {
    door.close();
    session.cleanup();
  });

  const fill = (table: string, incident: Incident): void => {
    session.query(exporterTable(`otel.${table}`));
    const rows = exporterValues(linesOf(incident));
    for (let start = 0; start < rows.length; start += 500) session.query(`INSERT INTO otel.${table} VALUES ${rows.slice(start, start + 500).join(',')}`);
  };

  test.each([
    ['canary-share', 'error', 'explained'],
    ['benign-same-minute', 'error', 'unexplained'],
    ['cause-not-recorded', 'eval:quality<0.5', 'unexplained'],
    ['two-causes', 'finish_reason=length or attribute:pm.outcome=refused', 'explained'],
  ] as const)('for %s by %s', async (scenario, failure, kind) => {
    const incident = makeIncident(scenario, 5, 12);
    const table = scenario.replaceAll('-', '_');
    fill(table, incident);
    const windows = windowsOf(incident);
    const { host, stderr } = fakeHost('/', { env: { CLICKHOUSE_PASSWORD: 's3cret' } });
    const traces = await openClickhouse(host, `clickhouse://reader@${address()}/otel?table=${table}`, parseFailure(failure), { from: windows.onset - windows.length, to: windows.onset + windows.length });
    try {
      expect([traces.conversations, traces.spans]).toEqual([incident.samples.length, incident.spans.reduce((sum, count) => sum + count, 0)]);
      expect(await expectSame(traces.source, await readLines(incident, failure), windows)).toMatchObject({ kind });
    } finally {
      await traces.close();
    }
    expect(stderr()).toBe('');
  }, 120_000);

  test('a wrong password is told without it', async () => {
    const { host } = fakeHost('/');
    const opening = openClickhouse(host, `clickhouse://reader:s3cret%21@${address()}/otel`, parseFailure('error'), { from: 0, to: 1 });
    await expect(opening).rejects.toThrow(/Authentication failed/);
    await expect(opening).rejects.not.toThrow(/s3cret!/);
  });

  test.each(['not an address', 'postgres://host/db', 'clickhouse://user:hunter2@'])('"%s" is no address, and is not repeated', async (written) => {
    const { host } = fakeHost('/');
    await expect(openClickhouse(host, written, parseFailure('error'), { from: 0, to: 1 })).rejects.toThrow(/^--source is no address of a database$/);
  });

  test('a table of another kind is told', async () => {
    session.query('CREATE TABLE otel.other (SpanAttributes String) ENGINE = Memory');
    const { host } = fakeHost('/');
    await expect(openClickhouse(host, `clickhouse://reader:s3cret@${address()}/otel?table=other`, parseFailure('error'), { from: 0, to: 1 })).rejects.toThrow(/otel\.other is no table of traces/);
  });
});
