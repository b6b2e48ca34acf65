import { CONVERSATION_NAMES, FACETS, type Alias, type Facet } from '../aliases.ts';
import { MOST_VALUES, SEPARATOR } from '../attribution/conversation-table.ts';
import { FINISH_REASONS, type Comparison, type FailureTerm } from '../failure.ts';
import type { Dialect } from './source.ts';

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '')}'`;

/** A name of a database, table or column. */
export const identifier = (name: string): string => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

const NUMBER_SQL = '^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$';

/** ClickHouse's spelling. */
export const CLICKHOUSE: Dialect = {
  text: literal,
  isNumber: (expression) => `toUInt8(match(${expression}, ${literal(NUMBER_SQL)}))`,
  number: (expression) => `toFloat64OrZero(${expression})`,
  rows: (columns, rows) =>
    `(SELECT * FROM values(${literal(columns.map(([name, type]) => `${name} ${type === 'text' ? 'String' : 'Int32'}`).join(', '))}, ${rows
      .map((row) => `(${row.map((value) => (typeof value === 'number' ? String(value) : literal(value))).join(', ')})`)
      .join(', ')})) AS given`,
};

/** A span's own attribute; empty text where it has none. */
const own = (name: string): string => `SpanAttributes[${literal(name)}]`;
/** The span's own word before its resource's. */
const attribute = (name: string): string => `if(${own(name)} != '', ${own(name)}, ResourceAttributes[${literal(name)}])`;

/** What instrumentations write where they have no value becomes empty. */
const EMPTY = '(?i)^\\s*(?:\\[\\s*\\]|\\{\\s*\\}|""|unknown(?:_service)?|undefined|null)?\\s*$';
const cleaned = (expression: string): string => `if(match(${expression}, ${literal(EMPTY)}), '', substringUTF8(${expression}, 1, 200))`;
const hashed = (expression: string): string => `if(match(${expression}, ${literal(EMPTY)}), '', lower(substring(hex(SHA256(${expression})), 1, 16)))`;

const SYSTEM_ROLES = "('system', 'developer')";
/** The system messages in JSON text of a list of messages. */
const systemMessages = (expression: string): string =>
  `arrayStringConcat(arrayFilter(message -> JSONExtractString(message, 'role') IN ${SYSTEM_ROLES}, JSONExtractArrayRaw(${expression})), ',')`;
/** All attributes that begin with a prefix, in the order of their names. */
const indexed = (prefix: string): string =>
  `arrayStringConcat(arraySort(arrayFilter(item -> startsWith(item, ${literal(`${prefix}.`)}), arrayMap((name, value) -> concat(name, '=', value), mapKeys(SpanAttributes), mapValues(SpanAttributes)))), '\\n')`;

const ROLES: Readonly<Record<string, string>> = {
  'gen_ai.prompt.0.content': 'gen_ai.prompt.0.role',
  'llm.input_messages.0.message.content': 'llm.input_messages.0.message.role',
  'llm.input_messages.0.message.contents.0.message_content.text': 'llm.input_messages.0.message.role',
};
const LISTS: ReadonlySet<string> = new Set(['gen_ai.input.messages', 'ai.prompt.messages']);
const INDEXED: ReadonlySet<string> = new Set(['llm.tools', 'llm.request.functions']);
const PARAMETERS = 'llm.invocation_parameters';
/** What only a part of holds the value, in ways that are taken apart for files only. */
const FILES_ONLY = /^(?:langfuse\.(?:input|parameters|tools|tags|model)|langsmith\.|ai\.prompt$|gcp\.vertex|model_request_parameters)/;

/** The attribute that must be there for an alias to tell anything; null where it is read from files only. */
const neededBy = (name: string): string | null => (FILES_ONLY.test(name) ? null : name.startsWith(`${PARAMETERS}.`) ? PARAMETERS : name);

const contentOf = (name: string): string => {
  const role = ROLES[name];
  if (role !== undefined) return `if(${own(role)} IN ${SYSTEM_ROLES}, ${own(name)}, '')`;
  if (LISTS.has(name)) return systemMessages(own(name));
  if (INDEXED.has(name)) return indexed(name);
  if (name.startsWith(`${PARAMETERS}.`)) return `trimBoth(JSONExtractRaw(${own(PARAMETERS)}, ${literal(name.slice(PARAMETERS.length + 1))}), '"')`;
  if (name === 'server.address') return `if(arrayExists(key -> startsWith(key, 'gen_ai.') OR startsWith(key, 'llm.') OR startsWith(key, 'ai.'), mapKeys(SpanAttributes)), ${attribute(name)}, '')`;
  return attribute(name);
};

const aliasSql = ({ name, derivation }: Alias): string => {
  const content = contentOf(name);
  switch (derivation) {
    case 'value': return cleaned(content);
    case 'hash': return hashed(content);
    case 'presence': return `if(${content} != '', 'yes', '')`;
  }
};

const firstOf = (expressions: readonly string[]): string => (expressions.length === 1 ? (expressions[0] ?? "''") : `coalesce(${expressions.map((one) => `nullIf(${one}, '')`).join(', ')}, '')`);

