import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_DOCUMENTS } from '../edge-documents.ts';
import { readParts } from '../read.ts';

/** `line wall` of every entry. */
const walls = (text: string, path?: string): string[] => readParts(text, path).timeline.map(({ source, wall, end }) => `${source.line} ${wall ?? '?'}${end === null ? '' : ` – ${end}`}`);

describe('forms of timelines', () => {
  it.each<[name: string, text: string, expected: string[]]>([
    ['table with full times', '## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 2026-04-24 23:50 | a |\n| 2026-04-25 00:37 | b |\n', ['5 2026-04-24T23:50', '6 2026-04-25T00:37']],
    ['table with columns for weekday, day and clock', '## Timeline\n\n| Day | Date (2022) | Time (PST) | Event |\n|---|---|---|---|\n| Mon | Jun 27 | 13:47 | a |\n| Tues | Jun 28 | 7:05 | b |\n', ['5 2022-06-27T13:47', '6 2022-06-28T07:05']],
    ['table with two zones', '## 時系列\n\n| JST | UTC | 事象 |\n|---|---|---|\n| 2026-04-18 16:00 | 2026-04-18 07:00 | 発火 |\n', ['5 2026-04-18T16:00']],
    ['table with ranges and no year', '# 2026-08-02 x\n\n## タイムライン\n\n| 時刻 (JST) | 内容 |\n|---|---|\n| 08-01 22:43〜23:00 | a |\n| 08-01 23:10 頃 | b |\n', ['7 2026-08-01T22:43 – 2026-08-01T23:00', '8 2026-08-01T23:10']],
    ['table with start and end', '# 2026-08-02 x\n\n## Timeline\n\n| Start | End | What |\n|---|---|---|\n| 10:00 | 10:20 | a |\n', ['7 2026-08-02T10:00 – 2026-08-02T10:20']],
    ['row whose time is unknown', '# 2026-08-02 x\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| unknown | a |\n| 10:00 | b |\n| 10:10 | c |\n', ['7 ?', '8 2026-08-02T10:00', '9 2026-08-02T10:10']],
    ['bullets under a date, past midnight', '## Timeline\n\n### 24 April 2026\n\n- 23:50 a\n- 00:09: b\n', ['5 2026-04-24T23:50', '6 2026-04-25T00:09']],
    ['bold bullets with wrapped text', '## Timeline\n\n- **2026-06-10 20:46–22:33** — one\n  more at 10:00\n- **2026-06-12 ~20:16** — two\n', ['3 2026-06-10T20:46 – 2026-06-10T22:33', '5 2026-06-12T20:16']],
    ['numbered list', '# 2026-01-05 x\n\n## Timeline\n\n1. 10:00 UTC: a\n2. 10:05 UTC: b\n', ['5 2026-01-05T10:00', '6 2026-01-05T10:05']],
    ['nested lists under a date', '## Timeline\n\n- March 5, 2026\n  - 10:00 a\n  - 10:05 b\n- March 6\n  - 09:00 c\n', ['4 2026-03-05T10:00', '5 2026-03-05T10:05', '7 2026-03-06T09:00']],
    ['date, then body on the next line', '## Timeline\n\n- 2025-04-14 17:02 UTC\n  Mail arrives\n- 2025-04-14\n  Day of rest\n', ['3 2025-04-14T17:02', '5 2025-04-14']],
    ['headings that are times', '# 2018-01-18, a\n\n## Timeline\n\n### 4:27\n\na\n\n### 8:20 - 8:24\n\nb\n', ['5 2018-01-18T04:27', '9 2018-01-18T08:20 – 2018-01-18T08:24']],
    ['headings with closing hashes, one of them too high', '## Timeline\n\n### March 6 2017 22:59 ###\n\na\n\n## 23:27 ##\n\nb\n', ['3 2017-03-06T22:59', '7 2017-03-06T23:27']],
    ['paragraphs', '## Timeline\n\n01-10-2024\n\n7:32 PM - a\n\n7:38 PM - b\n\n01-31-2024 - c\n', ['5 2024-01-10T19:32', '7 2024-01-10T19:38', '9 2024-01-31']],
    ['lines with backslash breaks', '# x\n\n### Timeline\n\n#### [2026-07-01]\n\n[07:33] a \\\n[08:26] b\n', ['7 2026-07-01T07:33', '8 2026-07-01T08:26']],
    ['labelled key events whose labels give a zone', '# x\n\n## Summary\n\n- **Outage start (UTC):** 15 December 2024, 03:53\n- **Outage end (UTC):** 18 December 2024, 00:29\n', ['5 2024-12-15T03:53', '6 2024-12-18T00:29']],
    ['labelled key events, which do not date the list after them', '# x\n\n- **Key events**\n  - First detected: 2023-07-21 08:15\n  - Resolved 2023-07-22 12:07\n\n- **Timeline**\n  - 08:15 a\n  - 09:00 b\n', ['4 2023-07-21T08:15', '5 2023-07-22T12:07', '8 2023-07-21T08:15', '9 2023-07-21T09:00']],
    ['template braces', '# 2022-01-20\n\n## Timeline\n\n### {{ 06:10 }}\n\na\n', ['5 2022-01-20T06:10']],
    ['German', '## Zeitverlauf\n\n- 3. März 2026, 14:05 Uhr: Alarm\n- gegen 14:20 Uhr: Ursache\n', ['3 2026-03-03T14:05', '4 2026-03-03T14:20']],
    ['weekdays', '# x\n\n## Timeline\n\n### Thursday 5 March 2026\n\n- 23:00 a\n\n**Friday**\n\n- 09:00 b\n', ['7 2026-03-05T23:00', '11 2026-03-06T09:00']],
    ['a date that only prose gives', 'At 2019-10-21 01:38 UTC it went down.\n\n## Timeline\n\n- 2019-10-20 00:55: a\n- 01:38: b\n', ['5 2019-10-20T00:55', '6 2019-10-21T01:38']],
    ['the order of day and month from other dates', '## Timeline\n\n- 02-13-2025 11:00 pm a\n- 03-01-2025 1:10 am b\n', ['3 2025-02-13T23:00', '4 2025-03-01T01:10']],
    ['times since the first', '# 2026-01-05 x\n\n## Timeline\n\n- 23:50 a\n- T+5m b\n- +00:12 c\n', ['5 2026-01-05T23:50', '6 2026-01-05T23:55', '7 2026-01-06T00:02']],
    ['halves of the day that a heading or the item before tells', '# 2026-03-05\n\n## Timeline (UTC)\n\n### 10:45-11:57 AM: the fix\n\n- 10:45 a\n- 12:08 b\n- 1:17 c\n\n### 1:42-1:59 PM: releases\n\n- 1:45 d\n', ['5 2026-03-05T10:45 – 2026-03-05T11:57', '7 2026-03-05T10:45', '8 2026-03-05T12:08', '9 2026-03-05T13:17', '11 2026-03-05T13:42 – 2026-03-05T13:59', '13 2026-03-05T13:45']],
    ['month first where the zone is American', '# x\n\n## Timeline (PDT)\n\n- 04/05/2024 10:00 a\n', ['5 2024-04-05T10:00']],
    ['a date with a remark about the zone', '# x\n\n## Timeline\n\n2026-10-21 (all times UTC)\n\n- 14:51 a\n- 14:54 b\n', ['7 2026-10-21T14:51', '8 2026-10-21T14:54']],
    ['the day of the outage, where a meeting has another', '# x\n\n**Meeting held on:** March 9, 2026\n\nOn March 3rd it broke.\n\n## Timeline\n\n- 15:02 a\n', ['9 2026-03-03T15:02']],
    ['a title whose order the zone suggests', '# Report: 06/07/2026\n\n## Timeline\n\n- 2:15 PM PST: a\n', ['5 2026-06-07T14:15']],
    ['labelled times that Markdown runs together', '# x\n\n**Start:** 2026-01-05 10:00\n**Detected:** 2026-01-05 10:05\n**End:** 2026-01-05 10:30\n\n## Summary\n\na\n', ['3 2026-01-05T10:00', '4 2026-01-05T10:05', '5 2026-01-05T10:30']],
    ['a table of labelled times under no header', '# x\n\n| | |\n|---|---|\n| Start time | 2026-01-05 10:00 UTC |\n| End time | 2026-01-05 10:30 UTC |\n', ['5 2026-01-05T10:00', '6 2026-01-05T10:30']],
    ['times since one that the heading gives', '# x\n\n## Timeline (T0 = 2026-01-05 10:00 UTC)\n\n- T+0: a\n- T+5m: b\n', ['5 2026-01-05T10:00', '6 2026-01-05T10:05']],
    ['a clock with a dot behind a full date', '## Timeline\n\n- 2024-04-15 14.43 a\n- 2024-04-15 15:53 b\n', ['3 2024-04-15T14:43', '4 2024-04-15T15:53']],
    ['a sentence that breaks before a date', '## Timeline\n\n- 2026-05-17 21:15 - the block restored on\n  2026-05-16 was lost again\n- 2026-05-17 22:00 - b\n', ['3 2026-05-17T21:15', '5 2026-05-17T22:00']],
    ['labels of any kind with day and clock', '## Issue timeline\n\n- **Start**: October 8, 2025 ~16:00 UTC - a\n- **Partial fix #1**: October 9, 2025 05:45 UTC - b\n- **Duration**: 14+ hours\n', ['3 2025-10-08T16:00', '4 2025-10-09T05:45']],
    ['no clock after a label that ends in one, and no length', '# 2025-10-09\n\n## Timeline\n\n- 10:00 a\n- 11:00 b\n\n## Impact\n\n- Time to repair 08:44:30\n- full resolution: 28:41.\n', ['5 2025-10-09T10:00', '6 2025-10-09T11:00']],
    ['the clocks of two places', '# 2024-05-04\n\n## Timeline\n\nUTC/ACDT\n\n03:16/13:46 - a\n\n03:21/13:51 - b\n', ['7 2024-05-04T03:16', '9 2024-05-04T03:21']],
    ['words that start like a unit', '# 2024-05-04\n\n## Timeline\n\n- 10:00 Minuteman job starts\n- 10:20 Second attempt\n- 10:30 Daily report is late\n', ['5 2024-05-04T10:00', '6 2024-05-04T10:20', '7 2024-05-04T10:30']],
    ['no date anywhere', '## Timeline\n\n- 10:00 a\n', ['3 T10:00']],
  ])('%s', (_, text, expected) => {
    expect(walls(text)).toEqual(expected);
  });

  it('takes a missing date from the name of the file', () => {
    expect(walls('## Timeline\n\n- 10:00 a\n', 'docs/2026-04-24-outage.md')).toEqual(['3 2026-04-24T10:00']);
  });

  it.each<[name: string, text: string]>([
    ['a summary that opens with a date', '## Summary\n\n2026-04-24 was a bad day.\n'],
    ['action items with due dates', '## Action items\n\n- 2026-05-01: write it\n- 2026-05-02: do it\n- 2026-05-03: test it\n\n| Action | Due |\n|---|---|\n| x | 2026-05-08 |\n'],
    ['signals', '## Signals\n\n| Metric | Normal | Incident | From | To |\n|---|---|---|---|---|\n| a | 1 | 2 | 2026-04-24 23:50 | 2026-04-25 00:48 |\n'],
    ['a pasted log', '# x\n\n```\n10:00 a\n10:01 b\n10:02 c\n```\n'],
    ['lengths', '## Timeline\n\n- 10 minutes of silence\n- 5/6 nodes failed\n'],
    ['a sentence that runs on behind its time', '# x\n\n## Detection\n\nOur monitoring noticed at 13:12 and users reported it.\n'],
    ['fields of the document', '# x\n\n- Date: 2026-01-01\n- Last updated: 2026-01-02 10:00\n'],
  ])('reads no entry from %s', (_, text) => {
    expect(walls(text)).toEqual([]);
  });
});

