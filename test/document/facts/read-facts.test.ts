import { describe, expect, it } from 'vitest';
import { readParts } from '../read.ts';

const facts = (text: string, path?: string) => readParts(text, path).facts;
const values = (list: readonly { readonly value: string }[]): string[] => list.map(({ value }) => value);

describe('front matter', () => {
  it('gives the canonical facts with their places', () => {
    const text = '---\npostmortem: 1\nid: a-1\ntitle: It broke\nstatus: draft\nseverity: SEV1\nservices: [api, "web"]\ntimezone: UTC\nauthors: ["@a"]\ndetected_by: alert\ntrigger: { change: deploy, actor: agent, ref: abc }\nlinks: { incident: INC-1 }\ntags: [x]\n---\n\n# It broke\n';
    const read = facts(text);
    expect(read).toMatchObject({
      format: 1, id: { value: 'a-1' }, title: { value: 'It broke' }, status: { value: 'draft' }, severity: { value: 'SEV1' }, timezone: { value: 'UTC' }, detectedBy: { value: 'alert' },
      trigger: { change: { value: 'deploy' }, actor: { value: 'agent' }, ref: { value: 'abc' } }, links: { incident: { value: 'INC-1' } },
    });
    expect(values(read.services)).toEqual(['api', 'web']);
    expect(text.slice(read.severity?.source.start, read.severity?.source.end)).toBe('SEV1');
    expect(read.restated).toMatchObject([{ fact: 'title', value: 'It broke' }]);
  });

  it.each([
    ['severity: [SEV1]', 'front-matter-type', 'severity'],
    ['status: finished', 'front-matter-value', 'status'],
    ['services: api', 'front-matter-type', 'services'],
    ['trigger: { actor: robot }', 'front-matter-value', 'trigger.actor'],
    ['authors: ["@a", [b]]', 'front-matter-type', 'authors.1'],
    ['colour: red', 'unknown-key', 'colour'],
  ])('reports %s', (line, kind, key) => {
    expect(readParts(`---\npostmortem: 1\n${line}\n---\n`).reading.problems).toMatchObject([{ kind, key, source: { line: 3 } }]);
  });

  it('asks adopted documents for no form', () => {
    const { reading, facts: read } = readParts('---\ntitle: "x"\nlayout: post\nauthors: me\n---\n');
    expect(reading.problems).toEqual([]);
    expect(values(read.authors)).toEqual(['me']);
  });

  it('takes the words under a heading that only says Title, and none of a heading that names a part of a form', () => {
    expect(facts('# Title:\n### Builds fail\n\n# Events\n- 10:00 a\n').title).toMatchObject({ value: 'Builds fail' });
    expect(facts('# Metadata\n\nOwner: @a\n\n# Overview\n\nIt broke.\n').title).toBeNull();
  });

  it('reads TOML', () => {
    expect(facts('+++\ntitle = "x"\nauthors = ["A B"]\n+++\n\n## Summary\n')).toMatchObject({ title: { value: 'x' }, authors: [{ value: 'A B' }] });
  });
});

describe('facts under the title', () => {
  it.each<[name: string, text: string]>([
    ['table', '# x\n\n| Field | Value |\n|---|---|\n| **Severity** | SEV-3 (partial) |\n| Authors | @a, @b |\n| Timezone | CET |\n'],
    ['table without a header row of its own', '# x\n\n| Severity | SEV-3 |\n|---|---|\n| Authors | @a and @b |\n| Time zone | CET |\n'],
    ['table laid out sideways', '# x\n\n| Severity | Authors | Timezone |\n|---|---|---|\n| SEV-3 | @a, @b | CET |\n'],
    ['bold fields', '# x\n\n**Severity:** SEV-3 - partial\\\n**Authors**: @a, @b\\\n**Timezone:** CET\n'],
    ['bullets', '# x\n\n- Severity: `SEV-3`\n- **Authors:** [@a](http://x), @b\n- Timezone: CET\n'],
    ['front matter', '---\nseverity: SEV-3\nauthors: ["@a", "@b"]\ntimezone: CET\n---\n\n# x\n'],
  ])('%s', (_, text) => {
    const read = facts(text);
    expect([read.severity?.value, values(read.authors), read.timezone?.value]).toEqual(['SEV-3', ['@a', '@b'], 'CET']);
  });

  it.each([
    ['**Severity:** Medium', 'Medium'],
    ['**Severity:** **Critical** - complete outage', 'Critical'],
    ['- 重大度: SEV-2（主要機能）', 'SEV-2'],
    ['**Severity:** High (for users of one region)', 'High'],
    ['**Severity:** TBD', undefined],
    ['### Severity: Low', 'Low'],
    ['## Issue Summary\n**Severity**: Critical - all of it', 'Critical'],
    ['## Metrics\n\n| Metric | Value |\n|---|---|\n| Severity | 1 |', '1'],
    ['## Severity\n\nSEV2', 'SEV2'],
  ])('severity of %s', (line, level) => {
    expect(facts(`# x\n\n${line}\n`).severity?.value).toBe(level);
  });

  it('reads the level of a title and the other statement of it', () => {
    expect(facts('# SEV1 post-mortem: x\n')).toMatchObject({ severity: { value: 'SEV1' }, restated: [] });
    expect(facts('# SEV1 post-mortem: x\n\n**Severity:** SEV2\n')).toMatchObject({ severity: { value: 'SEV2' }, restated: [{ fact: 'severity', value: 'SEV1' }] });
  });
});