const compare = ({ operator, value }: Comparison, expression: string): string => {
  const number = `toFloat64OrNull(${expression})`;
  const wanted = Number(value);
  const numeric = value.trim() !== '' && Number.isFinite(wanted);
  const [equal, other] = [`lower(${expression}) = lower(${literal(value)})`, numeric ? `ifNull(${number} = ${wanted.toExponential()}, 0)` : '0'];
  switch (operator) {
    case '=': return `(${expression} != '' AND (${equal} OR ${other}))`;
    case '!=': return `(${expression} != '' AND NOT (${equal} OR ${other}))`;
    default: return numeric ? `ifNull(${number} ${operator} ${wanted.toExponential()}, 0)` : '0';
  }
};

const termSql = (term: FailureTerm): string => {
  switch (term.kind) {
    case 'error': return `(StatusCode IN ('Error', 'STATUS_CODE_ERROR') OR ${own('error.type')} != '')`;
    case 'finish-reason': {
      const reasons = firstOf(FINISH_REASONS.map(own));
      return `arrayExists(reason -> ${compare(term.comparison, 'reason')}, if(startsWith(${reasons}, '['), JSONExtract(${reasons}, 'Array(String)'), [${reasons}]))`;
    }
    case 'score': {
      const score = (map: string, names: readonly string[]): string => firstOf(names.map((name) => `${map}[${literal(name)}]`));
      const told = (map: string): string =>
        `(${score(map, ['gen_ai.evaluation.name', 'evaluation.name'])} = ${literal(term.name)} AND (${compare(term.comparison, score(map, ['gen_ai.evaluation.score.value', 'evaluation.score']))} OR ${compare(term.comparison, score(map, ['gen_ai.evaluation.score.label', 'evaluation.label']))}))`;
      return `(${told('SpanAttributes')} OR arrayExists((name, event) -> name = 'gen_ai.evaluation.result' AND ${told('event')}, Events.Name, Events.Attributes))`;
    }
    case 'attribute': return compare(term.comparison, attribute(term.name));
  }
};

/** Facets that attributes of these names can tell, each with the aliases that are there. */
const toldBy = (names: ReadonlySet<string>): readonly (readonly [Facet, readonly Alias[]])[] => {
  const present = (alias: Alias): boolean => {
    const needed = neededBy(alias.name);
    return needed !== null && (INDEXED.has(needed) ? [...names].some((name) => name.startsWith(`${needed}.`)) : names.has(needed));
  };
  return FACETS.flatMap((facet) => {
    const aliases = facet.aliases.filter(present);
    return aliases.length === 0 ? [] : [[facet, aliases] as const];
  });
};

const timeBounds = (from: number | null, to: number | null): string =>
  [...(from === null ? [] : [`Timestamp >= fromUnixTimestamp64Milli(toInt64(${Math.floor(from)}))`]), ...(to === null ? [] : [`Timestamp < fromUnixTimestamp64Milli(toInt64(${Math.ceil(to)}))`])].join(' AND ') || '1';

/** Names of the attributes that spans between two times carry. */
export const namesSql = (table: string, from: number | null, to: number | null): string =>
  `SELECT DISTINCT arrayJoin(arrayConcat(mapKeys(SpanAttributes), mapKeys(ResourceAttributes))) AS name FROM ${table} WHERE ${timeBounds(from, to)}`;

/** How many spans there are between two times. */
export const spansSql = (table: string, from: number | null, to: number | null): string => `SELECT count() AS spans FROM ${table} WHERE ${timeBounds(from, to)}`;

/** Types of the columns, to tell whether the table is of the kind that is known. */
export const columnsSql = (table: string): string => `DESCRIBE TABLE ${table}`;

/**
 * Conversations in the collector's table of traces, as one row a conversation and facet: its spans are gathered as the readers of files
 * gather them. `names` are the attributes that are there; what none of them tells is not asked.
 */
export const conversationsSql = (table: string, failure: readonly FailureTerm[], names: ReadonlySet<string>, from: number | null, to: number | null): string => {
  const facets = toldBy(names);
  const ids = CONVERSATION_NAMES.filter((name) => names.has(name)).map(own);
  const columns = facets.map(([, aliases], index) => `${firstOf(aliases.map(aliasSql))} AS f${index}`);
  const gathered = facets.map((_, index) => `arrayStringConcat(arraySlice(arraySort(groupUniqArrayIf(f${index}, f${index} != '')), 1, ${MOST_VALUES}), ${literal(SEPARATOR)}) AS v${index}`);
  const recorded = [`('', '')`, ...facets.map(([{ id }], index) => `(${literal(id)}, v${index})`)].join(', ');
  return `(SELECT id, time, failed, told.1 AS facet, told.2 AS value FROM (
    SELECT id, time, failed, arrayJoin(arrayFilter(item -> item.1 = '' OR item.2 != '', [${recorded}])) AS told FROM (
      SELECT id, min(started) AS time, max(failing) AS failed${gathered.map((one) => `, ${one}`).join('')} FROM (
        SELECT ${firstOf([...ids, 'TraceId', 'SpanId'])} AS id, toFloat64(toUnixTimestamp64Nano(Timestamp)) / 1000000. AS started,
          toUInt8(${failure.map(termSql).join(' OR ')}) AS failing${columns.map((one) => `, ${one}`).join('')}
        FROM ${table} WHERE ${timeBounds(from, to)}
      ) GROUP BY id
    )
  ))`;
};
