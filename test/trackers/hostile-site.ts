import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { incidentRecordSchema, type IncidentRecord } from '../../src/record/record.ts';
import { trackedItems, type TrackedItem } from '../../src/trackers/item.ts';
import type { Settlement } from '../../src/trackers/settlement.ts';
import { siteFiles, type SiteFile } from '../../src/trackers/site/site.ts';

const today = '2026-11-21';

const DOCUMENT = `---
postmortem: 1
id: 2026-03-12-orders
title: Orders failed
date: 2026-03-12
severity: SEV1
services: [orders]
tags: [migration]
trigger: { change: deploy, ref: 04729cef }
links: { previous: 2025-11-02-orders }
---

## Timeline (UTC)

| Time | Milestone | Event |
|---|---|---|
| 2026-03-12 09:00 | started | The migration was skipped |
| 2026-03-12 09:10 | detected | An alert fired |
| 2026-03-12 10:00 | resolved | The migration ran |

## Five whys

1. Why did orders fail? Because a column was missing.
2. Why was it missing? Because the migration was skipped.

## LLM variables

| Variable | Before | During | Moved | Changed at | Evidence |
|---|---|---|---|---|---|
| Prompt | v1 | v2 | yes | 2026-03-12 | log |

## Action items

| ID | Action | Owner | Due | Gate | Status |
|---|---|---|---|---|---|
| AI-1 | Reject direct updates | @mira | 2026-03-26 | \`ci.yaml#jobs.check\` | open |
| AI-2 | Alert on the pool | @sol | 2027-03-26 | | open |
| AI-3 | Write it up | @sol | | | open |

## Supporting material

- [log](https://example.com/log)
`;

/** An incident with something in each part of its page. */
export const record = readRecord(parseDocument('postmortems/orders.md', DOCUMENT, remarkEngine), { severities: ['SEV1'] });
const FREE: ReadonlySet<string> = new Set(['title', 'text', 'question', 'answer', 'written', 'label', 'before', 'during', 'path', 'selector', 'acceptedRisk', 'url', 'statusWritten']);
const LISTS: ReadonlySet<string> = new Set(['owners', 'answeredBy', 'tickets']);
const FACTS: ReadonlySet<string> = new Set(['id', 'title', 'severity', 'timezone']);
/** What incidents are compared by; words that say nothing are compared with nothing, so that another word goes before. */
const COMPARED: ReadonlySet<string> = new Set(['services', 'tags', 'ref']);

/** The record of a day with a text at every place where an author writes freely; `everywhere` also where a date belongs. */
const withText = (text: string, date: string, everywhere = false): IncidentRecord =>
  incidentRecordSchema.parse(
    JSON.parse(
      JSON.stringify(record, (key, value: unknown) => {
        const fact = typeof value === 'object' && value !== null && 'value' in value;
        if (key === 'date' && fact) return { ...value, value: everywhere ? text : date };
        if (key === 'due' && everywhere && (value === null || typeof value === 'string')) return text;
        // The path of each document is its own; all have one id, which all name as the incident before.
        if (key === 'path' && value === record.path) return `${date}/${text}`;
        if (key === 'previous' && fact) return { ...value, value: text };
        if (key === 'priority' && (value === null || typeof value === 'string')) return `p ${text}`;
        if (FREE.has(key) && typeof value === 'string') return text;
        if (LISTS.has(key) && Array.isArray(value)) return value.map(() => text);
        if (FACTS.has(key) && fact) return { ...value, value: text };
        if (COMPARED.has(key)) return JSON.parse(JSON.stringify(value, (inner, one: unknown) => (inner === 'value' ? `x ${text}` : one)));
        return value;
      }),
    ),
  );

/** The site of these records, with items that are open, done at a known time and at an unknown one. */
const siteOf = (records: readonly IncidentRecord[]): SiteFile[] => {
  const items = trackedItems(records, today, () => 'refuted').map((one, index): TrackedItem => ({ ...one, status: index % 3 === 0 ? 'done' : 'open' }));
  const settled = new Map(items.flatMap((one): [TrackedItem, Settlement][] => (one.status === 'done' ? [[one, { from: '2026-04-01', to: today, basis: 'span' }]] : [])));
  return [...siteFiles(records, items, { today, settlementOf: (one) => settled.get(one) })];
};

/** Every page, table and chart with a text in it: incidents that came back, one of them with the text in the place of its dates. */
export const siteWith = (text: string): SiteFile[] => siteOf([withText(text, '2026-03-12'), withText(text, '2026-06-12'), withText(text, '', true)]);

/** One site with an incident for each text. */
export const siteOfAll = (texts: readonly string[]): SiteFile[] => siteOf(texts.map((text, index) => withText(text, `2026-03-12/${index}`)));
