import { UserError } from '../../record/errors.ts';
import type { FailureTerm } from '../../traces/failure.ts';
import { isObject, numberOf, textOf, type JsonObject } from '../../record/json-values.ts';
import { CLICKHOUSE, columnsSql, conversationsSql, identifier, namesSql, spansSql } from '../../traces/sql/clickhouse.ts';
import { databaseSource } from '../../traces/sql/source.ts';
import type { Host } from '../../workspace/host.ts';
import type { OpenTraces } from './open-traces.ts';
import { progressOf } from './progress.ts';

const HINT = 'clickhouse://USER@HOST:8123/DATABASE?table=otel_traces, the password in CLICKHOUSE_PASSWORD; clickhouses:// for TLS';

interface Address {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly table: string;
}

/** Percent signs decoded; text that is not encoded stays. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Reads `clickhouse://user@host:port/database?table=…`. The address is never repeated in a message: it may hold a password. */
const addressOf = (written: string, env: Host['env']): Address => {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || !/^clickhouses?:$/.test(url.protocol) || url.hostname === '') throw new UserError('--source is no address of a database', { hint: HINT });
  const secure = url.protocol === 'clickhouses:';
  return {
    url: `${secure ? 'https' : 'http'}://${url.hostname}:${url.port === '' ? (secure ? '8443' : '8123') : url.port}`,
    username: decoded(url.username) || (env['CLICKHOUSE_USER'] ?? 'default'),
    password: decoded(url.password) || (env['CLICKHOUSE_PASSWORD'] ?? ''),
    database: decoded(url.pathname.replace(/^\/+|\/+$/g, '')) || 'default',
    table: url.searchParams.get('table') ?? 'otel_traces',
  };
};

const LONGEST_QUESTION = 600_000;
/** Conversations that began earlier than this before the windows are cut at that moment. */
const LONGEST_CONVERSATION = 3_600_000;

/**
 * Traces in the table of the OpenTelemetry collector's ClickHouse exporter. The database gathers and counts; only counts come back.
 *
 * @throws UserError where the database cannot be asked or has no such table.
 */
export const openClickhouse = async (host: Host, written: string, failure: readonly FailureTerm[], windows: { readonly from: number; readonly to: number }): Promise<OpenTraces> => {
  const { url, username, password, database, table } = addressOf(written, host.env);
  const { createClient, ClickHouseLogLevel } = await import('@clickhouse/client');
  const client = createClient({ url, username, password, database, application: 'postmortem', request_timeout: LONGEST_QUESTION, log: { level: ClickHouseLogLevel.OFF } });
  const progress = progressOf(host);
  const hidden = (text: string): string => (password === '' ? text : text.replaceAll(password, '***').replaceAll(encodeURIComponent(password), '***'));
  let asked = 0;
  const query = async (sql: string): Promise<readonly JsonObject[]> => {
    progress.show(`question ${++asked} to ${database}.${table}`);
    try {
      const answer = await client.query({ query: sql, format: 'JSONEachRow', clickhouse_settings: { output_format_json_quote_64bit_integers: 0, join_use_nulls: 0 } });
      return (await answer.json<unknown>()).filter(isObject);
    } catch (error) {
      throw new UserError(`the database did not answer: ${hidden(error instanceof Error ? error.message || String(error) : String(error)).split('\n')[0]?.slice(0, 300) ?? ''}`, { hint: HINT });
    }
  };
  const name = `${identifier(database)}.${identifier(table)}`;
  const [from, to] = [windows.from - LONGEST_CONVERSATION, windows.to];
  const columns = new Map((await query(columnsSql(name))).map((column) => [textOf(column['name']) ?? '', textOf(column['type']) ?? '']));
  if (!['SpanAttributes', 'ResourceAttributes'].every((column) => columns.get(column)?.startsWith('Map(') ?? false)) {
    throw new UserError(`${database}.${table} is no table of traces with attributes in maps`, { hint: 'it must be as the ClickHouse exporter of the OpenTelemetry collector makes it, without its json option' });
  }
  const names = new Set((await query(namesSql(name, from, to))).map((row) => textOf(row['name']) ?? ''));
  const relation = conversationsSql(name, failure, names, from, to);
  const [{ spans = 0 } = {}] = await query(spansSql(name, from, to));
  const [{ conversations = 0 } = {}] = await query(`SELECT count() AS conversations FROM ${relation} AS all WHERE facet = ''`);
  return {
    spans: numberOf(spans) ?? 0,
    conversations: numberOf(conversations) ?? 0,
    withoutTime: 0,
    source: databaseSource({ dialect: CLICKHOUSE, relation: () => Promise.resolve(relation), query }),
    problems: [],
    close: async () => {
      progress.clear();
      await client.close();
    },
  };
};
