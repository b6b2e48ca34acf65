/** The table of traces of the collector's ClickHouse exporter: its columns, as its documentation names them. */
export const exporterTable = (name: string): string => `CREATE TABLE ${name} (
  Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String, SpanName LowCardinality(String), SpanKind LowCardinality(String),
  ServiceName LowCardinality(String), ResourceAttributes Map(LowCardinality(String), String), ScopeName String, ScopeVersion String,
  SpanAttributes Map(LowCardinality(String), String), Duration UInt64, StatusCode LowCardinality(String), StatusMessage String,
  Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes Map(LowCardinality(String), String)),
  Links Nested (TraceId String, SpanId String, TraceState String, Attributes Map(LowCardinality(String), String))
) ENGINE = MergeTree PARTITION BY toDate(Timestamp) ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))`;

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly doubleValue?: number; readonly arrayValue?: { readonly values: readonly { readonly stringValue: string }[] } };
}

interface Line {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly name: string;
        readonly startTimeUnixNano: string;
        readonly attributes: readonly KeyValue[];
        readonly events?: readonly { readonly name: string; readonly attributes: readonly KeyValue[] }[];
        readonly status: { readonly code?: number; readonly message?: string };
      }[];
    }[];
  }[];
}

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The exporter writes every value as text, lists as JSON. */
const textOf = ({ stringValue, doubleValue, arrayValue }: KeyValue['value']): string =>
  stringValue ?? (doubleValue === undefined ? JSON.stringify(arrayValue?.values.map((value) => value.stringValue) ?? []) : String(doubleValue));

const map = (attributes: readonly KeyValue[]): string => `map(${attributes.map(({ key, value }) => `${literal(key)}, ${literal(textOf(value))}`).join(', ')})`;

const NO_MAPS = "CAST([], 'Array(Map(LowCardinality(String), String))')";

/** Lines of the file exporter as rows of that table. */
export const exporterValues = (lines: Iterable<string>): readonly string[] =>
  [...lines].flatMap((line) => {
    const parsed: Line = JSON.parse(line);
    return parsed.resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) =>
        spans.map(({ traceId, spanId, name, startTimeUnixNano, attributes, events = [], status }) => {
          const time = `fromUnixTimestamp64Nano(toInt64(${startTimeUnixNano}))`;
          const eventColumns = events.length === 0 ? `[], [], ${NO_MAPS}` : `[${events.map(() => time).join(', ')}], [${events.map((event) => literal(event.name)).join(', ')}], [${events.map((event) => map(event.attributes)).join(', ')}]`;
          const service = resource.attributes.find(({ key }) => key === 'service.name');
          return `(${time}, ${literal(traceId)}, ${literal(spanId)}, '', '', ${literal(name)}, 'Client', ${literal(service === undefined ? '' : textOf(service.value))}, ${map(resource.attributes)}, ${literal(scope.name)}, ${literal(scope.version)}, ${map(attributes)}, 1000000, ${literal(status.code === 2 ? 'Error' : 'Unset')}, ${literal(status.message ?? '')}, ${eventColumns}, [], [], [], ${NO_MAPS})`;
        }),
      ),
    );
  });
