import type { TraceFormat } from '../format.ts';
import { isObject, listOf, objectOf, textOf } from '../../record/json-values.ts';
import { isWanted, type Attributes, type Span } from '../span.ts';
import { scoreOf } from '../scores.ts';
import { millisecondsOf } from './time.ts';

/** The value of an OTLP AnyValue; 64-bit integers are text in JSON. */
export const anyValue = (value: unknown): unknown => {
  const any = objectOf(value);
  if ('stringValue' in any) return any['stringValue'];
  if ('intValue' in any) return Number(any['intValue']);
  if ('doubleValue' in any) return any['doubleValue'];
  if ('boolValue' in any) return any['boolValue'];
  if ('arrayValue' in any) return listOf(objectOf(any['arrayValue'])['values']).map(anyValue);
  if ('kvlistValue' in any) return keyValues(objectOf(any['kvlistValue'])['values'], () => true);
  return null;
};

/** A list of `{key, value}` as a map of the wanted ones. */
export const keyValues = (list: unknown, wanted: (key: string) => boolean = isWanted): Attributes => {
  const attributes: Record<string, unknown> = {};
  for (const item of listOf(list)) {
    if (!isObject(item)) continue;
    const { key } = item;
    if (typeof key === 'string' && wanted(key)) attributes[key] = anyValue(item['value']);
  }
  return attributes;
};

const scopeOf = (scope: unknown): string | null => {
  const { name, version } = objectOf(scope);
  const text = [textOf(name), textOf(version)].filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
};

const isError = (status: unknown): boolean => {
  const { code } = objectOf(status);
  return code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR';
};

const EVALUATION = 'gen_ai.evaluation.result';

/** Scores in the events of a span. */
const eventScores = (events: unknown): Span['scores'] =>
  listOf(events).flatMap((event) => {
    const { name, attributes } = objectOf(event);
    return name === EVALUATION ? scoreOf(keyValues(attributes)) : [];
  });

const spanOf = (span: unknown, resource: Attributes, scope: string | null): Span => {
  const raw = objectOf(span);
  const attributes = keyValues(raw['attributes']);
  return {
    traceId: textOf(raw['traceId']) ?? '',
    spanId: textOf(raw['spanId']) ?? '',
    name: textOf(raw['name']) ?? '',
    start: millisecondsOf(raw['startTimeUnixNano']),
    attributes,
    resource,
    scope,
    failed: isError(raw['status']),
    scores: [...scoreOf(attributes), ...(raw['events'] === undefined ? [] : eventScores(raw['events']))],
  };
};

/** A log record that carries an evaluation, as a span of its trace. */
const evaluationOf = (record: unknown, resource: Attributes, scope: string | null): Span[] => {
  const raw = objectOf(record);
  if ((textOf(raw['eventName']) ?? textOf(keyValues(raw['attributes'], (key) => key === 'event.name')['event.name'])) !== EVALUATION) return [];
  const attributes = keyValues(raw['attributes']);
  return [
    {
      traceId: textOf(raw['traceId']) ?? '',
      spanId: textOf(raw['spanId']) ?? '',
      name: EVALUATION,
      start: millisecondsOf(raw['timeUnixNano'] ?? raw['observedTimeUnixNano']),
      attributes,
      resource,
      scope,
      failed: false,
      scores: scoreOf(attributes),
    },
  ];
};

/** Spans of a list of resources; `groups` and `items` are the names that this version of the format uses. */
function* inResources(resources: unknown, groups: readonly string[], items: string, read: (item: unknown, resource: Attributes, scope: string | null) => readonly Span[]): Generator<Span> {
  for (const entry of listOf(resources)) {
    const holder = objectOf(entry);
    const resource = keyValues(objectOf(holder['resource'])['attributes']);
    for (const group of groups) {
      for (const scoped of listOf(holder[group])) {
        const { scope, instrumentationLibrary } = objectOf(scoped);
        const name = scopeOf(scope ?? instrumentationLibrary);
        for (const item of listOf(objectOf(scoped)[items])) yield* read(item, resource, name);
      }
    }
  }
}

const SPAN_GROUPS = ['scopeSpans', 'instrumentationLibrarySpans'] as const;

/** OTLP in JSON: one `TracesData` a file or a line, as the collector's file exporter writes it; spans and logs may share an object. */
export const otlp: TraceFormat = {
  id: 'otlp',
  title: 'OpenTelemetry protocol (JSON, JSON Lines)',
  recognises: (value) => isObject(value) && ('resourceSpans' in value || 'resourceLogs' in value),
  *spans(value) {
    const data = objectOf(value);
    yield* inResources(data['resourceSpans'], SPAN_GROUPS, 'spans', (span, resource, scope) => [spanOf(span, resource, scope)]);
    yield* inResources(data['resourceLogs'], ['scopeLogs', 'instrumentationLibraryLogs'], 'logRecords', evaluationOf);
  },
};

/** Tempo's export: OTLP under `batches`, often with the names of its first version. */
export const tempo: TraceFormat = {
  id: 'tempo',
  title: 'Grafana Tempo',
  recognises: (value) => isObject(value) && (Array.isArray(value['batches']) || Array.isArray(objectOf(value['trace'])['batches'])),
  *spans(value) {
    const data = objectOf(value);
    yield* inResources(data['batches'] ?? objectOf(data['trace'])['batches'], SPAN_GROUPS, 'spans', (span, resource, scope) => [spanOf(span, resource, scope)]);
  },
};
