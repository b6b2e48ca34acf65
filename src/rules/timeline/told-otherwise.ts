import type { Nodes } from 'mdast';
import { dateOfWall } from '../../document/time/wall.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import { saysFailing, toldMoments, type ToldMoment } from '../../document/timeline/prose-milestones.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { MilestoneFact, TimelineEntry } from '../../record/timeline.ts';
import { looseOffsetsOf } from '../../record/zone-offset.ts';
import { formatMinutes } from '../../record/figures.ts';
import type { Milestone } from '../../record/vocabulary.ts';
import { sentenceAround } from '../places.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';
import { dateSlips, minutesOfWall } from './moments.ts';

/** A moment in text or timeline, with a clock. */
type Clocked = Pick<MilestoneFact, 'wall' | 'zone'>;

const day = 1440;

/** Farther apart, the sentence tells of another moment. */
const farthest = 2 * 60;

/** What an approximate time may miss. */
const slack = 15;

/** Sections that tell of other moments than those of the incident. */
const elsewhere: ReadonlySet<string> = new Set(['timeline', 'actions', 'signals', 'llm_variables', 'decisions', 'supporting', 'lessons', 'five_whys', 'went_well', 'lucky']);

const clock = /\d(?::\d\d| ?[ap]\.?m\b|[ \t]?[時点])/i;

const hasClock = ({ wall }: { readonly wall: string | null }): boolean => wall !== null && wall.includes('T') && minutesOfWall(wall) !== null;

/** Minutes from the moment that is told to the one in the timeline, in each reading of their zones; empty where nobody can tell. */
const apart = (told: Clocked, other: Clocked): readonly number[] => {
  const minutes = (minutesOfWall(other.wall) ?? 0) - (minutesOfWall(told.wall) ?? 0);
  if (told.zone === null || other.zone === null || told.zone === other.zone) return [minutes];
  return looseOffsetsOf(told.zone, told.wall ?? '').flatMap((from) => looseOffsetsOf(other.zone ?? '', other.wall ?? '').map((to) => minutes + from - to));
};

/** The nearest of the days where the text gives no date. */
const onAnyDay = (minutes: number): number => ((((minutes + day / 2) % day) + day) % day) - day / 2;

/** Title, opening and the sections that tell of the incident, outside the account. */
const paragraphs = ({ tree, text }: MarkdownDocument, { sections, timeline }: IncidentRecord): Nodes[] => {
  const spans = [...sections.filter(({ name }) => elsewhere.has(name)).map(({ source, contentSource }) => [source.start, contentSource.end]), ...timeline.map(({ itemSource }) => [itemSource.start, itemSource.end])];
  const found: Nodes[] = [];
  const visit = (node: Nodes): void => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'paragraph') {
      if (clock.test(text.slice(start, node.position?.end.offset)) && !spans.some(([from = 0, to = 0]) => start >= from && start < to)) found.push(node);
    } else if ('children' in node && node.type !== 'table' && node.type !== 'heading') for (const child of node.children) visit(child);
  };
  visit(tree);
  return found;
};

/** A milestone that the text gives a time. */
interface Told extends Pick<ToldMoment, 'moment' | 'source'> {
  readonly milestone: Milestone;
}

/** The clock that a title gives the incident is that of its start; a title with several tells more than that. */
const toldInTitle = (document: MarkdownDocument, { title, date }: IncidentRecord): readonly Told[] => {
  if (!title || !clock.test(title.value)) return [];
  const told = toldMoments(document, title.source.start, title.source.end, { date: date?.value ?? null });
  const [first] = told;
  return first && told.length === 1 ? [{ ...first, milestone: 'started' }] : [];
};

/** How far the text is from the timeline: by a slip of minutes or hours, or by whole days on the same clock. Null where it fits, or tells of something else. */
const slipOf = ({ moment }: Told, fact: MilestoneFact, { timeline, timezone }: IncidentRecord): number | null => {
  const told = { wall: moment.wall, zone: moment.zone ?? timezone?.value ?? null };
  const near = (minutes: number): number => (moment.dated ? minutes : onAnyDay(minutes));
  const entries = timeline.flatMap((entry): Clocked[] => [entry, { ...entry, wall: entry.end }, ...(entry.second ? [entry.second] : [])]).filter(hasClock);
  if (entries.some((entry) => apart(told, entry).some((minutes) => Math.abs(near(minutes)) < 1))) return null;
  const given = { ...fact, zone: fact.zone ?? timezone?.value ?? null };
  const [slip] = apart(told, given).map(near).sort((a, b) => Math.abs(a) - Math.abs(b));
  if (slip === undefined) return null;
  if (Math.abs(slip) <= farthest) return Math.abs(slip) > (moment.approximate || fact.approximate ? slack : 0) ? slip : null;
  return slip % day === 0 && Math.abs(slip) <= 31 * day && dateOfWall(told.wall) !== null ? slip : null;
};