describe('entries', () => {
  it('say where each part stands', () => {
    const text = '# x\n\n## Timeline (CET)\n\n- **2026-04-24 23:50** — `@ana` *deploys* [rev 293](http://x.example)\n';
    const { timeline, timezone } = readParts(text);
    const [entry] = timeline;
    const slice = (source: { start: number; end: number } | null | undefined) => source && text.slice(source.start, source.end);
    expect(entry).toMatchObject({ written: '2026-04-24 23:50', text: '@ana deploys rev 293', zone: 'CET', form: 'bullet', actor: '@ana', actorKind: 'human' });
    expect(slice(entry?.source)).toBe('2026-04-24 23:50');
    expect(slice(entry?.textSource)).toBe('`@ana` *deploys* [rev 293](http://x.example)');
    expect(entry?.evidence.map(({ url }) => url)).toEqual(['http://x.example']);
    expect(slice(timezone?.source)).toBe('CET');
  });

  it('read the canonical table whole', () => {
    const text = readFileSync(new URL('../../../examples/postmortems/2026-05-03-assistant-model-alias.md', import.meta.url), 'utf8');
    const { timeline, milestones } = readParts(text);
    expect(timeline).toHaveLength(9);
    expect(timeline.every(({ milestoneLabelled, zone }) => milestoneLabelled && zone === 'UTC')).toBe(true);
    expect(timeline.map(({ actorKind }) => actorKind)).toEqual(['automation', 'human', 'human', 'human', 'human', 'human', 'automation', 'automation', 'human']);
    expect(Object.keys(milestones)).toEqual(['started', 'detected', 'acknowledged', 'identified', 'rollback-decided', 'rollback-started', 'rollback-completed', 'mitigated', 'resolved']);
  });

  it.each([
    ['# x\n\n## Timeline (US/Pacific, 24-hour clock)\n\n- 10:00 a\n', 'US/Pacific'],
    ['## Timeline\n\n_All times in EEST_\n\n- 10:00 a\n', 'EEST'],
    ['## Timeline\n\n| Time (JST) | x |\n|-|-|\n| 10:00 | a |\n', 'JST'],
    ['## Timeline\n\n- 10:00 UTC a\n', 'UTC'],
    ['---\ntimezone: Europe/Oslo\n---\n\n## Timeline (UTC)\n\n- 10:00 a\n', 'Europe/Oslo'],
    ['## Timeline\n\n- 10:00 a\n', undefined],
    ['## Timeline (UTC+1, Zurich time)\n\n- 10:00 a\n', 'UTC+1'],
    ['All times are in Zurich time.\n\n## Timeline\n\n- 10:00 a\n', 'Zurich time'],
    ['## Fix time\n\n51 min\n\n## Timeline\n\n- 10:00 UTC a\n', 'UTC'],
    ['## Timeline\n\nThe CTO was told every time.\n\n- 10:00 a\n', undefined],
  ])('zone %#', (text, zone) => {
    expect(readParts(text).timezone?.value).toBe(zone);
  });

  it.each<[text: string, kind: string, line: number]>([
    ['## Timeline\n\n- 14:00 PM a\n', 'time-impossible', 3],
    ['## Timeline\n\n| Time | Event |\n|-|-|\n| 2021-06-31 10:00 | a |\n', 'time-impossible', 5],
    ['## Timeline\n\n- 22025-03-18 10:00 a\n', 'time-impossible', 3],
    ['## Timeline\n\n- 04/05/2024 10:00 a\n', 'date-ambiguous', 3],
    ['## Timeline\n\n| Time | Event |\n|-|-|\n| 10:00 | a |\n| later | b |\n', 'time-unreadable', 6],
  ])('problem %#', (text, kind, line) => {
    expect(readParts(text).reading.problems).toMatchObject([{ kind, source: { line } }]);
  });

  it('is not in doubt where the file name settles a date', () => {
    const { reading, timeline } = readParts('## Timeline\n\n- 04/05/2024 10:00 a\n', '2024-04-05-x.md');
    expect(reading.problems).toEqual([]);
    expect(timeline[0]?.wall).toBe('2024-04-05T10:00');
  });
});

