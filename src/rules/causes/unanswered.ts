import type { Cause } from '../../record/analysis.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { firstLine } from '../places.ts';
import { lexicalAnswers } from './answers.ts';
import { stemsOf } from './words.ts';

const row = 'AI-1 | Reject direct image updates | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12';
const shorten = (title: string): string => (title.length > 70 ? `${title.slice(0, 67).trimEnd()}…` : title);

/** A list of causes in an adopted document: prose tells a story, of which no sentence alone asks for an answer. */
const isListed = ({ kind, title, text }: Cause): boolean => kind === 'contributing' && !/[?？]$/.test(title) && title.length <= 160 && text.length <= 600 && stemsOf(title).size >= 2;

export const unansweredCause = defineRule({
  id: 'causes/unanswered',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A cause or contributing factor that no action item and no accepted risk answers',
    why: 'What nobody answers stays as it was, and the next incident can begin there. In a document without explicit links the rule compares words, and only speaks where no action item shares any that matter.',
    fix: 'Name the action item behind the cause (`→ AI-2`), or accept the risk with its reason (`→ accepted: the table is read-only`).',
    sources: ['AHRQ CANDOR toolkit: actions address the root causes and contributing factors', 'National Patient Safety Foundation, RCA2 (2015)'],
  },
  options: noOptions,
  examples: [
    { name: 'nothing answers the second', document: written('final', `## Contributing factors\n\n1. Images can be set past the migration → AI-1\n2. No schema check at start\n\n${actionTable(row)}`), findings: ['10:1-10:28 error No action item and no accepted risk answers the cause "No schema check at start"'] },
    { name: 'an accepted risk is an answer', document: written('final', `## Contributing factors\n\n1. Images can be set past the migration → AI-1\n2. No schema check at start → accepted: the service is retired in June\n\n${actionTable(row)}`), findings: [] },
    {
      name: 'without links, by the words',
      document: '# Outage\n\n## Contributing factors\n\n- Alerts were routed to an unused channel\n- No limit on the size of uploads\n\n## Action items\n\n- Route alerts of the gateway to the pager\n',
      findings: ['6:1-6:34 info No action item seems to answer the cause "No limit on the size of uploads"'],
    },
    {
      name: 'without links, other forms of the same words',
      document: '# Outage\n\n## Contributing factors\n\n- Alerting was delayed\n- Rolling back took an hour\n\n## Action items\n\n- Add an alert on the error ratio\n- Speed up rollbacks\n',
      findings: [],
    },
  ],
  *check({ record, document, profile }): Iterable<RuleFinding> {
    const linked = record.causes.some(({ answeredBy, acceptedRisk }) => answeredBy.length > 0 || acceptedRisk !== null);
    const byWords = profile === 'adopted' && !linked;
    if (byWords && record.actions.length === 0) return;
    const listed = byWords ? record.causes.filter(isListed) : record.causes;
    const words = byWords ? lexicalAnswers(listed, record.actions) : null;
    for (const cause of listed) {
      if (cause.answeredBy.length > 0 || cause.acceptedRisk !== null || words?.isAnswered(cause)) continue;
      yield {
        source: firstLine(document, cause.source),
        message: words ? `No action item seems to answer the cause "${shorten(cause.title)}"` : `No action item and no accepted risk answers the cause "${shorten(cause.title)}"`,
        suggestion: 'Name the action item that answers it (`→ AI-1`), add one, or accept the risk with its reason',
      };
    }
  },
});
