import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';

const engine = await loadEngine();
const sections = (text: string) => readText('incident.md', text, engine).record.sections;
const named = (text: string) => sections(text).map(({ name, source }) => `${name} ${source.line}`);

describe('readSections', () => {
  it('reads headings of any level in any order, the first of each name', () => {
    expect(named('# Outage\n\n### Impact\n\na\n\n# Timeline\n\nb\n\n## Impact\n\nc\n')).toEqual(['impact 3', 'timeline 7']);
  });

  it('takes sub-headings of action items for groups', () => {
    expect(named('# Outage\n\n## Action items\n\n### 検知（detect）\n\n- a\n\n### Mitigation\n\n- b\n\n## Detection\n\nc\n')).toEqual(['actions 3', 'detection 13']);
  });

  it('does not take the title for a section', () => {
    expect(named('# Overview of the outage of the mail service\n\n## Impact\n\na\n')).toEqual(['impact 3']);
    expect(named('# Summary\n\na\n\n# Root causes\n\nb\n')).toEqual(['summary 1', 'root_cause 5']);
  });

  it('reads bold leads and bold bullets as pseudo-headings', () => {
    const text = '# Outage\n\n**Impact:** all users\n\n- **Key events**\n  - 10:00 start\n- **Resolution**: restarted\n- **Review actions**:\n  - Add a check\n';
    expect(named(text)).toEqual(['impact 3', 'timeline 5', 'resolution 7', 'actions 8']);
  });

  it('reads the bold questions of cloud vendors', () => {
    const text = '# Outage\n\n**What happened?**\n\na\n\n**What went wrong and why?**\n\nb\n\n**How did we respond?**\n\nc\n\n**How are we making incidents like this less likely or less impactful?**\n\n- d\n';
    expect(named(text)).toEqual(['summary 3', 'root_cause 7', 'resolution 11', 'actions 15']);
  });

  it('gives bullets that are indented too little to the bold bullet above them', () => {
    const { record } = readText('incident.md', '# Outage\n\n- **Impact**:\n - all\n- **Review actions**:\n - Add a check\n - Add an alert\n', engine);
    expect(record.actions.map(({ title, source }) => [title, source.line])).toEqual([['Add a check', 6], ['Add an alert', 7]]);
  });

  it('takes metrics for signals where a table says what was measured', () => {
    expect(named('# Outage\n\n## Metrics\n\n| Metric | Normal | Incident |\n|---|---|---|\n| errors | 0 | 9 |\n')).toEqual(['signals 3']);
    expect(named('# Outage\n\n## Metrics\n\n| Metric | Time |\n|---|---|\n| Time to detect | 4 minutes |\n')).toEqual([]);
  });

  it('prefers the plainer of two headings', () => {
    expect(named('# Outage\n\n## Root causes identified\n\n### 1. Fixed: a lock\n\na\n\n### 2. Root cause: no key\n\nb\n')).toEqual(['root_cause 3']);
    expect(named('# Outage\n\n## Prevention measures implemented\n\n- a\n\n## Action items\n\n- b\n')).toEqual(['actions 7']);
    expect(named('# Outage\n\n## Fault\n\na\n\n## Response\n\nb\n\n## Recovery\n\nc\n\n## Root cause\n\nd\n')).toEqual(['resolution 11', 'root_cause 15']);
    expect(named('# Outage\n\n## Response\n\nb\n')).toEqual(['resolution 3']);
  });

  it('takes remediations that are still to do for action items where nothing else lists them', () => {
    expect(named('# Outage\n\n## Remediations\n\n- Add a check\n- Alert on depth\n')).toEqual(['actions 3']);
    expect(named('# Outage\n\n## Remediation\n\n| # | Task | Assignee |\n|---|---|---|\n| 1 | Add jitter | @ana |\n')).toEqual(['actions 3']);
    expect(named('# Outage\n\n## Remediation\n\n- Restarted the queue\n- Rolled back\n')).toEqual(['resolution 3']);
  });

  it.each([
    ['nothing', '', true],
    ['a comment', '<!-- hint: who was hit? -->', true],
    ['a table without rows', '| a | b |\n|---|---|', true],
    ['words', 'All users.', false],
    ['an image', '![graph](a.png)', false],
    ['code', '```\nx\n```', false],
  ])('says whether a section is empty: %s', (_, content, empty) => {
    expect(sections(`# Outage\n\n## Impact\n\n${content}\n\n## Timeline\n\na\n`)[0]).toMatchObject({ name: 'impact', empty });
  });

  it.each([
    ['n/a: nobody noticed', 'n/a: nobody noticed'],
    ['None, because it was night.', 'None, because it was night.'],
    ['None', 'None'],
    ['Nothing watched the queue.', null],
    ['No alert fired.', null],
  ])('knows words that say "nothing here": %s', (content, notApplicable) => {
    expect(sections(`# Outage\n\n## Detection\n\n${content}\n`)[0]).toMatchObject({ notApplicable });
  });

  it('says where the content stands', () => {
    const text = '# Outage\n\n## Impact\n\nAll users.\n\n### Money\n\nNone.\n\n## Timeline\n';
    const [impact, timeline] = sections(text);
    expect(text.slice(impact?.contentSource.start, impact?.contentSource.end)).toBe('All users.\n\n### Money\n\nNone.');
    expect(timeline?.contentSource).toMatchObject({ line: 11, column: 12, endColumn: 12 });
  });
});