/** The end of a stretch that begins with the incident and in which something failed (`between 10:00 and 11:45 the API was down`) is the end of the incident. */
const toldEnd = (document: MarkdownDocument, { moment, source }: ToldMoment, record: IncidentRecord): Told[] => {
  const ended = (['resolved', 'mitigated'] as const).find((milestone) => record.milestones[milestone]);
  const begun = record.milestones.started ?? record.timeline[0];
  if (moment.end === null || ended === undefined || !begun || !hasClock(begun)) return [];
  const told = { wall: moment.wall, zone: moment.zone ?? record.timezone?.value ?? null };
  if (apart(told, begun).every((minutes) => Math.abs(moment.dated ? minutes : onAnyDay(minutes)) >= 1)) return [];
  const sentence = sentenceAround(document, source);
  if (!saysFailing(sentence) || new Set(sentence.match(/\d{1,2}:\d{2}/g)).size !== 2) return [];
  return [{ milestone: ended, moment: { ...moment, wall: moment.end, end: null }, source }];
};

/** The moments with a clock that the text gives outside the account. */
const momentsTold = (document: MarkdownDocument, record: IncidentRecord): ToldMoment[] =>
  paragraphs(document, record)
    .flatMap(({ position }) => toldMoments(document, position?.start.offset ?? 0, position?.end.offset ?? 0, { date: record.date?.value ?? null }))
    .filter(({ moment }) => hasClock(moment));

/** What a moment tells of milestones. */
const toldOf = (document: MarkdownDocument, record: IncidentRecord, told: ToldMoment): Told[] =>
  told.moment.end === null ? told.milestones().map((milestone) => ({ ...told, milestone })) : toldEnd(document, told, record);

/** A clock to the minute that nobody rounds to: the same in two places is the same moment. */
const unround = /T\d\d:(?!00|15|30|45)\d\d/;

/** An entry of the very clock of a dated moment in the text, days away, where the account has nothing on the day that the text says. */
const onAnotherDay = ({ moment }: ToldMoment, { timeline, timezone }: IncidentRecord): TimelineEntry | null => {
  const day = dateOfWall(moment.wall);
  if (!moment.dated || moment.wall === null || day === null || moment.end !== null || moment.approximate || !unround.test(moment.wall)) return null;
  const zone = moment.zone ?? timezone?.value ?? null;
  const clocked = timeline.filter((entry) => entry.dated && hasClock(entry));
  const twins = clocked.filter((entry) => entry.wall?.slice(10, 16) === moment.wall?.slice(10, 16) && (entry.zone ?? timezone?.value ?? null) === zone);
  const [twin] = twins;
  if (!twin || twins.length > 1 || dateOfWall(twin.wall) === day || clocked.some((entry) => entry.wall === moment.wall)) return null;
  const apart = Math.abs((minutesOfWall(twin.wall) ?? 0) - (minutesOfWall(moment.wall) ?? 0));
  return apart <= 31 * 24 * 60 ? twin : null;
};

const clockOf = (wall: string | null, withDate: boolean): string => (withDate ? (wall ?? '').replace('T', ' ') : ((wall ?? '').split('T')[1] ?? '')).slice(0, withDate ? 16 : 5);