describe('title', () => {
  it.each([
    ['# **Big** `outage`\n', 'Big outage'],
    ['Outage\n===\n', 'Outage'],
    ['---\ntitle: Outage\n---\n\n## Summary\n', 'Outage'],
    ['---\ntitle: Outage\n---\n\n# Summary\n\n# Root causes\n', 'Outage'],
    ['---\nTitle: Outage\nAuthor: me\n---\n\n# Abstract\n\n# Cause\n', 'Outage'],
    ['---\ntitle: Queue outage of May 3rd\n---\n\n# The incident\n\nIt broke.\n', 'Queue outage of May 3rd'],
    ['text only\n', undefined],
  ])('%j', (text, title) => {
    expect(facts(text).title?.value).toBe(title);
  });
});

describe("the incident's day", () => {
  const timeline = '\n## Timeline\n\n- 2026-06-09 18:27 a\n- 2026-06-10 09:00 b\n';
  it.each([
    ['a title that calls itself a review', '# Incident review: 2026-06-09 queue stopped\n', 'x.md', '2026-06-09'],
    ['the title', `# 2026-06-10, x\n${timeline}`, 'x.md', '2026-06-10'],
    ['a field that says so', `# x\n\n**Date of incident:** 9 June 2026\n`, 'x.md', '2026-06-09'],
    ['a plain date within the account', `# x\n\n**Date:** 2026-06-10\n${timeline}`, 'x.md', '2026-06-10'],
    ['the account, where a plain date is that of writing', `# x\n\n**Date:** 2026-06-18\n${timeline}`, 'x.md', '2026-06-09'],
    ['the file name within the account', `# x\n${timeline}`, '2026-06-10-x.md', '2026-06-10'],
    ['the account, where the file name is later', `# x\n${timeline}`, '2026-07-10-x.md', '2026-06-09'],
    ['a field with the digits alone', `# x\n\n**Date of incident:** 20260609\n`, 'x.md', '2026-06-09'],
    ['the account, where the opening words end', `# x\n\n## Timeline, all times PST, 06/10/2026\n\n- 2026-06-09 18:27 a\n- 2026-06-10 09:00 b\n`, 'x.md', '2026-06-09'],
    ['a field whose order another date proves', '# x\n\n**Date of incident:** 06/09/2026\n\nReviewed on 06/15/2026.\n', 'x.md', '2026-06-09'],
    ['a field whose order the file name proves', '# x\n\n**Date of incident:** 06/09/2026\n', '2026-06-09-x.md', '2026-06-09'],
    ['a field whose order the zone suggests', '# x\n\n**Date of incident:** 06/09/2026 10:00 PDT\n', 'x.md', '2026-06-09'],
    ['a field with the day first elsewhere', '# x\n\n**Date of incident:** 09/06/2026 10:00 CEST\n', 'x.md', '2026-06-09'],
    ['the opening words, where the file is named after a later day', `# x\n\nOn June 9th the queue stopped.\n${timeline}`, '2026-06-10-x.md', '2026-06-09'],
    ['the account, where front matter and file name are of the page', `---\ndate: 2026-06-10\n---\n\n# x\n${timeline}`, '2026-06-10-x.md', '2026-06-09'],
    ['the front matter, where nothing else is', '---\ntitle: x\ndate: 2026-06-10\n---\n\nIt broke.\n', 'x.md', '2026-06-10'],
    ['the file and the page, where the page is a report', '---\ndate: 2026-06-10\n---\n\n# x\n\n## Impact\n\nAll of it.\n', '2026-06-10-x.md', '2026-06-10'],
    ['nothing, where an article only says when it appeared', '---\ndate: 2026-06-10\n---\n\nThe block has been lifted.\n', '2026-06-10-x.md', undefined],
    ['the front matter of what calls itself a post-mortem', '---\npostmortem: 1\ndate: 2026-06-10\n---\n\nIt broke.\n', '2026-06-10-x.md', '2026-06-10'],
    ['the opening words, not the day of writing above them', '# x\n\n_Posted on September 28th, 2026_\n\nOn September 24th, the team was told.\n', 'x.md', '2026-09-24'],
    ['the opening words, not the day beside the author', '# x\n\nAuthor: A. Person, 2026-09-28\n\nOn September 24th, the team was told.\n', 'x.md', '2026-09-24'],
    ['the opening words', '# x\n\nOn September 24th, the team was told.\n', '2026-09-30-x.md', '2026-09-24'],
    ['a plain date with a time, under a second title', '# Queue 9\n\n## **June halt of queue 9**\n\n* **Queue:** `x`\n* **Date:** 16/06/2026 3am UTC\n\n### What we saw\n\nOn the 15 June 2026 the change was voted on.\n', 'x.md', '2026-06-16'],
    ['the account, where a date with a time stands beside an author', `# x\n\n**Author:** A. Person\n**Date:** 2026-06-18 10:00\n${timeline}`, 'x.md', '2026-06-09'],
    ['nothing', '# x\n\nIt broke.\n', 'x.md', undefined],
  ])('comes from %s', (_, text, path, day) => {
    expect(readParts(text, path).date?.value).toBe(day);
  });
});
