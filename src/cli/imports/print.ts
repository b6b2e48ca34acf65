import { cellText } from '../../document/edit/markdown-text.ts';
import { rowText } from '../../document/edit/table.ts';
import type { CleanEntry } from '../../editor/import/clean.ts';
import type { Outcome } from '../../editor/import/match.ts';
import { wallIn } from '../../importers/instant.ts';
import type { Milestone } from '../../record/vocabulary.ts';

/** A moment as the canonical table writes it. */
export const timeCell = (at: number, zone: string): string => (wallIn(zone, at) ?? new Date(at).toISOString()).slice(0, 16).replace('T', ' ');

/** Entries as the canonical table. No milestone is set in it: that is for a person. */
export const tableOf = (entries: readonly CleanEntry[], zone: string): string =>
  [
    rowText([`Time (${zone})`, 'Milestone', 'Event', 'Actor', 'Evidence']),
    '|---|---|---|---|---|',
    ...entries.map(({ source, markdown }) => rowText([timeCell(source.at, zone), '', markdown.event, markdown.actor, markdown.evidence].map(cellText))),
    '',
  ].join('\n');

/** Entries as data. */
export const dataOf = (entries: readonly CleanEntry[], zone: string, proposed: ReadonlyMap<number, Milestone>, outcomes: readonly Outcome[] | null): readonly object[] =>
  entries.map(({ source, text, actor, evidence, secrets }, index) => ({
    at: new Date(source.at).toISOString(),
    time: timeCell(source.at, zone),
    text,
    actor,
    evidence,
    kind: source.kind,
    proposedMilestone: proposed.get(index) ?? null,
    noise: source.noise,
    source: source.source,
    id: source.id,
    channel: source.channel,
    alsoIn: source.folded,
    redacted: secrets,
    ...(outcomes !== null && { outcome: outcomes[index] }),
  }));
