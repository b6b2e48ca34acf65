import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { lengthOf, tolerance } from './lengths.ts';

const minutesOf = (clock: string): number | null => {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(clock);
  return match ? Number(match[1]) * 60 + Number(match[2]) + Number(match[3] ?? 0) / 60 : null;
};

const day = 1440;

export const durationRange = defineRule({
  id: 'durations/range',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A duration and the two times written beside it do not agree',
    why: 'The sentence contradicts itself, and readers cannot tell whether the length or one of the times is wrong. Whole days between the two times are allowed for.',
    fix: 'Work the length out again from the two times.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: '22 minutes for 83',
      document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** 22 minutes (08:37 → 10:00)\n',
      findings: ['3:15-3:25 error 22m are stated, and 08:37 to 10:00 are 1h 23m'],
    },
    { name: 'over midnight', document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** 7 hours 9 minutes (22:30 to 05:39)\n', findings: [] },
    { name: 'rounded', document: '# Pipeline stopped, 2026-04-24\n\n**Duration:** ~1 hour (08:37 → 09:30)\n', findings: [] },
  ],
  *check({ record }): Iterable<RuleFinding> {
    for (const stated of record.durations) {
      const [from, to] = [minutesOf(stated.from ?? ''), minutesOf(stated.to ?? '')];
      if (from === null || to === null || stated.qualifier === 'working-hours' || stated.qualifier === 'latent') continue;
      const apart = (((to - from) % day) + day) % day;
      const off = Math.abs(((stated.minutes - apart) % day + day) % day);
      if (Math.min(off, day - off) <= tolerance(stated)) continue;
      yield { source: stated.source, message: `${lengthOf(stated.minutes)} are stated, and ${stated.from} to ${stated.to} are ${lengthOf(apart)}`, suggestion: 'Correct the length or one of the two times' };
    }
  },
});
