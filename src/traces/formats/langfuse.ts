import type { TraceFormat } from '../format.ts';
import { isObject, listOf, numberOf, objectOf, parsed, textOf, type JsonObject } from '../../record/json-values.ts';
import { isWanted, type Attributes, type Score, type Span } from '../span.ts';
import { millisecondsOf } from './time.ts';

/** Langfuse stores what it got by OpenTelemetry in `metadata`: a map, or JSON text of one. */
const metadataOf = (value: unknown): JsonObject => objectOf(typeof value === 'string' ? parsed(value) : value);

const wantedOf = (value: unknown): Attributes => Object.fromEntries(Object.entries(objectOf(value)).filter(([name]) => isWanted(name)));

const given = (attributes: Readonly<Record<string, unknown>>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== ''));

const scoresOf = (scores: unknown): Score[] =>
  listOf(scores).flatMap((score) => {
    const raw = objectOf(score);
    const name = textOf(raw['name']);
    if (name === null) return [];
    const evaluator = textOf(metadataOf(raw['metadata'])['job_configuration_id']) ?? textOf(raw['configId']);
    return [{ name, value: numberOf(raw['value']), label: textOf(raw['stringValue']), evaluator }];
  });

/** Langfuse's own columns under the names that the alias table knows. */
const columnsOf = (observation: JsonObject, trace: JsonObject): Attributes => {
  const generation = observation['type'] === 'GENERATION';
  const parameters = metadataOf(observation['modelParameters']);
  return given({
    'langfuse.observation.prompt.name': observation['promptName'],
    'langfuse.observation.prompt.version': observation['promptVersion'],
    'langfuse.release': trace['release'],
    'langfuse.version': observation['version'] ?? trace['version'],
    'langfuse.environment': observation['environment'] ?? trace['environment'],
    'langfuse.tags': listOf(trace['tags']).length > 0 ? trace['tags'] : null,
    'langfuse.tools': isObject(observation['toolDefinitions']) && Object.keys(observation['toolDefinitions']).length > 0 ? observation['toolDefinitions'] : null,
    ...(generation && { 'langfuse.model': observation['model'], 'langfuse.parameters': Object.keys(parameters).length > 0 ? parameters : null }),
    'langfuse.input': observation['input'],
    'session.id': trace['sessionId'],
  });
};

const spanOf = (value: unknown, trace: JsonObject, scores: readonly Score[]): Span => {
  const raw = objectOf(value);
  const metadata = metadataOf(raw['metadata']);
  const { name, version } = objectOf(metadata['scope']);
  const scope = [textOf(name), textOf(version)].filter((part) => part !== null).join(' ');
  return {
    traceId: textOf(raw['traceId']) ?? textOf(trace['id']) ?? '',
    spanId: textOf(raw['id']) ?? '',
    name: textOf(raw['name']) ?? '',
    start: millisecondsOf(raw['startTime']),
    attributes: { ...columnsOf(raw, trace), ...wantedOf(metadata['attributes']) },
    resource: wantedOf(metadata['resourceAttributes']),
    scope: scope === '' ? null : scope,
    failed: raw['level'] === 'ERROR',
    scores,
  };
};

const isExport = (value: unknown): boolean => isObject(value) && Array.isArray(value['observations']) && (isObject(value['trace']) || 'timestamp' in value);

/** Langfuse's export of a trace: `{trace, observations}`, or the trace with its observations inside; one, or a list of them. */
export const langfuse: TraceFormat = {
  id: 'langfuse',
  title: 'Langfuse',
  recognises: (value) => isExport(value) || (Array.isArray(value) && value.some(isExport)),
  *spans(value) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const raw = objectOf(item);
      const trace = isObject(raw['trace']) ? raw['trace'] : raw;
      const scores = scoresOf(trace['scores']);
      for (const [index, observation] of listOf(raw['observations']).entries()) {
        if (isObject(observation)) yield spanOf(observation, trace, index === 0 ? scores : []);
      }
    }
  },
};