/** `milestone clock` of a timeline's items. */
const named = (items: string): string[] => Object.entries(readParts(`# 2026-01-05\n\n## Timeline\n\n${items}`).milestones).map(([name, { wall }]) => `${name} ${wall?.slice(11) ?? ''}`);

describe('milestones', () => {
  it('come from words that say them outright', () => {
    const { milestones } = readParts('# 2026-01-05\n\n## Timeline\n\n- 10:00 Deploy of v2\n- 10:02 API starts returning 500s\n- 10:10 Alert fires\n- 10:20 Incident declared\n- 10:30 Root cause found: a missing index\n- 10:35 The fix did not resolve it, errors continue\n- 10:50 Everything is back to normal\n');
    expect(Object.entries(milestones).map(([name, { wall }]) => `${name} ${wall?.slice(11) ?? ''}`)).toEqual(['started 10:02', 'detected 10:10', 'declared 10:20', 'identified 10:30', 'resolved 10:50']);
  });

  it('are not guessed', () => {
    expect(named('- 14:51 News reports a new sonnet\n- 14:54 OUTAGE BEGINS: backends melt down\n- 14:55 On-call receives pager storm\n- 16:30 INCIDENT ENDS, all is back to normal\n')).toEqual(['started 14:54', 'detected 14:55', 'resolved 16:30']);
    expect(named('- 10:02 Deployment started\n- 10:04 Alarms\n- 10:30 Everything works again\n')).toEqual(['detected 10:04', 'resolved 10:30']);
    expect(named('- 08:40 Störung beginnt\n- 08:55 Erste Kundenmeldung geht ein\n- 10:20 Ursache gefunden\n- 10:50 Shop ist wieder erreichbar\n')).toEqual(['started 08:40', 'detected 08:55', 'identified 10:20', 'resolved 10:50']);
    expect(readParts('# 2026-01-05\n\n## Timeline\n\n- 10:00 Deploy of v2\n- 10:02 We look at graphs\n- 10:30 Should be resolved by tomorrow\n').milestones).toEqual({});
  });

  it.each<[what: string, items: string, expected: string[]]>([
    ['the outage of a named thing', '- 20:18 Start of shop.example outage\n- 20:30 Alert fires\n- 22:45 End of shop.example outage\n- 23:00 End of the maintenance window\n', ['started 20:18', 'detected 20:30', 'resolved 22:45']],
    ['none where there were none', '- 10:00 Release\n- 11:00 No alerts. No user reports reached us\n- 12:00 Ana discovered the outage\n', ['detected 12:00']],
    ['a report is no detection where it is this document, or says that all is well', '- 10:00 Image removed for reasons unrelated to this report\n- 10:05 Score reported as 100\n- 10:10 Ben reports that new orders are visible\n- 10:20 Issue discovered in a test\n', ['detected 10:20']],
    ['not what may be the cause', '- 10:00 Errors noticed\n- 10:10 Ana determined that the release may have caused the issue\n- 10:20 Root cause found\n', ['detected 10:00', 'identified 10:20']],
    ['not what ends without being the incident', '- 10:00 Processing halted\n- 10:10 Copy of the disk ended\n- 10:20 Second deploy, resolving the outage\n', ['started 10:00', 'resolved 10:20']],
    ['an answer of the network is no acknowledgement', '- 10:00 curl returns no DNS response\n', []],
    ['not a day that the words give themselves', '- 10:00 Errors noticed\n- 11:00 Ben reads the logs: the errors started on Feb 12th at 3pm\n', ['detected 10:00']],
    ['alerts that are sent, and services that are restored', '- 10:00 The tracker began sending alerts\n- 10:30 Certificates replaced. Services are restored.\n- 11:00 Incident resolved.\n', ['detected 10:00', 'mitigated 10:30', 'resolved 11:00']],
    ['not what heads the cause', '- 10:00 `queue-age` CRITICAL fires on all nodes\n- 10:10 **Root cause:** both nodes are restarted at once\n', ['detected 10:00']],
    ['the cause is not known before anything is noticed', '- 10:00 Root cause found\n- 12:00 A strange delay was noticed\n', ['identified 10:00']],
  ])('%s', (_, items, expected) => {
    expect(named(items)).toEqual(expected);
  });

  it('come from words beside key events where these leave them out', () => {
    const { milestones } = readParts('# 2026-01-05\n\n| Started | 2026-01-05 10:00 |\n|---|---|\n| Resolved | 2026-01-05 11:00 |\n\n## Timeline\n\n- 10:02 Errors begin\n- 10:10 **Root cause found**: a lock\n- 10:58 Everything works again\n');
    expect(Object.entries(milestones).map(([name, { wall }]) => `${name} ${wall?.slice(11) ?? ''}`)).toEqual(['started 10:00', 'resolved 11:00', 'identified 10:10']);
  });

  it.each([
    ['The API was down on August 7th, 2014 from about 8:43 UTC until 14:07 UTC.', ['started 2014-08-07T08:43', 'resolved 2014-08-07T14:07']],
    ['Between 10:00 and 11:45 UTC on 2 March 2026 the API was unavailable.', ['started 2026-03-02T10:00', 'resolved 2026-03-02T11:45']],
    ['Between 10:00 and 11:45 UTC on 2 March 2026 the team met.', []],
    ['**Date:** 2026-03-02\n**Status:** Resolved', []],
  ])('come from a stretch in which something failed: %s', (text, expected) => {
    expect(Object.entries(readParts(`# Outage\n\n${text}\n`).milestones).map(([name, { wall }]) => `${name} ${wall ?? ''}`)).toEqual(expected);
  });

  it('come from prose where there is no timeline', () => {
    const { milestones } = readParts('On 2021-04-27 at 15:09 UTC the site went down. At\n15:23 UTC we received a report. At 15:56 UTC everything was fully restored.\n');
    expect(Object.entries(milestones).map(([name, { wall }]) => `${name} ${wall ?? ''}`)).toEqual(['started 2021-04-27T15:09', 'detected 2021-04-27T15:23', 'resolved 2021-04-27T15:56']);
  });
});

