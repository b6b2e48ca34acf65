import type { LlmVariableKey } from '../record/vocabulary.ts';

/** What is done with an attribute's value before it is compared. */
export type Derivation =
  /** As it stands. */
  | 'value'
  /** SHA-256 of its canonical text: for texts and schemas that carry no revision. */
  | 'hash'
  /** Present or not. */
  | 'presence';

export const CONVENTIONS = ['OpenTelemetry GenAI', 'OpenInference', 'Langfuse', 'LangSmith', 'OpenLLMetry and Vercel AI', 'agents', 'this tool'] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** One attribute that tells a facet. */
export interface Alias {
  readonly name: string;
  readonly convention: Convention;
  readonly derivation: Derivation;
}

/** One recorded aspect of a variable: `model.served`. */
export interface Facet {
  readonly id: `${LlmVariableKey}.${string}`;
  readonly title: string;
  /** First present wins. */
  readonly aliases: readonly Alias[];
}

const otel = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'OpenTelemetry GenAI', derivation: 'value' }));
const inference = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'OpenInference', derivation: 'value' }));
const langfuse = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'Langfuse', derivation: 'value' }));
const langsmith = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'LangSmith', derivation: 'value' }));
const openLlmetry = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'OpenLLMetry and Vercel AI', derivation: 'value' }));
const agents = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'agents', derivation: 'value' }));
const own = (...names: string[]): Alias[] => names.map((name) => ({ name, convention: 'this tool', derivation: 'value' }));
const hashed = (aliases: readonly Alias[]): Alias[] => aliases.map((alias) => ({ ...alias, derivation: 'hash' }));

/**
 * Which attribute tells which variable: three generations of OpenTelemetry's names, and the names of those who had none to follow.
 * Names of the `pm.` family are for what no convention has a name for; `docs/flight-recorder.md` is made from this table.
 */
