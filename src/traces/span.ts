/** An attribute's value as formats carry it; lists and maps stay as parsed JSON. */
export type Attributes = Readonly<Record<string, unknown>>;

/** An evaluation of an answer, whichever way it was recorded. */
export interface Score {
  readonly name: string;
  readonly value: number | null;
  readonly label: string | null;
  /** Identity of the evaluator, where it is recorded. */
  readonly evaluator: string | null;
}

/** One unit of work. Times are milliseconds since 1970; attributes are those that {@link isWanted} names. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  /** Null where the format records no time. */
  readonly start: number | null;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  /** Name and version of the instrumentation. */
  readonly scope: string | null;
  readonly failed: boolean;
  readonly scores: readonly Score[];
}

const PREFIXES = [
  'gen_ai.', 'llm.', 'ai.', 'pm.', 'openinference.', 'traceloop.', 'langfuse.', 'langsmith.', 'mcp.', 'retrieval.', 'embedding.', 'reranker.', 'prompt.',
  'tool.', 'openai.', 'aws.bedrock', 'feature_flag.', 'evaluation.', 'codex.', 'agent.', 'gcp.vertex.agent.llm_request', 'gcp.vertex.agent.llm_response', 'db.collection', 'cloud.region',
  'deployment.', 'service.', 'vcs.ref', 'tag.', 'metadata',
] as const;
const NAMES = new Set(['error', 'error.type', 'model', 'model_name', 'model_request_parameters', 'otel.status_code', 'server.address', 'user.id']);
const IDENTITY = /(?:^|[._])(?:session|conversation|thread)[._]?id$/i;
/** Contents and counts that tell no variable and may be large. */
const UNWANTED =
  /^(?:gen_ai\.output\.messages|gen_ai\.completion(?!\.\d+\.finish_reason)|gen_ai\.tool\.call\.(?:arguments|result)|llm\.(?:output_messages|headers|token_count)|ai\.response\.(?:text|toolCalls|object)|tool\.parameters)/;
const MOST_NAMES = 20_000;
const answers = new Map<string, boolean>();

/** Whether an attribute can tell a variable, an outcome or a conversation. Names recur by the million, so the answer is kept. */
export const isWanted = (name: string): boolean => {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const wanted = (NAMES.has(name) || IDENTITY.test(name) || PREFIXES.some((prefix) => name.startsWith(prefix))) && !UNWANTED.test(name);
  if (answers.size < MOST_NAMES) answers.set(name, wanted);
  return wanted;
};

/** Has readers keep an attribute that they would drop: one that the user's failure expression names. Holds for the process. */
export const keepAttribute = (name: string): void => {
  answers.set(name, true);
};

/** Whether a span tells of a call to a model, or of an agent around one. */
export const isModelCall = (attributes: Attributes): boolean => {
  for (const name in attributes) if (name.startsWith('gen_ai.') || name.startsWith('llm.') || name.startsWith('ai.')) return true;
  return false;
};