export const toldOtherwise = defineRule({
  id: 'timeline/told-otherwise',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'The text gives a milestone another time than the timeline',
    why: 'The summary is what most people read, and the timeline is what durations are computed from. One of the two was corrected, or converted from another zone, and the other was not.',
    fix: 'Correct the time that is wrong; better, leave times to the timeline.',
    sources: ['Public post-mortems: noticed at 0:59 CET in the summary, an hour later in the timeline'],
  },
  options: noOptions,
  examples: [
    {
      name: 'converted an hour wrong',
      document: '# Proxy runs out of memory, 2026-11-30\n\n## Summary\n\nTwo of us noticed at 0:59 CET that no server started.\n\n## Timeline (PST)\n\n- 16:22 Node runs out of memory\n- 16:59 Errors noticed on the dashboard\n- 17:21 Service is restored\n',
      findings: ['5:22-5:30 error "detected" is at 00:59 CET here, and 1h later in the timeline, at 16:59 PST'],
    },
    {
      name: 'the day before',
      document: '# Broken images\n\nOn 17 December 2026 at 12:43 we received the first report.\n\n## Timeline (UTC)\n\n- 2026-12-16 12:43 First report received\n- 2026-12-18 10:15 Cache mended\n',
      findings: ['3:4-3:29 error "detected" is at 2026-12-17 12:43 here, and 1d earlier in the timeline, at 2026-12-16 12:43'],
    },
    {
      name: 'the clock of the title',
      document: '# 2026-11-30 4:25 PM, proxy runs out of memory\n\n## Timeline\n\n- 16:22 Outage begins: a node runs out of memory\n- 17:21 Service is restored\n',
      findings: ['1:3-1:21 error "started" is at 16:25 here, and 3m earlier in the timeline, at 16:22'],
    },
    {
      name: 'the end of a stretch',
      document: '# API down\n\n## Summary\n\nBetween 10:00 and 11:45 UTC on 2 March 2026 the API was down.\n\n## Timeline (UTC)\n\n- 2026-03-02 10:00 Outage begins\n- 2026-03-02 11:00 Incident resolved\n',
      findings: ['5:9-5:44 error "resolved" is at 11:45 here, and 45m earlier in the timeline, at 11:00'],
    },
    {
      name: 'a stretch within the incident',
      document: '# API down\n\n## Impact\n\nBetween 10:10 and 10:26 UTC on 2 March 2026 no metrics could be received, an error of its own.\n\n## Timeline (UTC)\n\n- 2026-03-02 10:00 Outage begins\n- 2026-03-02 11:00 Incident resolved\n',
      findings: [],
    },
    {
      name: 'converted rightly, and another moment of the account',
      document: '# Proxy runs out of memory, 2026-11-30\n\n## Summary\n\nTwo of us noticed at 1:59 CET that no server started; the service was restored at 17:25.\n\n## Timeline (PST)\n\n- 16:22 Node runs out of memory\n- 16:59 Errors noticed on the dashboard\n- 17:21 Service is restored\n- 17:25 Everything works again\n',
      findings: [],
    },
    {
      name: 'the clock of an entry on another day',
      document: '# Broken images\n\n## Impact\n\nUploads on 17 December 2026 at 12:43 were the first to be lost.\n\n## Timeline (UTC)\n\n- 2026-12-16 12:43 Disk swapped\n- 2026-12-18 10:15 Cache mended\n',
      findings: ['5:12-5:37 error 2026-12-17 12:43 is told here, and the timeline has that clock on 2026-12-16'],
    },
    {
      name: 'about the same time',
      document: '# Queue stopped, 2026-03-01\n\n## Summary\n\nThe outage began around 10:10 and was detected by an alert.\n\n## Timeline (UTC)\n\n- 10:02 Outage begins\n- 10:20 Alert fires\n',
      findings: [],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    if (!record.timeline.some(hasClock)) return;
    const slips = new Set(dateSlips(record).map(({ entry }) => entry));
    const moments = momentsTold(document, record);
    for (const told of moments) {
      const twin = onAnotherDay(told, record);
      if (!twin || slips.has(twin) || (twin.milestone !== null && told.milestones().includes(twin.milestone))) continue;
      yield {
        source: told.source,
        message: `${clockOf(told.moment.wall, true)} is told here, and the timeline has that clock on ${dateOfWall(twin.wall) ?? ''}`,
        suggestion: 'Correct the date that is wrong; better, leave times to the timeline',
        related: [{ source: twin.source, message: 'the same clock in the timeline' }],
      };
    }
    const ofTimeline = new Set(record.timeline.filter(({ milestone, wall }) => milestone !== null && hasClock({ wall })).map(({ source }) => source.start));
    if (ofTimeline.size === 0) return;
    const slipped = new Set([...slips].map(({ source }) => source.start));
    for (const told of [...toldInTitle(document, record), ...moments.flatMap((moment) => toldOf(document, record, moment))]) {
      const fact = record.milestones[told.milestone];
      if (!fact || !ofTimeline.has(fact.source.start) || !hasClock(told.moment) || told.moment.end !== null || slipped.has(fact.source.start)) continue;
      const slip = slipOf(told, fact, record);
      if (slip === null) continue;
      const days = slip % day === 0;
      const zone = told.moment.zone !== null && told.moment.zone !== fact.zone;
      yield {
        source: told.source,
        message: `"${told.milestone}" is at ${clockOf(told.moment.wall, days)}${zone ? ` ${told.moment.zone}` : ''} here, and ${formatMinutes(Math.abs(slip))} ${slip > 0 ? 'later' : 'earlier'} in the timeline, at ${clockOf(fact.wall, days)}${zone && fact.zone !== null ? ` ${fact.zone}` : ''}`,
        suggestion: 'Correct the time that is wrong; better, leave times to the timeline',
        related: [{ source: fact.source, message: `"${told.milestone}" in the timeline` }],
      };
    }
  },
});
