import { milestonesInWords } from '../../document/timeline/milestone-words.ts';
import { milestoneOfLabel } from '../../document/timeline/labels.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import { formatMinutes, minutesBetween } from '../../record/figures.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, stampOf } from './moments.ts';

const isKeyEvent = (form: TimelineEntry['form']): boolean => form === 'key-event' || form === 'definition';

/** An entry that opens by naming the milestone: `Incident declared`, `Issue was repaired: …`. */
const opening = /^\W*(?:the\s+)?(?:(?:incident|issue|outage|service|problem)\s+(?:(?:is|was|has been|now|declared|as)\s+)*?)(declared(?!\s+(?:as\s+)?(?:repaired|restored|mitigated|resolved|closed))|repaired|restored|mitigated|resolved|closed)\b/i;

/** Milestones of which an account has one. */
const ONCE: ReadonlySet<Milestone> = new Set(['started', 'declared', 'identified', 'mitigated', 'resolved']);

/** Apart from the key event by less, an entry whose words say the milestone is the same moment told with another time. */
const nearest = 2 * 60;

const sameMoment = (a: TimelineEntry, b: TimelineEntry): boolean => Math.abs(minutesBetween(a, b) ?? Number.POSITIVE_INFINITY) < 1;

/** Entries whose words say the milestone outright, where the account has none at the time of the key event. */
const saidBeside = (key: TimelineEntry, account: readonly TimelineEntry[]): TimelineEntry[] =>
  account.some((entry) => sameMoment(key, entry) || (entry.end !== null && sameMoment(key, { ...entry, wall: entry.end })))
    ? []
    : account.filter((entry) => {
        const minutes = Math.abs(minutesBetween(key, entry) ?? Number.POSITIVE_INFINITY);
        return key.milestone !== null && minutes <= nearest && !key.approximate && !entry.approximate && milestonesInWords(entry.text).includes(key.milestone);
      });

const named = ({ text, milestone, milestoneLabelled }: TimelineEntry): Milestone | null => {
  if (milestoneLabelled) return milestone;
  const word = opening.exec(text)?.[1];
  return word === undefined ? null : milestoneOfLabel(word);
};

export const milestoneTwice = defineRule({
  id: 'timeline/milestone-twice',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The key events and the account give one milestone two different times',
    why: 'Durations are computed from the key events, and readers follow the account. One of the two was corrected and the other forgotten.',
    fix: 'Keep the right time; better, keep the milestone in the timeline only.',
    sources: ['Public post-mortems: repaired at 15:55 in the key events and at 16:18 in the account'],
  },
  options: noOptions,
  examples: [
    {
      name: 'repaired twice',
      document:
        '# Node pool full\n\n- **Key events**\n  - First detected: 2026-01-22 10:56\n  - Repaired: 2026-01-22 13:55\n  - Resolved: 2026-01-22 15:30\n\n- **Context**:\n  - 2026-01-22 10:56 Alert\n  - 2026-01-22 14:18 Incident repaired: pool grows\n  - 2026-01-22 15:30 Incident resolved\n',
      findings: ['10:5-10:21 error "mitigated" is at "2026-01-22 14:18" here and 23m earlier in the key events'],
    },
    {
      name: 'an account in other words',
      document: '# Node pool full\n\n- **Key events**\n  - First detected: 2026-01-22 10:56\n  - Resolved: 2026-01-22 15:30\n\n- **Context**:\n  - 2026-01-22 10:56 Alert fires\n  - 2026-01-22 12:00 Pool grows\n  - 2026-01-22 15:45 All services are back to normal\n',
      findings: ['10:5-10:21 error "resolved" is at "2026-01-22 15:45" here and 15m earlier in the key events'],
    },
    {
      name: 'a first mend among the key events',
      document: '# Key missing\n\n## Timeline (UTC)\n\n- **Start**: 2026-10-08 16:00\n- **Partial fix**: 2026-10-09 05:58 - mismatch resolved\n- **Resolution**: 2026-10-09 06:08 - all works again\n',
      findings: [],
    },
    {
      name: 'resolved, opened again, resolved',
      document:
        '# Node pool full\n\n- **Key events**\n  - First detected: 2026-01-22 10:56\n  - Resolved: 2026-01-22 15:30\n\n- **Context**:\n  - 2026-01-22 10:56 Alert\n  - 2026-01-22 12:00 Incident resolved\n  - 2026-01-22 12:20 Pool full again\n  - 2026-01-22 15:30 Incident resolved\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    const keys = record.timeline.filter(({ form, milestoneLabelled }) => isKeyEvent(form) && milestoneLabelled);
    if (keys.length === 0) return;
    const slipped = new Set(dateSlips(record).map(({ entry }) => entry));
    const [firstKey, lastKey] = [keys[0], keys.at(-1)];
    // What stands among the key events is one of them under another label: a first mend, a partial one.
    const amongKeys = ({ source }: TimelineEntry): boolean => source.start > (firstKey?.source.start ?? 0) && source.start < (lastKey?.source.start ?? 0);
    for (const key of keys) {
      if (key.milestone === null || !ONCE.has(key.milestone) || slipped.has(key)) continue;
      const account = record.timeline.filter((entry) => !isKeyEvent(entry.form) && !amongKeys(entry) && !slipped.has(entry));
      const labelled = account.filter((entry) => named(entry) === key.milestone);
      const told = labelled.length > 0 ? labelled : saidBeside(key, account);
      const apart = told.map((entry) => minutesBetween(key, entry));
      const [first] = told;
      const [minutes] = apart;
      if (!first || minutes == null || apart.some((one) => one === null || Math.abs(one) < 1)) continue;
      yield {
        source: first.source,
        message: `"${key.milestone}" is at "${stampOf(first)}" here and ${formatMinutes(Math.abs(minutes))} ${minutes > 0 ? 'earlier' : 'later'} in the key events`,
        suggestion: 'Keep the right time',
        related: [{ source: key.source, message: `the key event "${key.milestone}"` }],
      };
    }
  },
});
