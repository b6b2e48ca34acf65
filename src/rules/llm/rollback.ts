import { z } from 'zod/mini';
import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { sectionSource, topOf } from '../places.ts';
import { variablesTable } from './example.ts';
import { ADVISED, variableOf } from './record.ts';

const model = 'requested `a`, served `a-0601` | requested `a`, served `a-0905` | yes | 2026-05-03 09:10 | [spans](https://example.com)';
const timeline = (end: string): string =>
  `## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-05-03 09:00 | rollback-decided | We go back to the pinned model |\n| 2026-05-03 09:02 | rollback-started | The router is switched |\n| 2026-05-03 ${end} | rollback-completed | All traffic is on the old model |\n\n`;
const PHASES = ['rollback-decided', 'rollback-started', 'rollback-completed'] as const;
const faster = /roll(?:ing|ed)?[- ]?back|revert|pin(?:ned|ning)?\b|warm standby|kill ?switch|instant switch/i;

export const rollback = defineRule({
  id: 'llm/rollback',
  since: '0.1.0',
  severity: ADVISED,
  docs: {
    summary: 'A model was rolled back: its phases are missing, or it took longer than the limit and no action item shortens it',
    why: 'Code reverts in a minute, a model in hours: aliases float, roll-outs are staged, state does not survive the swap. Only the phases show where the time went.',
    fix: 'Mark rollback-decided, rollback-started and rollback-completed in the timeline; answer a slow one with an action item. The option `minutes` sets the limit.',
    sources: ['tianpan.co, Model rollback velocity and immutable pinning (2026)'],
  },
  options: z.strictObject({ minutes: z.prefault(z.number(), 5) }),
  examples: [
    { name: 'no phases', document: written('final', `## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-05-03 09:00 | rollback-decided | We go back to the pinned model |\n\n${variablesTable({ model })}`), findings: ['7:1-7:12 warning The model was rolled back, and the timeline has no rollback-started and no rollback-completed'] },
    { name: 'two hours', document: written('final', `${timeline('11:00')}${variablesTable({ model })}`), findings: ['13:3-13:19 warning Rolling the model back took 2h; the limit is 5m, and no action item shortens it'] },
    { name: 'two hours, answered', document: written('final', `${timeline('11:00')}${variablesTable({ model })}\n${actionTable('AI-1 | Keep the last model warm for rollback | mitigate | P1 | @ada | 2027-01-08 |  | open | OPS-12')}`), findings: [] },
    { name: 'four minutes', document: written('final', `${timeline('09:04')}${variablesTable({ model })}`), findings: [] },
    { name: 'no roll-back took place', document: written('final', variablesTable({ model })), findings: [] },
  ],
  *check({ record, document, options }): Iterable<RuleFinding> {
    if (variableOf(record, 'model')?.status !== 'changed' || !PHASES.some((phase) => record.milestones[phase])) return;
    const missing = PHASES.filter((phase) => !record.milestones[phase]);
    const section = record.sections.find(({ name }) => name === 'timeline');
    if (missing.length > 0) {
      yield { source: section ? sectionSource(document, section) : topOf(document, record), message: `The model was rolled back, and the timeline has no ${missing.join(' and no ')}`, suggestion: 'Mark the three phases in the Milestone column' };
      return;
    }
    const { 'rollback-decided': decided, 'rollback-completed': completed } = record.milestones;
    const minutes = decided && completed ? minutesBetween(decided, completed) : null;
    if (!completed || minutes === null || minutes <= options.minutes || record.actions.some(({ title, status }) => status !== 'dropped' && faster.test(title))) return;
    yield { source: completed.source, message: `Rolling the model back took ${formatMinutes(minutes)}; the limit is ${formatMinutes(options.minutes)}, and no action item shortens it`, suggestion: 'Add an action item: a pinned version kept warm, a switch in the router' };
  },
});