describe('hostile and broken input', () => {
  const pieces = ['## Timeline\n\n', '## 10:00\n', '- 10:00 a\n', '  - 10:00 b\n', '2026-04-24', ' ', '\n', '\r\n', '| Time | Event |\n|-|-|\n', '| 10:00 | x |\n', '**', '[', ']', '\\', '<br>', '# ', '> ', '1. ', 'T+5m', '??', '午後3時', 'UTC', '\u0000', 'Duration: 5 minutes\n', 'Severity: ', '|'];
  const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 });

  it('never throws, and points into the file', () => {
    fc.assert(fc.property(soup, (parts) => {
      const text = parts.join('');
      for (const { source, itemSource, written } of readParts(text).timeline) {
        expect(text.slice(source.start, source.end)).toBe(written);
        expect(itemSource.end).toBeGreaterThanOrEqual(itemSource.start);
        expect(itemSource.end).toBeLessThanOrEqual(text.length);
      }
    }), { numRuns: 500 });
  });

  it.each(Object.entries(EDGE_DOCUMENTS))('reads %s', (_, text) => {
    expect(() => readParts(text)).not.toThrow();
  });

  it.each<[name: string, text: string]>([
    ['digits', `## Timeline\n\n- ${'1'.repeat(400_000)}`],
    ['clocks', `## Timeline\n\n${'10:00 '.repeat(60_000)}`],
    ['spaces', `## Timeline\n\n10:00${' '.repeat(400_000)}x`],
    ['headings', '## 10:00\n\nx\n\n'.repeat(8000)],
    ['lengths', '5 minutes '.repeat(40_000)],
    ['the word times', 'times '.repeat(60_000)],
  ])('reads a file of %s in bounded time', (_, text) => {
    const before = process.cpuUsage();
    readParts(text);
    // Of this process, in microseconds: a busy machine makes the clock run, not the work.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
