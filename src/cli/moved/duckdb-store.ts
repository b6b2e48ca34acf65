import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../record/errors.ts';
import { MOST_VALUES, SEPARATOR, type Conversation } from '../../traces/attribution/conversation-table.ts';
import type { Source } from '../../traces/attribution/cube.ts';
import { isObject } from '../../record/json-values.ts';
import { DUCKDB, gatherParts, PARTS } from '../../traces/sql/duckdb.ts';
import { databaseSource } from '../../traces/sql/source.ts';
import { reasonOf } from '../../workspace/text-file.ts';

/** Conversations on disk. */
export interface ConversationStore {
  /** Keeps rows; the same conversation may come again. */
  readonly keep: (rows: readonly Conversation[]) => void;
  /** Puts the parts together; nothing is kept afterwards. */
  readonly finish: () => Promise<{ readonly source: Source; readonly rows: number; readonly withoutTime: number }>;
  /** Removes what is on disk. */
  readonly close: () => void;
}

/** The engine's own limit; the program and what the engine takes beside it come to some 200 MB more. With one thread it takes less than with two. */
const MEMORY = '160MB';

/** Rows of parts that are put together at once: grouping takes memory by their number, and not all of it can go to disk. */
const ROWS_AT_ONCE = 250_000;

/** Loads the engine; null where its package is not installed. */
const loadEngine = async (): Promise<typeof import('@duckdb/node-api') | null> => {
  try {
    return await import('@duckdb/node-api');
  } catch {
    return null;
  }
};

/** An empty store in a temporary folder, with its own limit of memory; null where DuckDB's package is not installed. */
export const openDuckdbStore = async (rowsAtOnce = ROWS_AT_ONCE): Promise<ConversationStore | null> => {
  const engine = await loadEngine();
  if (engine === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'postmortem-duckdb-'));
  const instance = await engine.DuckDBInstance.create(join(folder, 'conversations.duckdb'), { memory_limit: MEMORY, temp_directory: folder, threads: '1', preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  await connection.run(PARTS);
  const parts = await connection.createAppender('part');
  let appended = 0;

  const query = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    try {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson().filter(isObject);
    } catch (error) {
      throw new UserError(`DuckDB could not answer: ${reasonOf(error).split('\n')[0] ?? ''}`, { hint: 'give fewer traces, or --store memory' });
    }
  };
  return {
    keep: (rows) => {
      for (const { id, time, failed, values: recorded } of rows) {
        for (const [facet, value] of [['', ''] as const, ...recorded]) {
          parts.appendVarchar(id);
          if (time === null) parts.appendNull();
          else parts.appendDouble(time);
          parts.appendUTinyInt(failed ? 1 : 0);
          parts.appendVarchar(facet);
          parts.appendVarchar(value);
          parts.endRow();
          appended++;
        }
      }
      parts.flushSync();
    },
    finish: async () => {
      parts.closeSync();
      for (const statement of gatherParts(appended, MOST_VALUES, SEPARATOR, rowsAtOnce)) await query(statement);
      const [{ rows = 0, timed = 0 } = {}] = await query("SELECT count(*) AS rows, count(time) AS timed FROM recorded WHERE facet = ''");
      const source = databaseSource({ dialect: DUCKDB, relation: () => Promise.resolve('recorded'), query });
      return { source, rows: Number(rows), withoutTime: Number(rows) - Number(timed) };
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
