import type { TraceFormat } from '../format.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../record/json-values.ts';
import type { Attributes, Score, Span } from '../span.ts';
import { millisecondsOf } from './time.ts';

const isRun = (value: unknown): boolean => isObject(value) && 'run_type' in value && ('trace_id' in value || 'id' in value);

const given = (attributes: Readonly<Record<string, unknown>>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== ''));

/** Averages by feedback key, as LangSmith gives them: `{correctness: {n: 1, avg: 0}}`. */
const scoresOf = (feedback: unknown): Score[] =>
  Object.entries(objectOf(feedback)).map(([name, stats]) => ({ name, value: numberOf(objectOf(stats)['avg']), label: null, evaluator: null }));

const attributesOf = (run: JsonObject): Attributes => {
  const extra = objectOf(run['extra']);
  const metadata = objectOf(extra['metadata']);
  const parameters = objectOf(extra['invocation_params']);
  return given({
    'langsmith.model': metadata['ls_model_name'],
    'langsmith.provider': metadata['ls_provider'],
    'langsmith.temperature': metadata['ls_temperature'],
    'langsmith.max_tokens': metadata['ls_max_tokens'],
    'langsmith.revision_id': metadata['revision_id'],
    'langsmith.prompt': metadata['lc_hub_commit_hash'] ?? metadata['prompt_commit'],
    'langsmith.tools': listOf(parameters['tools']).length > 0 ? parameters['tools'] : null,
    'langsmith.project': run['session_name'],
    'langsmith.tags': listOf(run['tags']).length > 0 ? run['tags'] : null,
    'session.id': metadata['session_id'] ?? metadata['conversation_id'] ?? metadata['thread_id'],
  });
};

const spanOf = (run: JsonObject): Span => ({
  traceId: textOf(run['trace_id']) ?? textOf(run['id']) ?? '',
  spanId: textOf(run['id']) ?? '',
  name: textOf(run['name']) ?? '',
  start: millisecondsOf(run['start_time']),
  attributes: attributesOf(run),
  resource: {},
  scope: textOf(objectOf(objectOf(run['extra'])['runtime'])['sdk']),
  failed: textOf(run['error']) !== null || run['status'] === 'error',
  scores: scoresOf(run['feedback_stats']),
});

/** LangSmith's runs: one, a list, or one a line; children may be nested in `child_runs`. */
export const langsmith: TraceFormat = {
  id: 'langsmith',
  title: 'LangSmith runs',
  recognises: (value) => isRun(value) || (Array.isArray(value) && value.some(isRun)),
  *spans(value) {
    const pending: unknown[] = Array.isArray(value) ? value.toReversed() : [value];
    for (let run = pending.pop(); run !== undefined; run = pending.pop()) {
      if (!isObject(run)) continue;
      yield spanOf(run);
      for (const child of listOf(run['child_runs']).toReversed()) pending.push(child);
    }
  },
};
