import type { TraceFormat } from '../format.ts';
import { isObject, listOf, objectOf, textOf } from '../../record/json-values.ts';
import { isWanted, type Attributes, type Span } from '../span.ts';
import { scoreOf } from '../scores.ts';
import { millisecondsOf } from './time.ts';

const tagsOf = (tags: unknown): Attributes => {
  const attributes: Record<string, unknown> = {};
  for (const tag of listOf(tags)) {
    const { key, value } = objectOf(tag);
    if (typeof key === 'string' && isWanted(key)) attributes[key] = value;
  }
  return attributes;
};

const isTrace = (value: unknown): boolean => isObject(value) && Array.isArray(value['spans']) && 'traceID' in value;

const tracesOf = (value: unknown): readonly unknown[] => (isTrace(value) ? [value] : listOf(objectOf(value)['data']));

const scopeOf = (tags: readonly unknown[]): string | null => {
  const named = (key: string): string | null => textOf(objectOf(tags.find((tag) => objectOf(tag)['key'] === key))['value']);
  const text = [named('otel.scope.name'), named('otel.scope.version')].filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
};

const spanOf = (span: unknown, processes: Readonly<Record<string, unknown>>): Span => {
  const raw = objectOf(span);
  const attributes = tagsOf(raw['tags']);
  const { serviceName, tags } = objectOf(processes[textOf(raw['processID']) ?? ''] ?? raw['process']);
  const service = textOf(serviceName);
  return {
    traceId: textOf(raw['traceID']) ?? '',
    spanId: textOf(raw['spanID']) ?? '',
    name: textOf(raw['operationName']) ?? '',
    start: millisecondsOf(raw['startTime']),
    attributes,
    resource: { ...tagsOf(tags), ...(service !== null && { 'service.name': service }) },
    scope: scopeOf(listOf(raw['tags'])),
    failed: attributes['error'] === true || attributes['error'] === 'true' || attributes['otel.status_code'] === 'ERROR',
    scores: scoreOf(attributes),
  };
};

/** Jaeger's JSON: `{data: [{traceID, spans, processes}]}`, or one such trace. Times are microseconds. */
export const jaeger: TraceFormat = {
  id: 'jaeger',
  title: 'Jaeger',
  recognises: (value) => isTrace(value) || (isObject(value) && listOf(value['data']).some(isTrace)),
  *spans(value) {
    for (const trace of tracesOf(value)) {
      const { spans, processes } = objectOf(trace);
      for (const span of listOf(spans)) yield spanOf(span, objectOf(processes));
    }
  },
};
