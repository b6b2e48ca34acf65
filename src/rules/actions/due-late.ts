import { z } from 'zod/mini';
import { dayNumber } from '../../document/time/wall.ts';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { bareLevel } from '../profile.ts';
import { isPending, nameOf, placeOf } from './items.ts';

const dayCount = z.number().check(z.gte(0), z.lte(36_500));

/** Limits in days after the incident. */
export const dueLimitsSchema = z.strictObject({
  /** By priority, as written but for case and punctuation. */
  days: z.prefault(z.record(z.string(), dayCount), { P0: 28, P1: 56 }),
  /** By severity of the incident, for teams that rank incidents and not items. */
  severityDays: z.prefault(z.record(z.string(), dayCount), {}),
});
type DueLimits = z.infer<typeof dueLimitsSchema>;

export interface DueLimit {
  readonly days: number;
  /** What the limit is for: `P0`, `SEV1`. */
  readonly level: string;
}

const limitIn = (limits: Readonly<Record<string, number>>, level: string | null): DueLimit[] =>
  level === null ? [] : Object.entries(limits).flatMap(([name, days]) => (bareLevel(name) === bareLevel(level) ? [{ days, level }] : []));

/** The shortest limit that a priority or a severity sets; null where neither has one. */
export const dueLimit = ({ days, severityDays }: DueLimits, priority: string | null, severity: string | null): DueLimit | null =>
  [...limitIn(days, priority), ...limitIn(severityDays, severity)].toSorted((a, b) => a.days - b.days)[0] ?? null;

const dated = (status: 'final', row: string): string => written(status, `# Outage on 2027-01-01\n\n## Timeline (UTC)\n\n- 2027-01-01 10:00 Errors begin\n\n${actionTable(row)}`);

export const dueLate = defineRule({
  id: 'actions/due-late',
  since: '0.1.0',
  severity: { draft: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'An action item is due later than its priority allows',
    why: 'A date in half a year on an item of the highest priority says that one of the two is not meant.',
    fix: 'Bring the date forward, lower the priority, or split off the part that can be done now. The limits are days after the incident, by priority in the option `days`, and by severity of the incident in `severityDays`; the shorter one holds. `postmortem actions due` reminds by the same limits.',
    sources: ['PagerDuty, Postmortems: accountability (15 and 30 days)', 'Atlassian, Incident management handbook (4 and 8 weeks)'],
  },
  options: dueLimitsSchema,
  examples: [
    { name: 'half a year for P0', document: dated('final', 'AI-1 | Reject direct image updates | prevent | P0 | @ada | 2027-07-01 |  | open | OPS-12'), findings: ['17:62-17:72 warning AI-1 is P0 and due 181 days after the incident; the limit is 28'] },
    { name: 'four weeks for P0', document: dated('final', 'AI-1 | Reject direct image updates | prevent | P0 | @ada | 2027-01-29 |  | open | OPS-12'), findings: [] },
    { name: 'a priority without a limit', document: dated('final', 'AI-1 | Reject direct image updates | prevent | P3 | @ada | 2027-07-01 |  | open | OPS-12'), findings: [] },
  ],
  *check({ record, document, options }): Iterable<RuleFinding> {
    const start = record.date === null ? null : dayNumber(record.date.value);
    if (start === null) return;
    for (const item of record.actions) {
      const limit = dueLimit(options, item.priority, record.severity?.value ?? null);
      const due = item.due === null ? null : dayNumber(item.due);
      if (limit === null || due === null || !isPending(item) || due - start <= limit.days) continue;
      yield { source: placeOf(document, item, 'due'), message: `${nameOf(item)} is ${limit.level} and due ${due - start} days after the incident; the limit is ${limit.days}`, suggestion: 'Bring the date forward, or lower the priority' };
    }
  },
});
