import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { from } from '../profile.ts';
import { stampOf } from './moments.ts';

const proposal =
  /\bto prevent (?:this|it|that|a repeat|a recurrence|recurrence|such)\b|\bgoing forward\b|\bin (?:the )?future,? (?:we|this|it)\b|\bwe should (?:add|always|consider|make|never|move|use|write|document)\b|\b(?:action item|follow[- ]up)s?:/i;

export const fixProposed = defineRule({
  id: 'timeline/fix-proposed',
  since: '0.1.0',
  severity: { adopted: 'info', ...from('review', 'info') },
  docs: {
    summary: 'An entry of the timeline proposes what to do later',
    why: 'The timeline tells what people saw and did at that moment. What they would do today belongs under the action items, where it gets an owner and a date; inside the timeline it is lost.',
    fix: 'Move the proposal to the action items.',
    sources: ['Etsy, Debriefing Facilitation Guide (hindsight)'],
  },
  options: noOptions,
  examples: [
    {
      name: 'a proposal at 10:40',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:00 Queue stops\n- 10:40 Queue restarted. To prevent this we should add an alert on its age\n',
      findings: ['6:26-6:41 info The entry of "10:40" proposes what to do later'],
    },
    {
      name: 'what people said at that moment',
      document: '# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:00 Queue stops\n- 10:20 On-call wonders whether the consumer should have restarted by itself\n',
      findings: [],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const entry of record.timeline) {
      const match = proposal.exec(entry.text);
      if (!match) continue;
      const at = document.text.indexOf(match[0], entry.itemSource.start);
      const found = at >= 0 && at < entry.itemSource.end;
      yield {
        source: found ? document.lines.source(at, at + match[0].length) : entry.source,
        message: `The entry of "${stampOf(entry)}" proposes what to do later`,
        suggestion: 'Move the proposal to the action items',
      };
    }
  },
});
