import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { readRecord } from '../../src/document/read-record.ts';
import type { IncidentRecord } from '../../src/record/record.ts';
import { trackedItems, type TrackedItem } from '../../src/trackers/item.ts';
import type { Settlement } from '../../src/trackers/settlement.ts';
import { burnDown } from '../../src/trackers/site/burn-down.ts';
import { columnChart } from '../../src/trackers/site/column-chart.ts';
import { openOverTime, openOverTimeOf } from '../../src/trackers/site/open-over-time.ts';
import { periodsOf, quarterOf, MONTHS, QUARTERS } from '../../src/trackers/site/periods.ts';
import { BASES, recurrences, type Basis } from '../../src/trackers/site/recurrence.ts';
import { quantileOf } from '../../src/trackers/site/quantile.ts';
import { siteFiles, type SiteFile } from '../../src/trackers/site/site.ts';
import { record, siteWith } from './hostile-site.ts';
import { ACTING, hostileTexts } from './hostile-texts.ts';
import { item } from './item.ts';

const siteOf = (records: readonly IncidentRecord[]): SiteFile[] => [...siteFiles(records, trackedItems(records, '2026-11-21', (one, index) => (one.actions[index]?.gates.length ? 'unproven' : 'none')), { today: '2026-11-21', settlementOf: () => undefined })];

/** The tags of a page with their attributes' names, without what stands between them and in quotes. */
const skeleton = ({ text }: SiteFile): string[] => (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));

