import type { TraceFormat } from '../format.ts';
import { jaeger } from './jaeger.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { otlp, tempo } from './otlp.ts';
import { spanDump } from './span-dump.ts';

/** Every format, the more particular first: a list of LangSmith runs is a list of maps as well. */
export const TRACE_FORMATS: readonly TraceFormat[] = [otlp, tempo, jaeger, langfuse, langsmith, spanDump];

/** The format of a parsed JSON value; null where it is none of them. */
export const formatOf = (value: unknown): TraceFormat | null => TRACE_FORMATS.find((format) => format.recognises(value)) ?? null;
