import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import { incidentRecordSchema, type IncidentRecord } from '../../src/record/record.ts';
import { trackedItems } from '../../src/trackers/item.ts';
import { quantileOf } from '../../src/trackers/site/quantile.ts';
import { siteFiles, type SiteFile } from '../../src/trackers/site/site.ts';
import { ACTING, hostileTexts } from './hostile-texts.ts';

const DOCUMENT = `---
postmortem: 1
id: 2026-03-12-orders
title: Orders failed
date: 2026-03-12
severity: SEV1
services: [orders]
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
`;

const record = readRecord(parseDocument('postmortems/orders.md', DOCUMENT, remarkEngine), { severities: ['SEV1'] });
const siteOf = (records: readonly IncidentRecord[]): SiteFile[] => [...siteFiles(records, trackedItems(records, '2026-11-21', (one, index) => (one.actions[index]?.gates.length ? 'unproven' : 'none')))];

const FREE: ReadonlySet<string> = new Set(['title', 'text', 'question', 'answer', 'written', 'label', 'before', 'during', 'path', 'selector', 'priority', 'acceptedRisk']);
const LISTS: ReadonlySet<string> = new Set(['owners', 'answeredBy', 'tickets']);
const FACTS: ReadonlySet<string> = new Set(['id', 'title', 'date', 'severity', 'timezone']);

/** The record with a text at every place where an author writes freely. */
const withText = (text: string): IncidentRecord =>
  incidentRecordSchema.parse(
    JSON.parse(
      JSON.stringify(record, (key, value: unknown) => {
        if (FREE.has(key) && typeof value === 'string') return text;
        if (LISTS.has(key) && Array.isArray(value)) return value.map(() => text);
        if (FACTS.has(key) && typeof value === 'object' && value !== null && 'value' in value) return { ...value, value: text };
        return value;
      }),
    ),
  );

/** The tags of a page with their attributes' names, without what stands between them and in quotes. */
const skeleton = ({ text }: SiteFile): string[] => (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));

describe('the site', () => {
  const plain = siteOf([withText('plain')]);

  test('has an index and a page an incident, with everything that the document states', () => {
    const [index, incident] = siteOf([record]);
    expect(index?.text).toContain('<a href="incidents/2026-03-12-orders.html">Orders failed</a>');
    expect(index?.text).toContain('<th scope="row">time to resolve</th><td>1h (unbounded to unbounded)</td>');
    for (const part of ['<circle', 'The migration was skipped', 'Because a column was missing', 'v2', 'Reject direct updates', 'ci.yaml#jobs.check']) expect(incident?.text).toContain(part);
  });

  test.each(hostileTexts.map((text, index) => [index, text] as const))('keeps its markup with hostile text %i', (_, text) => {
    const files = siteOf([withText(text)]);
    expect(files.map(skeleton)).toEqual(plain.map(skeleton));
    for (const file of files) {
      expect(file.path).toMatch(/^(?:index|incidents\/[a-z0-9_-]+)\.html$/);
      expect(file.text.replace(/\n/g, '')).not.toMatch(ACTING);
    }
  });

  test('has no script and loads nothing', () => {
    for (const { text } of siteOf([record])) {
      expect(text).toContain("default-src 'none'");
      expect(text).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\bstyle="|url\(|@import/i);
    }
  });

  test('gives every record an address of its own', () => {
    const files = siteOf([record, record, { ...record, id: null, path: 'a/2026-03-12-orders-2.md' }].map((one) => ({ ...one })));
    expect(new Set(files.map(({ path }) => path)).size).toBe(4);
  });
});

describe('a quantile', () => {
  test('of six values has all of them as its interval: fewer bound nothing', () => {
    expect(quantileOf([6, 1, 5, 2, 4, 3], 0.5)).toEqual({ value: 3, low: 1, high: 6 });
    expect(quantileOf([1, 2, 3, 4, 5], 0.5)).toEqual({ value: 3, low: null, high: null });
    expect(quantileOf([], 0.5)).toBeNull();
  });

  test('of a hundred values has the interval of the published tables', () => {
    expect(quantileOf(Array.from({ length: 100 }, (_, index) => index + 1), 0.5)).toEqual({ value: 50, low: 40, high: 61 });
  });
});
