import type { LlmVariableKey } from '../../record/vocabulary.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';

/** Labels of the ten variables, as normalised titles; the canonical one first (LLM.md). */
export const VARIABLE_LABELS = {
  prompt: ['prompt revision', 'prompt', 'prompts', 'prompt version', 'prompt template', 'system prompt', 'instructions', 'プロンプト', '提示词', '提示'],
  model: ['model', 'models', 'model version', 'model revision', 'base model', 'model alias', 'llm', 'provider', 'モデル', '模型', 'modell', 'modèle', 'modelo'],
  judge: ['judge configuration', 'judge', 'judge config', 'evaluator', 'evaluators', 'eval judge', 'evaluation', 'llm judge', 'grader', '評価器', '评估器', '评判'],
  retrieval: ['retrieval index', 'retrieval', 'index', 'rag', 'rag index', 'vector index', 'knowledge base', 'embedding index', 'search index', 'corpus', '検索', '索引', '检索'],
  tools: ['tool schemas', 'tools', 'tool schema', 'tool', 'tool definitions', 'functions', 'function schemas', 'mcp servers', 'ツール', '工具'],
  traffic: ['traffic mix', 'traffic', 'user mix', 'request mix', 'workload', 'input mix', 'トラフィック', '流量'],
  sampling: ['sampling', 'sampling parameters', 'temperature', 'decoding', 'decoding parameters', 'generation parameters', 'サンプリング', '采样'],
  guardrail: ['guardrails', 'guardrail', 'safety filter', 'safety filters', 'content filter', 'policy', 'moderation', 'ガードレール', '护栏'],
  context: ['context and harness', 'context', 'harness', 'context window', 'memory', 'context policy', 'コンテキスト', '上下文'],
  deployment: ['deployment', 'deploy', 'service version', 'release', 'application version', 'code', 'デプロイ', '部署', 'bereitstellung', 'déploiement', 'despliegue'],
} as const satisfies Readonly<Record<LlmVariableKey, readonly string[]>>;

const entries = Object.entries(VARIABLE_LABELS) as [LlmVariableKey, readonly string[]][];

/** Whether the words as a whole are a label of a variable. */
export const isVariableLabel = (label: string): boolean => entries.some(([, labels]) => labels.includes(normalizeTitle(label)));

/** The variable that a row's label names: the whole label, else the variable whose longest label stands in it. Null for other rows. */
export const readVariableLabel = (label: string): LlmVariableKey | null => {
  const words = normalizeTitle(label.slice(0, 200).replace(/\([^()]*\)/g, ''));
  if (words === '') return null;
  const whole = entries.find(([, labels]) => labels.includes(words));
  if (whole) return whole[0];
  let best: { key: LlmVariableKey; length: number } | null = null;
  for (const [key, labels] of entries) {
    for (const known of labels) {
      const contained = ` ${words} `.includes(` ${known} `) || (words.length > 1 && !/[a-z]/.test(known) && words.includes(known));
      if (contained && (best === null || known.length > best.length)) best = { key, length: known.length };
    }
  }
  return best?.key ?? null;
};
