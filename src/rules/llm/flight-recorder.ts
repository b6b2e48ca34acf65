import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { REQUIRED } from './record.ts';

const FIELDS = { autonomyTier: 'autonomy tier', reversible: 'whether the action was reversible', gateBefore: 'the gate before the action', reconstructible: 'the flight-recorder check' } as const;
const keys = ['autonomyTier', 'reversible', 'gateBefore', 'reconstructible'] as const;
const full = /^(?:yes|fully|all|ja|はい|是)\b/i;
const reference = /(?<![\p{L}\d-])[A-Z]{1,6}-\d{1,4}(?![\p{L}\d-])/u;
const agent = (recorder: string): string => `## Agent\n\n- Autonomy tier: acts alone\n- Reversible: no\n- Gate before: none\n- Flight recorder: ${recorder}\n`;

export const flightRecorder = defineRule({
  id: 'llm/flight-recorder',
  since: '0.1.0',
  severity: REQUIRED,
  docs: {
    summary: 'An agent acted, and its autonomy, reversibility, gate or flight-recorder check is not stated or not answered',
    why: 'Which inputs produced the action? Where the log cannot say, the next incident of this kind cannot be explained either.',
    fix: 'State autonomy tier, reversible, gate before and flight recorder in the section Agent; each input that could not be reconstructed becomes an action item (`no: tool results were cut → AI-5`).',
    sources: ['tianpan.co, Agent flight recorder: fields before the incident (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'not reconstructible, and no item', document: written('final', agent('no: tool results were cut')), findings: ['7:1-7:9 error The agent\'s decision could not be reconstructed ("no: tool results were cut"), and no action item records it next time'] },
    { name: 'two fields are missing', document: written('final', '## Agent\n\n- Autonomy tier: acts alone\n- Flight recorder: yes\n'), findings: ['7:1-7:9 error The section on the agent does not state whether the action was reversible, the gate before the action'] },
    { name: 'answered', document: written('final', agent('no: tool results were cut → AI-5')), findings: [] },
    { name: 'an incident without an agent', document: written('final', '## Root cause\n\nA session store mixed users up.\n'), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const { agent: action } = record;
    if (!action) return;
    const source = firstLine(document, action.source);
    const missing = keys.filter((key) => action[key] === null);
    if (missing.length > 0) yield { source, message: `The section on the agent does not state ${missing.map((key) => FIELDS[key]).join(', ')}`, suggestion: 'State each, or write `unknown` and why' };
    if (action.reconstructible !== null && !full.test(action.reconstructible) && !reference.test(action.reconstructible))
      yield { source, message: `The agent's decision could not be reconstructed ("${action.reconstructible}"), and no action item records it next time`, suggestion: 'Add an action item for each input that was not logged' };
  },
});
