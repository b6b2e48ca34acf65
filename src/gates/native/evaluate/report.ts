import { neutralise } from '../../../record/neutralise.ts';
import type { Evaluation } from './evaluate.ts';
import type { GateVerdict } from './verdict.ts';

const WORDS: Readonly<Record<GateVerdict, string>> = {
  failed: 'FAIL', overridden: 'OVERRIDDEN', 'passed-with-stragglers': 'PASS WITH STRAGGLERS', warned: 'WARN', recorded: 'RECORDED', passed: 'PASS',
};

/** A report a person reads: every gate with its figures, stragglers by name, the verdict last. */
export const evaluationText = ({ name, environment, verdict, gates, stragglers }: Evaluation): string => {
  const width = Math.max(...gates.map(({ verdict: word }) => WORDS[word].length));
  const lines = [`gates of ${name}${environment === null ? '' : ` for ${environment}`}`];
  for (const gate of gates) {
    lines.push(`  ${WORDS[gate.verdict].padEnd(width)}  ${gate.gate}  ${gate.reason}`);
    lines.push(...gate.details.map((detail) => `  ${' '.repeat(width)}    ${detail}`));
  }
  if (stragglers.length > 0) lines.push(`stragglers (${stragglers.length}): ${stragglers.join(', ')}`);
  lines.push(verdict === 'failed' ? `FAILED: ${gates.filter((gate) => gate.verdict === 'failed').length} of ${gates.length} gates` : verdict === 'passed-with-stragglers' ? `PASSED WITH ${stragglers.length} STRAGGLERS` : `passed: ${gates.length} gates`);
  return `${lines.map(neutralise).join('\n')}\n`;
};

const LEVELS: Partial<Readonly<Record<GateVerdict, string>>> = { failed: 'error', overridden: 'warning', 'passed-with-stragglers': 'warning', warned: 'warning', recorded: 'notice' };

/** Escapes of workflow commands (docs.github.com, "Workflow commands"). */
const data = (text: string): string => neutralise(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** GitHub annotations on the gate file, one for each gate that did not simply pass. */
export const evaluationAnnotations = ({ gates, verdict, stragglers }: Evaluation, path: string): string => {
  const file = data(path).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const lines = gates.flatMap((gate) => {
    const level = LEVELS[gate.verdict];
    return level === undefined ? [] : [`::${level} file=${file},title=${data(gate.gate).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${data([gate.reason, ...gate.details].join('; '))}`];
  });
  return [...lines, `gates: ${verdict}${stragglers.length > 0 ? `, stragglers: ${data(stragglers.join(', '))}` : ''}`, ''].join('\n');
};
