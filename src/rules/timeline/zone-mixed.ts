import type { TimelineEntry } from '../../record/timeline.ts';
import { looseOffsetsOf } from '../../record/zone-offset.ts';
import { scanZone } from '../../document/time/zones.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { stampOf } from './moments.ts';

const clocks = /(?<![\d:.-])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/g;

const day = 1440;

const minutesOfDay = (wall: string): number => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));

/** True where the clock, read in its zone, is the moment of the entry in some reading of the two zones. */
const sameMoment = (minutes: number, zone: string, { wall, zone: own }: TimelineEntry): boolean =>
  looseOffsetsOf(zone, wall ?? '').some((from) => looseOffsetsOf(own ?? '', wall ?? '').some((to) => Math.abs((((minutes - from + to - minutesOfDay(wall ?? '')) % day) + day) % day) < 2));

export const zoneMixed = defineRule({
  id: 'timeline/zone-mixed',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The text gives the clock of an entry with another zone than the timeline',
    why: 'One clock in two zones is two moments, hours apart. Somebody copied the digits and forgot to convert them.',
    fix: 'Convert the clock, or correct the zone.',
    sources: ['Public post-mortems: 17:00 UTC in the summary, 17:00 JST in the timeline'],
  },
  options: noOptions,
  examples: [
    {
      name: 'the digits were copied',
      document: '# Certificates expire\n\n## Summary\n\nThey expired at 17:00 UTC.\n\n## Timeline (JST)\n\n- 2026-04-18 17:00 Certificates expire\n- 2026-04-18 18:41 New ones\n',
      findings: ['5:17-5:26 error 17:00 is UTC here and JST in the timeline'],
    },
    { name: 'converted', document: '# Certificates expire\n\n## Summary\n\nThey expired at 08:00 UTC.\n\n## Timeline (JST)\n\n- 2026-04-18 17:00 Certificates expire\n- 2026-04-18 18:41 New ones\n', findings: [] },
    { name: 'another moment of the account', document: '# Certificates expire\n\n## Summary\n\nAt 17:00 UTC all was well.\n\n## Timeline (JST)\n\n- 2026-04-18 17:00 Certificates expire\n- 2026-04-19 02:00 New ones\n', findings: [] },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    const entries = record.timeline.filter(({ wall, zone }) => wall !== null && zone !== null && /^\d{4}-\d\d-\d\dT/.test(wall) && looseOffsetsOf(zone, wall).length > 0);
    const [start, end] = [record.timeline[0]?.itemSource.start ?? 0, record.timeline.at(-1)?.itemSource.end ?? 0];
    if (entries.length === 0) return;
    const { text } = document;
    for (const match of text.slice(0, start).matchAll(clocks)) yield* mixed(match, 0);
    for (const match of text.slice(end).matchAll(clocks)) yield* mixed(match, end);

    function* mixed(match: RegExpExecArray, shift: number): Iterable<RuleFinding> {
      const at = match.index + shift;
      const zone = scanZone(text, at + match[0].length);
      if (!zone) return;
      const minutes = Number(match[1]) * 60 + Number(match[2]);
      const twin = entries.find(({ wall }) => minutesOfDay(wall ?? '') === minutes);
      if (!twin || looseOffsetsOf(zone.zone, twin.wall ?? '').length === 0 || entries.some((entry) => sameMoment(minutes, zone.zone, entry))) return;
      yield {
        source: document.lines.source(at, zone.end),
        message: `${match[0]} is ${zone.zone} here and ${twin.zone} in the timeline`,
        suggestion: 'Convert the clock, or correct the zone',
        related: [{ source: twin.source, message: `"${stampOf(twin)}"` }],
      };
    }
  },
});
