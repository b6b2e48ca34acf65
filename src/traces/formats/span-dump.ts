import type { TraceFormat } from '../format.ts';
import { isObject, listOf, objectOf, textOf } from '../../record/json-values.ts';
import { isWanted, type Attributes, type Score, type Span } from '../span.ts';
import { scoreOf } from '../scores.ts';
import { millisecondsOf } from './time.ts';

/** Keys as the SDKs of several languages spell them. */
const KEYS = {
  traceId: ['trace_id', 'traceId', 'traceID'],
  spanId: ['span_id', 'spanId', 'id', 'spanID'],
  name: ['name', 'spanName', 'span_name'],
  start: ['start_time', 'startTime', 'start_time_unix_nano', 'startTimeUnixNano', 'start'],
  events: ['span_events', 'events'],
  scope: ['scope', 'instrumentation_scope', 'instrumentationScope', 'scopeName'],
} as const;

const pick = (raw: Readonly<Record<string, unknown>>, names: readonly string[]): unknown => {
  for (const name of names) if (raw[name] !== undefined && raw[name] !== null) return raw[name];
  return undefined;
};

const wantedOf = (attributes: unknown): Attributes => Object.fromEntries(Object.entries(objectOf(attributes)).filter(([name]) => isWanted(name)));

const failedOf = (status: unknown): boolean => {
  const code = isObject(status) ? (status['code'] ?? status['status_code'] ?? status['statusCode']) : status;
  return code === 2 || /(?:^|_|\.)error$/i.test(textOf(code) ?? '');
};

const identityOf = (raw: Readonly<Record<string, unknown>>): { traceId: string; spanId: string } => {
  const context = objectOf(raw['context'] ?? raw['spanContext']);
  return { traceId: textOf(pick(raw, KEYS.traceId) ?? pick(context, KEYS.traceId)) ?? '', spanId: textOf(pick(raw, KEYS.spanId) ?? pick(context, KEYS.spanId)) ?? '' };
};

const scopeOf = (scope: unknown): string | null => {
  if (typeof scope === 'string') return scope;
  const { name, version } = objectOf(scope);
  const text = [textOf(name), textOf(version)].filter((part) => part !== null).join(' ');
  return text === '' ? null : text;
};

const eventScores = (events: unknown): Score[] =>
  listOf(events).flatMap((event) => {
    const { name, event_name: eventName, attributes } = objectOf(event);
    return (name ?? eventName) === 'gen_ai.evaluation.result' ? scoreOf(objectOf(attributes)) : [];
  });

const spanOf = (value: unknown, session: string | null): Span => {
  const raw = objectOf(value);
  const attributes = wantedOf(raw['attributes']);
  return {
    ...identityOf(raw),
    name: textOf(pick(raw, KEYS.name)) ?? '',
    start: millisecondsOf(pick(raw, KEYS.start)),
    attributes: session === null || 'session.id' in attributes ? attributes : { ...attributes, 'session.id': session },
    resource: wantedOf(objectOf(raw['resource'])['attributes'] ?? raw['resource']),
    scope: scopeOf(pick(raw, KEYS.scope)),
    failed: failedOf(raw['status']),
    scores: [...scoreOf(attributes), ...eventScores(pick(raw, KEYS.events))],
  };
};

const isSpan = (value: unknown): boolean => isObject(value) && isObject(value['attributes']) && pick(value, KEYS.name) !== undefined;

/** Spans as SDKs and CloudWatch's ADOT dump them: a list, `{session_id, spans}`, or one span; attributes are a plain map. */
export const spanDump: TraceFormat = {
  id: 'span-dump',
  title: 'SDK span dumps and ADOT',
  recognises: (value) => isSpan(value) || (Array.isArray(value) && value.some(isSpan)) || (isObject(value) && listOf(value['spans']).some(isSpan)),
  *spans(value) {
    const session = textOf(objectOf(value)['session_id']);
    const list = Array.isArray(value) ? value : isSpan(value) ? [value] : listOf(objectOf(value)['spans']);
    for (const span of list) if (isObject(span)) yield spanOf(span, session);
  },
};
