import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { titleOf, weighs } from './options.ts';

export const oneChosen = defineRule({
  id: 'decisions/one-chosen',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'Of the options weighed, none is marked as chosen, or several are',
    why: 'The action items implement the option that was chosen. Nobody can check that while the document does not say which one it is.',
    fix: 'Open the chosen option with `Chosen:` and the others with `Rejected:` and the reason.',
    sources: ['Nygard, Documenting architecture decisions (2011)'],
  },
  options: noOptions,
  examples: [
    { name: 'none', document: written('final', '## Decisions\n\n- A: Reject at the API server\n- B: Warn in the pipeline\n'), findings: ['7:1-7:13 error None of the 2 options is marked as chosen'] },
    { name: 'two', document: written('final', '## Decisions\n\n- Chosen: A: Reject at the API server\n- Chosen: B: Warn in the pipeline\n'), findings: ['10:1-10:34 error 2 options are marked as chosen: A, B'] },
    { name: 'one', document: written('final', '## Decisions\n\n- Chosen: A: Reject at the API server → AI-1\n- Rejected: B: Warn in the pipeline\n'), findings: [] },
    { name: 'a list of what was decided weighs nothing', document: '# Outage\n\n## Decisions\n\n- Keep the old cluster for a week\n- Tell the partners\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const decision of record.decisions) {
      if (!weighs(decision)) continue;
      const chosen = decision.options.filter((option) => option.chosen);
      if (chosen.length === 1) continue;
      const [, second] = chosen;
      yield {
        source: firstLine(document, second?.source ?? decision.source),
        message: second ? `${chosen.length} options are marked as chosen: ${chosen.map(titleOf).join(', ')}` : `None of the ${decision.options.length} options is marked as chosen`,
        suggestion: 'Mark the one that was chosen, and say why the others were not',
      };
    }
  },
});