export const FACETS: readonly Facet[] = [
  { id: 'prompt.revision', title: 'Revision of the prompt template', aliases: [...otel('gen_ai.prompt.version'), ...inference('llm.prompt_template.version'), ...langfuse('langfuse.observation.prompt.version'), ...langsmith('langsmith.prompt'), ...openLlmetry('traceloop.prompt.version', 'traceloop.prompt.version_hash'), ...own('pm.prompt.version')] },
  { id: 'prompt.name', title: 'Name of the prompt template', aliases: [...otel('gen_ai.prompt.name'), ...inference('prompt.id'), ...langfuse('langfuse.observation.prompt.name'), ...openLlmetry('traceloop.prompt.key'), ...own('pm.prompt.name')] },
  { id: 'prompt.sha256', title: 'Hash of the system prompt', aliases: [...own('pm.prompt.sha256', 'pm.prompt.template_sha256'), ...hashed([...inference('llm.prompt_template.template'), ...otel('gen_ai.system_instructions', 'gen_ai.prompt.0.content'), ...inference('llm.input_messages.0.message.content', 'llm.input_messages.0.message.contents.0.message_content.text'), ...otel('gen_ai.input.messages'), ...openLlmetry('ai.prompt.messages', 'ai.prompt'), ...agents('gcp.vertex.agent.llm_request'), ...langfuse('langfuse.parameters.instructions', 'langfuse.input')])] },
  { id: 'model.requested', title: 'Requested model', aliases: [...otel('gen_ai.request.model'), ...inference('llm.request.model_name'), ...openLlmetry('ai.model.id'), ...agents('model', 'gcp.vertex.agent.llm_request'), ...langfuse('langfuse.input')] },
  { id: 'model.served', title: 'Served model', aliases: [...otel('gen_ai.response.model'), ...inference('llm.response.model_name', 'llm.model_name'), ...openLlmetry('ai.response.model'), ...agents('gcp.vertex.agent.llm_response'), ...langfuse('langfuse.model'), ...langsmith('langsmith.model', 'langsmith.metadata.ls_model_name')] },
  { id: 'model.provider', title: 'Provider', aliases: [...otel('gen_ai.provider.name', 'gen_ai.system'), ...inference('llm.provider', 'llm.system'), ...openLlmetry('ai.model.provider'), ...langsmith('langsmith.provider')] },
  { id: 'model.fingerprint', title: 'Backend fingerprint', aliases: [...otel('openai.response.system_fingerprint', 'gen_ai.openai.response.system_fingerprint'), ...openLlmetry('gen_ai.openai.system_fingerprint')] },
  { id: 'model.tier', title: 'Service tier', aliases: otel('openai.response.service_tier', 'gen_ai.openai.response.service_tier') },
  { id: 'model.endpoint', title: 'Endpoint', aliases: [...otel('server.address'), ...openLlmetry('gen_ai.openai.api_base')] },
  { id: 'model.route', title: 'Router policy and slice', aliases: own('pm.router.slice', 'pm.router.policy') },
  { id: 'judge.evaluator', title: 'Evaluator', aliases: [...otel('gen_ai.evaluation.evaluator.id', 'gen_ai.evaluation.evaluator.name', 'gen_ai.evaluation.evaluator', 'aws.bedrock_agentcore.evaluator.id'), ...inference('evaluation.identifier'), ...own('pm.judge.id')] },
  { id: 'judge.version', title: 'Version of the judge', aliases: [...otel('gen_ai.evaluation.evaluator.version'), ...own('pm.judge.version', 'pm.judge.prompt_sha256')] },
  { id: 'judge.model', title: 'Model of the judge', aliases: own('pm.judge.model') },
  { id: 'judge.threshold', title: 'Threshold of the judge', aliases: own('pm.judge.threshold') },
  { id: 'retrieval.source', title: 'Data source', aliases: [...otel('gen_ai.data_source.id', 'aws.bedrock.knowledge_base.id', 'db.collection.name'), ...own('pm.index.name')] },
  { id: 'retrieval.version', title: 'Version of the index', aliases: own('pm.index.version', 'pm.index.corpus_sha', 'pm.index.built_at') },
  { id: 'retrieval.embedding', title: 'Embedding model', aliases: [...inference('embedding.model_name'), ...own('pm.index.embedding_model')] },
  { id: 'retrieval.reranker', title: 'Reranker', aliases: inference('reranker.model_name') },
  { id: 'retrieval.top-k', title: 'Passages asked for', aliases: [...otel('gen_ai.retrieval.top_k'), ...inference('reranker.top_k')] },
  { id: 'tools.schemas', title: 'Hash of the tool schemas', aliases: [...own('pm.tools.sha256'), ...hashed([...otel('gen_ai.tool.definitions'), ...inference('llm.tools'), ...openLlmetry('ai.prompt.tools', 'llm.request.functions'), ...agents('model_request_parameters', 'gcp.vertex.agent.llm_request'), ...langfuse('langfuse.tools', 'langfuse.parameters.tools', 'langfuse.input'), ...langsmith('langsmith.tools')])] },
  { id: 'tools.version', title: 'Version of the tools', aliases: own('pm.tool.version') },
  { id: 'tools.protocol', title: 'Version of the tool protocol', aliases: otel('mcp.protocol.version') },
  { id: 'traffic.intent', title: 'Intent', aliases: own('pm.intent') },
  { id: 'traffic.tier', title: 'Tenant tier', aliases: own('pm.tenant_tier') },
  { id: 'traffic.language', title: 'Language', aliases: own('pm.language') },
  { id: 'traffic.region', title: 'Region', aliases: [...otel('cloud.region'), ...own('pm.region')] },
  { id: 'traffic.agent', title: 'Agent', aliases: [...otel('gen_ai.agent.name'), ...inference('agent.name')] },
  { id: 'traffic.workflow', title: 'Workflow', aliases: [...otel('gen_ai.workflow.name'), ...openLlmetry('traceloop.workflow.name', 'ai.telemetry.functionId'), ...langsmith('langsmith.project')] },
  { id: 'traffic.service', title: 'Service', aliases: otel('service.name') },
  { id: 'traffic.tags', title: 'Tags', aliases: [...inference('tag.tags'), ...langfuse('langfuse.tags'), ...langsmith('langsmith.tags')] },
  { id: 'traffic.environment', title: 'Environment', aliases: [...otel('deployment.environment.name', 'deployment.environment'), ...langfuse('langfuse.environment')] },
  { id: 'sampling.temperature', title: 'Temperature', aliases: [...otel('gen_ai.request.temperature'), ...inference('llm.invocation_parameters.temperature'), ...openLlmetry('ai.settings.temperature'), ...langfuse('langfuse.parameters.temperature'), ...langsmith('langsmith.temperature')] },
  { id: 'sampling.top-p', title: 'Top p', aliases: [...otel('gen_ai.request.top_p'), ...inference('llm.invocation_parameters.top_p'), ...openLlmetry('ai.settings.topP'), ...langfuse('langfuse.parameters.top_p')] },
  { id: 'sampling.top-k', title: 'Top k', aliases: [...otel('gen_ai.request.top_k'), ...inference('llm.invocation_parameters.top_k'), ...openLlmetry('ai.settings.topK')] },
  { id: 'sampling.seed', title: 'Seed', aliases: [...otel('gen_ai.request.seed', 'gen_ai.openai.request.seed'), ...inference('llm.invocation_parameters.seed'), ...langfuse('langfuse.parameters.seed')] },
  { id: 'sampling.max-tokens', title: 'Most tokens', aliases: [...otel('gen_ai.request.max_tokens'), ...inference('llm.invocation_parameters.max_tokens', 'llm.invocation_parameters.max_completion_tokens', 'llm.invocation_parameters.max_output_tokens'), ...openLlmetry('ai.settings.maxOutputTokens', 'ai.settings.maxTokens'), ...langfuse('langfuse.parameters.max_tokens', 'langfuse.parameters.max_output_tokens'), ...langsmith('langsmith.max_tokens')] },
  { id: 'sampling.reasoning', title: 'Reasoning level', aliases: [...otel('gen_ai.request.reasoning.level'), ...openLlmetry('gen_ai.request.reasoning_effort'), ...inference('llm.invocation_parameters.reasoning_effort'), ...agents('codex.turn.reasoning_effort')] },
  { id: 'guardrail.policy', title: 'Guardrail policy', aliases: [...otel('gen_ai.guardrail.policy.id', 'aws.bedrock.guardrail.id'), ...own('pm.guardrail.id')] },
  { id: 'guardrail.version', title: 'Version of the guardrail', aliases: [...otel('gen_ai.guardrail.policy.version'), ...own('pm.guardrail.version', 'pm.guardrail.sha256')] },
  { id: 'context.compacted', title: 'Compacted', aliases: otel('gen_ai.conversation.compacted') },
  { id: 'context.memory', title: 'Memory store', aliases: otel('gen_ai.memory.store.id') },
  { id: 'context.policy', title: 'Truncation policy', aliases: own('pm.context.policy', 'pm.context.truncated') },
  { id: 'deployment.version', title: 'Version of the service', aliases: [...otel('service.version'), ...langfuse('langfuse.release', 'langfuse.version'), ...langsmith('langsmith.revision_id')] },
  { id: 'deployment.revision', title: 'Revision of the source', aliases: otel('vcs.ref.head.revision', 'deployment.id') },
  { id: 'deployment.agent', title: 'Version of the agent', aliases: [...otel('gen_ai.agent.version'), ...openLlmetry('traceloop.entity.version')] },
  { id: 'deployment.flag', title: 'Feature flag', aliases: otel('feature_flag.result.variant', 'feature_flag.variant') },
];

/** Attributes that say which conversation a span belongs to; a trace of its own where none is there. */
export const CONVERSATION_NAMES = [
  'gen_ai.conversation.id', 'session.id', 'langfuse.session.id', 'ai.telemetry.metadata.sessionId', 'thread.id', 'claude.code.session_id', 'claude.cowork.session_id',
] as const;
