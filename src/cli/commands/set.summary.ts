import type { CommandSummary } from '../command.ts';
import { EDITING_OPTIONS } from '../editing/options.ts';

export const setCommand: CommandSummary = {
  name: 'set',
  summary: 'Change one fact of a document, and nothing else in it',
  usage: 'FILE FACT VALUE',
  examples: [
    { command: 'postmortem set FILE severity SEV2', does: 'a fact of the front matter, or where the document states it' },
    { command: 'postmortem set FILE services orders,checkout', does: 'a list' },
    { command: 'postmortem set FILE AI-1.owner @mira-holt', does: 'a field of an action item: title, type, priority, owner, due, gate, status, ticket' },
    { command: 'postmortem set FILE timeline.3.milestone detected', does: 'a field of the third timeline entry: time, milestone, event, actor, evidence' },
    { command: 'postmortem set FILE signal.http_5xx_ratio.incident 0.97', does: 'a figure of the Signals table' },
    { command: 'postmortem set FILE variable.model.status changed', does: 'a cell of the LLM variables table' },
    { command: 'postmortem set FILE verdict.explainedBy Model', does: 'a field of outcome (failure, kind, before, during, window, judgeFree), verdict (explainedBy, confidence, confirmedBy) or agent (action, autonomyTier, reversible, gateBefore, reconstructible)' },
    { command: 'postmortem set FILE section.summary "Orders failed for 41 minutes."', does: 'the text of a section' },
  ],
  options: EDITING_OPTIONS,
  load: () => import('./set.ts'),
};
