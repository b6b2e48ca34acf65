import { VARIABLE_LABELS, type LlmVariableKey } from '../../record/vocabulary.ts';

const UNCHANGED = ' | v1 | v1 | no |  | [spans](https://example.com/spans)';
const KEYS: readonly LlmVariableKey[] = ['prompt', 'model', 'judge', 'retrieval', 'tools', 'traffic', 'sampling', 'guardrail', 'context', 'deployment'];

/** A table of the ten variables, unchanged with evidence where nothing else is given; cells from `Before` to `Evidence`, null for no row. */
export const variablesTable = (rows: Readonly<Partial<Record<LlmVariableKey, string | null>>> = {}): string =>
  [
    '## LLM variables',
    '',
    '| Variable | Before | During | Moved | Changed at | Evidence |',
    '|---|---|---|---|---|---|',
    ...KEYS.flatMap((key) => {
      const cells = rows[key];
      if (cells === null) return [];
      return [`| ${VARIABLE_LABELS[key]}${cells === undefined ? (key === 'model' ? UNCHANGED.replaceAll('v1', 'requested `a`, served `a-0601`') : UNCHANGED) : ` | ${cells}`} |`];
    }),
    '',
  ].join('\n');

const list = (title: string, lines: readonly string[]): string => [`### ${title}`, '', ...lines.map((line) => `- ${line}`), ''].join('\n');
export const outcomeList = (...lines: readonly string[]): string => list('Outcome', lines);
export const verdictList = (...lines: readonly string[]): string => list('Verdict', lines);
