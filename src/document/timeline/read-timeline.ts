import type { Fact, Source } from '../../record/source.ts';
import type { Milestones, TimelineEntry } from '../../record/timeline.ts';
import { ACTORS, type ActorKind } from '../../record/vocabulary.ts';
import type { Facts } from '../facts/read-facts.ts';
import { linksIn } from '../links.ts';
import type { Reading } from '../reading.ts';
import type { Moment } from '../time/moment.ts';
import { collectItems } from './collect-items.ts';
import { completeItems, type CompletedItem } from './complete-items.ts';
import { readAnchor } from './anchor.ts';
import { readEntryText } from './entry-text.ts';
import { readIncidentDay } from './incident-day.ts';
import type { Item } from './item.ts';
import { milestoneOfLabel } from './labels.ts';
import { pickMilestones, nameMilestones } from './milestones.ts';
import { readProseMilestones } from './prose-milestones.ts';
import { reportMoment } from './problems.ts';
import { readZone } from './zone.ts';

/** What the timeline tells. */
export interface TimelineReading {
  readonly timeline: TimelineEntry[];
  readonly milestones: Milestones;
  readonly timezone: Fact<string> | null;
  /** The incident's own day: the stated one, else the one that the account gives. */
  readonly date: Fact<string> | null;
}

const actorWords: readonly (readonly [ActorKind, RegExp])[] = [
  ['agent', /\b(?:agent|claude|gpt|copilot|codex|llm|bot)\b/i],
  ['automation', /\b(?:automation|automatic|alert|alarm|monitor(?:ing)?|cron|pipeline|ci|scheduler|system|pagerduty|deploy(?:er|ment)?|robot)\b|自動/i],
  ['unknown', /^(?:unknown|\?+|n\/a|不明)$/i],
];

const kindOf = (actor: string | null): ActorKind | null => {
  if (actor === null || /^[-—–]*$/.test(actor)) return null;
  const exact = ACTORS.find((kind) => kind === actor.toLowerCase());
  return exact ?? actorWords.find(([, words]) => words.test(actor))?.[0] ?? 'human';
};

const actorIn = (text: string): string | null => /^\[?(@[\w.-]+)\]?/.exec(text)?.[1] ?? null;

const secondOf = (moment: Moment, source: (start: number, end: number) => Source): Pick<TimelineEntry, 'second'> | null =>
  moment.second && { second: { wall: moment.second.wall, zone: moment.second.zone, source: source(moment.second.start, moment.second.end) } };

const toEntry = (reading: Reading, { item, moment }: CompletedItem, zone: string | null): TimelineEntry => {
  const { lines, text: file } = reading.document;
  const { text, source: textSource } = readEntryText(reading.document, item);
  const labelled = item.cells?.milestone ?? item.label;
  const milestone = labelled === null ? null : milestoneOfLabel(labelled);
  const actor = item.cells?.actor ?? actorIn(text);
  return {
    wall: moment.wall,
    end: moment.end,
    precision: moment.precision,
    approximate: moment.approximate,
    zone: moment.zone ?? item.zone ?? zone,
    written: file.slice(moment.from, moment.to),
    dated: moment.dated,
    ...(moment.relativeMinutes !== null && { relativeMinutes: moment.relativeMinutes }),
    ...(moment.weekday !== null && { weekday: moment.weekday }),
    ...secondOf(moment, (start, end) => lines.source(start, end)),
    milestone,
    milestoneLabelled: milestone !== null,
    text,
    actor,
    actorKind: kindOf(actor),
    evidence: linksIn(reading.document, evidenceNodes(item)),
    form: item.form,
    source: lines.source(moment.from, moment.to),
    textSource,
    itemSource: lines.source(item.start, item.end),
  };
};

const evidenceNodes = (item: Item): Parameters<typeof linksIn>[1] => [...item.nodes, ...(item.bare ? item.body : []), ...(item.cells?.evidence ?? [])];

/**
 * The chronological account of a document: every item that opens with a time, its milestones, and the zone that the document states for
 * its times. Pushes times that cannot exist or be read, and dates with two readings, to the reading's problems.
 */
export const readTimeline = (reading: Reading, facts: Facts): TimelineReading => {
  if (reading.document.limit !== null) return { timeline: [], milestones: {}, timezone: facts.timezone, date: facts.date };
  const items = collectItems(reading);
  const anchor = readAnchor(reading, facts, items);
  const completed = completeItems(items, anchor);
  const timezone = facts.timezone ?? readZone(reading, completed);
  const entries = completed.map((each) => {
    reportMoment(reading, each);
    return toEntry(reading, each, timezone?.value ?? null);
  });
  const timeline = nameMilestones(entries);
  const milestones = timeline.length > 0 ? pickMilestones(timeline) : readProseMilestones(reading, anchor);
  return { timeline, milestones, timezone, date: facts.date ?? readIncidentDay(reading, facts, timeline, milestones) };
};
