import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { isPending, nameOf, placeOf } from './items.ts';

const opening = /^(?:we (?:should|will|must|need to) |need to |to )?(investigate|look (?:in)?to|look at|explore|consider|think about|be (?:more )?careful|pay (?:more )?attention|be (?:more )?mindful|keep an eye on|try to (?:be|do better)|do better)\b/i;
/** What makes the outcome something one can see: where it is written, what is decided by it, by when, a figure. */
const outcome = /\b(?:and (?:then )?(?:fix|add|write|decide|report|document|publish|file|create|propose|implement|remove|post|share|present|upgrade|patch)|write[- ]?up|decision|decide(?:d)? (?:by|whether|if|on)|report(?:ed)? (?:in|to)|document(?:ed)? in|findings? (?:in|to)|outcome|result(?:s)? (?:in|to)|until|so that|RFC|ADR|design doc|proposal|experiment|benchmark)\b|→|=>|\d+ ?%/i;

export const vague = defineRule({
  id: 'actions/vague',
  since: '0.1.0',
  severity: { review: 'info', final: 'info', closed: 'info' },
  docs: {
    summary: 'An action item opens with a verb that nobody can verify and states no outcome',
    why: '"Investigate" and "be more careful" are never done and never not done. About one action item in six is of this kind.',
    fix: 'Say what will exist afterwards: a decision, a written finding, a test, a limit. "Investigate X and write the finding in OPS-12" can be verified.',
    sources: ['incident.io, Post-mortem action items (2026)'],
  },
  options: noOptions,
  examples: [
    { name: 'investigate', document: written('final', actionTable('AI-1 | Investigate the slow queries | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: ['11:10-11:38 info AI-1 says "investigate" and no outcome by which anyone could tell that it is done'] },
    { name: 'with an outcome', document: written('final', actionTable('AI-1 | Investigate the slow queries and write the three worst into OPS-12 | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'the same word elsewhere', document: written('final', actionTable('AI-1 | Page the owner when the job that investigates duplicates stops | detect | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
    { name: 'a person considered is no vague verb', document: written('final', actionTable('AI-1 | Reject requests that are considered stale | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const item of record.actions) {
      const match = isPending(item) ? opening.exec(item.title) : null;
      if (!match || outcome.test(item.title) || outcome.test(item.text.slice(0, 2000))) continue;
      yield { source: placeOf(document, item, 'title'), message: `${nameOf(item)} says "${match[1]?.toLowerCase() ?? ''}" and no outcome by which anyone could tell that it is done`, suggestion: 'Say what will exist when it is done' };
    }
  },
});