describe('the site', () => {
  const plain = siteWith('plain');

  test('has an index and a page an incident, with everything that the document states', () => {
    const [index, incident] = siteOf([record]);
    expect(index?.text).toContain('<a href="incidents/2026-03-12-orders.html">Orders failed</a>');
    expect(index?.text).toContain('<th scope="row" class="short">time to resolve</th><td class="long">1h (too few for an interval)</td>');
    for (const part of ['<circle', 'The migration was skipped', 'Because a column was missing', 'v2', 'Reject direct updates', 'ci.yaml#jobs.check']) expect(incident?.text).toContain(part);
  });

  test.each(hostileTexts.map((text, index) => [index, text] as const))('keeps its markup with hostile text %i', (_, text) => {
    const files = siteWith(text);
    // A text in the place of a date moves its incident to another place.
    expect(files.flatMap(skeleton).toSorted()).toEqual(plain.flatMap(skeleton).toSorted());
    for (const file of files) {
      expect(file.path).toMatch(/^(?:index|incidents\/[a-z0-9_-]+)\.html$/);
      expect(file.text.replace(/\n/g, '')).not.toMatch(ACTING);
    }
  });

  test('the hostile texts stand in every section, chart and group', () => {
    const [index = '', ...pages] = siteWith('MARK').map((file) => file.text);
    for (const part of ['Incidents over time', 'Severity', 'Durations', 'Open items by owner', 'Until today', 'From today', 'By quarter', 'Strength of action items', ...Object.values(BASES).map(({ title }) => title), 'Gates', 'All incidents']) expect(index).toContain(`>${part}</h`);
    expect(index).toMatch(/<ul class="legend"><li><svg aria-hidden="true"><rect class="part-0" width="12" height="12"\/><\/svg>P MARK<\/li>/);
    expect(index.match(/<svg class="chart"/g)).toHaveLength(4);
    for (const page of pages) for (const part of ['Timeline', 'Five whys', 'LLM variables', 'Action items', 'Gates', 'Recurrence']) expect(page).toContain(`<h2>${part}</h2>`);
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

describe('periods', () => {
  test('are named by quarter, unknown where the date does not say', () => {
    expect(['2026-01-31', '2026-11-14', '2026-13-01', 'soon', null].map(quarterOf)).toEqual(['2026 Q1', '2026 Q4', 'unknown', 'unknown', 'unknown']);
  });

  test('have no gap, and end where a chart is full', () => {
    expect(periodsOf(['2026-02-01', '2025-11-30'], MONTHS, 'first').map(MONTHS.nameOf)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(periodsOf(['0001-01-01', '2026-02-01'], QUARTERS, 'last').map(QUARTERS.nameOf)).toEqual(expect.objectContaining({ length: 24, 0: '2020 Q2', 23: '2026 Q1' }));
    expect(periodsOf([], QUARTERS, 'last')).toEqual([]);
  });
});

const withItems = (cells: readonly (readonly [due: string, status: string])[]): IncidentRecord => {
  const rows = cells.map(([due, status], index) => `| AI-${index + 1} | Add an alert | @mira | ${due} | ${status} |`);
  return readRecord(parseDocument('a.md', `# Down\n\n## Action items\n\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n${rows.join('\n')}\n`, remarkEngine), { severities: [] });
};

describe('the burn-down', () => {
  const items = trackedItems([withItems([['2026-11-01', 'open'], ['2026-11-30', 'open'], ['2027-01-15', 'open'], ['', 'open'], ['2026-12-01', 'done']])], '2026-11-21', () => 'none');

  test('looks ahead: each month takes what is due in it, overdue and undated items stay', () => {
    expect(burnDown(items)).toEqual([
      { name: 'now', counts: [2, 1, 1] },
      { name: '2026-11', counts: [1, 1, 1] },
      { name: '2026-12', counts: [1, 1, 1] },
      { name: '2027-01', counts: [0, 1, 1] },
    ]);
  });
});

describe('open items over time', () => {
  const TODAY = '2026-05-15';
  const january = { id: 'r', title: null, path: 'r.md', severity: null, date: '2026-01-20', status: null };
  const made = (over: Partial<TrackedItem>): TrackedItem => item({ incident: january, ...over });
  const columns = (items: readonly TrackedItem[], settled: ReadonlyMap<TrackedItem, Settlement> = new Map()) => openOverTime(items, (one) => settled.get(one), TODAY);

  test('an item counts from its incident to the month in which it was settled', () => {
    const [open, done] = [made({}), made({ priority: 'p1', status: 'done' })];
    expect(columns([open, done], new Map([[done, { from: '2026-03-31', to: '2026-03-31', basis: 'history' }]]))).toEqual({
      period: 'month',
      parts: ['P0', 'P1', 'May be open'],
      columns: [['2026-01', [1, 1, 0]], ['2026-02', [1, 1, 0]], ['2026-03', [1, 0, 0]], ['2026-04', [1, 0, 0]], ['now', [1, 0, 0]]].map(([name, counts]) => ({ name, counts })),
    });
  });

  test('what is not known is shown as a range', () => {
    const done = made({ status: 'done', priority: null });
    const { parts, columns: drawn } = columns([done], new Map([[done, { from: '2026-03-02', to: '2026-05-15', basis: 'span' }]]));
    expect(parts).toEqual(['Other or none', 'May be open']);
    expect(drawn.map(({ counts }) => counts)).toEqual([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0]]);
    const svg = columnChart({ label: 'x', parts, columns: drawn, scale: 'count', hollow: true });
    expect(svg).toContain('>0–1</text>');
    expect(svg.match(/<rect class="part-hollow" x=/g)).toHaveLength(2);
  });

  test('an item that is open again was settled for a time that nobody knows, and is open now', () => {
    const reopened = made({});
    expect(columns([reopened], new Map([[reopened, { from: '2026-02-10', to: '2026-02-10', basis: 'history' }]])).columns.map(({ counts }) => counts)).toEqual([[1, 0], [0, 1], [0, 1], [0, 1], [1, 0]]);
  });

  test('three priorities have parts, an undated incident none, many years are quarters', () => {
    const items = ['P3', 'P1', 'P1', 'P0', 'P0', 'P2', 'P2'].map((priority) => made({ priority, incident: { ...january, date: '2020-01-20' } }));
    const { parts, columns: drawn } = columns([...items, made({ priority: 'P0', incident: { ...january, date: null } })]);
    expect(parts).toEqual(['P0', 'P1', 'P2', 'Other or none', 'May be open']);
    expect(drawn).toHaveLength(24);
    expect(drawn.at(0)?.name).toBe('2020 Q3');
    expect(drawn.at(-1)).toEqual({ name: 'now', counts: [2, 2, 2, 1, 0] });
  });

  test('the note says what it rests on', () => {
    const [done, spanned] = [made({ status: 'done' }), made({ status: 'dropped' })];
    const settled = new Map<TrackedItem, Settlement>([[done, { from: '2026-02-01', to: '2026-02-01', basis: 'document' }], [spanned, { from: null, to: TODAY, basis: 'span' }]]);
    const shown = openOverTimeOf([done, spanned, made({ incident: { ...january, date: null } })], (one) => settled.get(one), TODAY);
    expect(shown).toContain('known of 1 by a date in the document, and of 0 by the commit that changed the document. Of 1 settled item only a span is known');
    expect(shown).toContain('1 item of an incident without a date is left out');
  });
});

describe('a column chart', () => {
  const shares = { label: 'Strength', parts: ['Strong', 'Weak'], columns: [{ name: 'Q1', counts: [1, 3] }, { name: 'Q2', counts: [0, 0] }] } as const;

  test('draws shares of one height, the first part at the bottom, and nothing where nothing is counted', () => {
    const svg = columnChart({ ...shares, scale: 'share' });
    expect([...svg.matchAll(/<rect class="(part-\d)" x="\S+" y="(\S+)" width="\S+" height="(\S+)"/g)].map(([, ...values]) => values)).toEqual([['part-0', '110.0', '30.0'], ['part-1', '20.0', '90.0']]);
    expect(svg).toContain('role="img" aria-label="Strength"');
  });

  test('of nothing is not drawn', () => {
    expect(columnChart({ ...shares, columns: [{ name: 'Q1', counts: [0, 0] }], scale: 'count' })).toBe('');
  });
});

const stating = (date: string, frontMatter: string, body = ''): IncidentRecord =>
  readRecord(parseDocument(`postmortems/${date}.md`, `---\npostmortem: 1\ndate: ${date}\n${frontMatter}\n---\n\n## Summary\n\nIt failed.\n\n${body}`, remarkEngine), { severities: [] });

/** Names and dates of the groups of a basis. */
const groupsBy = (basis: Basis, records: readonly IncidentRecord[]): unknown =>
  recurrences(records).find((one) => one.basis === basis)?.groups.map(({ name, records: members }) => [name, ...members.map(({ date }) => date?.value)]);
const silentBy = (basis: Basis, records: readonly IncidentRecord[]): unknown => recurrences(records).find((one) => one.basis === basis)?.silent;

/** A document's variables and items. */
const withPrompt = (moved: string): string => `## LLM variables\n\n| Variable | Before | During | Moved | Evidence |\n|---|---|---|---|---|\n| Prompt revision | a | b | ${moved} | log |\n\n## Action items\n\n| ID | Action | Gate |\n|---|---|---|\n| AI-1 | Check it | \`ci.yml#evals\` |\n| AI-2 | Check it twice | \`ci.yml#evals\` |\n`;

/** A document about a numbered incident. */
const about = (date: string, key: string): IncidentRecord => stating(date, `services: [orders]\nlinks: { incident: ${key} }`);

describe('recurrence', () => {
  test('is the same service after the same kind of change; what is unknown matches nothing', () => {
    const records = [
      stating('2026-05-01', 'services: [orders]\ntrigger: { change: deploy }'),
      stating('2026-03-01', 'services: [Orders, unknown]\ntrigger: { change: deploy }'),
      stating('2026-04-01', 'services: [orders]\ntrigger: { change: config }'),
      stating('2026-06-01', 'services: [unknown]\ntrigger: { change: deploy, ref: n/a }'),
      stating('2026-07-01', 'services: [search]\ntrigger: { change: none, ref: n/a }'),
      stating('2026-08-01', 'services: [search]\ntrigger: { change: none }'),
    ];
    expect(groupsBy('change', records)).toEqual([['Orders: deploy', '2026-03-01', '2026-05-01']]);
    expect(silentBy('change', records)).toBe(3);
    expect(groupsBy('service', records)).toEqual([['Orders', '2026-03-01', '2026-04-01', '2026-05-01'], ['search', '2026-07-01', '2026-08-01']]);
    expect(groupsBy('reference', records)).toEqual([]);
  });

  test('is the same commit, tag, gate or LLM variable that moved', () => {
    const records = [
      stating('2026-05-01', 'tags: [Alias]\ntrigger: { ref: 04729cef }', withPrompt('yes')),
      stating('2026-03-01', 'tags: [alias]\ntrigger: { ref: 04729CEF }', withPrompt('yes')),
      stating('2026-04-01', 'tags: [other]', withPrompt('no')),
    ];
    expect(groupsBy('reference', records)).toEqual([['04729CEF', '2026-03-01', '2026-05-01']]);
    expect(groupsBy('tag', records)).toEqual([['alias', '2026-03-01', '2026-05-01']]);
    expect(groupsBy('gate', records)).toEqual([['ci.yml#evals', '2026-03-01', '2026-04-01', '2026-05-01']]);
    expect(groupsBy('variable', records)).toEqual([['Prompt revision', '2026-03-01', '2026-05-01']]);
    expect(silentBy('variable', records)).toBe(1);
  });

  test('is a link to an earlier document, by id or path, over several steps', () => {
    const records = [
      stating('2026-01-01', 'id: first\ntitle: The first'),
      stating('2026-02-01', 'links: { previous: first }'),
      stating('2026-03-01', '', '## Supporting material\n\n- [Before](./2026-02-01.md#timeline)\n- [Itself](2026-03-01.md)\n'),
      stating('2026-04-01', '', 'Like 2026-02-01.md and first.\n\n## Supporting material\n\n- [Elsewhere](https://e.example/2026-02-01.md)\n- [Broken](%E0%A4%A)\n'),
    ];
    expect(groupsBy('link', records)).toEqual([['The first', '2026-01-01', '2026-02-01', '2026-03-01']]);
    expect(silentBy('link', records)).toBe(1);
  });

  test('is never two documents about one incident', () => {
    expect(groupsBy('service', [about('2026-01-01', 'INC-1'), about('2026-01-02', 'INC-1')])).toEqual([]);
    expect(groupsBy('service', [about('2026-01-01', 'INC-1'), about('2026-01-02', 'INC-1'), about('2026-02-01', 'INC-2')])).toEqual([['orders', '2026-01-01', '2026-01-02', '2026-02-01']]);
  });

  test('stands on the page of each incident with the one before, and on the index with its basis', () => {
    const records = ['2026-01-01', '2026-02-01', '2026-03-01'].map((date) => stating(date, `title: Of ${date}\nservices: [orders]`));
    const [index, first, second] = siteOf(records);
    expect(index?.text).toContain('<caption>The same service, whatever the cause</caption>');
    expect(index?.text).toContain('3 that do not link to another of these documents');
    expect(first?.text).toContain('<td class="short">the first</td>');
    expect(second?.text).toContain('<a href="2026-01-01.html">Of 2026-01-01</a>');
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
