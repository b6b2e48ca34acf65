import { describe, expect, test } from 'vitest';
import { check, shown } from './check.ts';

const timeline = (before: string, after = ''): string => `# Queue stopped, 2026-03-01\n\n## Timeline (UTC)\n\n${before}- 20:58 Queue stops\n- 22:21 Restarted${after}\n- 21:31 Messages flow${after}\n- 22:50 Backlog is gone\n`;

const found = (text: string, rule: string, today = '2026-03-01'): { shown: string; reason: string | null }[] =>
  check(text, { today }).filter((finding) => finding.rule === rule).map((finding) => ({ shown: shown(finding), reason: finding.suppressed?.reason ?? null }));

describe('a comment suppresses', () => {
  test('the block below it', () => {
    expect(found(timeline('<!-- postmortem-ignore timeline/order: in the order in which we learned it -->\n'), 'timeline/order')).toEqual([
      { shown: '8:3-8:8 error "21:31" stands after "22:21", which is 50m later', reason: 'in the order in which we learned it' },
    ]);
  });

  test('its own line', () => {
    expect(found(timeline('', ' <!-- postmortem-ignore timeline/order: as the pager has it -->'), 'timeline/order').map(({ reason }) => reason)).toEqual(['as the pager has it']);
  });

  test('the whole file, wherever it stands, several rules at once', () => {
    expect(found(`${timeline('')}\n<!-- postmortem-ignore-file timeline/order, timeline/zone until=2026-03-01: copied from the pager -->\n`, 'timeline/order').map(({ reason }) => reason)).toEqual(['copied from the pager']);
  });
});

describe('a comment does not suppress', () => {
  test.each([
    ['another rule', '<!-- postmortem-ignore timeline/zone: we are all in one office -->\n', '2026-03-01'],
    ['without a reason', '<!-- postmortem-ignore timeline/order -->\n', '2026-03-01'],
    ['after its last day', '<!-- postmortem-ignore timeline/order until=2026-02-28: as the pager has it -->\n', '2026-03-01'],
    ['inside a code block', '```\n<!-- postmortem-ignore-file timeline/order: quoted -->\n```\n\n', '2026-03-01'],
    ['what stands above it', '', '2026-03-01'],
  ])('%s', (name, before, today) => {
    const text = `${timeline(before)}${name === 'what stands above it' ? '\n<!-- postmortem-ignore timeline/order: too late -->\n' : ''}`;
    expect(found(text, 'timeline/order', today).map(({ reason }) => reason)).toEqual([null]);
  });
});

test('a suppression that cannot be decided, because its rule did not run, is not called unused', () => {
  const text = '# Queue stopped\n\n<!-- postmortem-ignore record/author: nobody yet -->\nText\n';
  expect(check(text).filter(({ rule }) => rule.startsWith('suppressions/'))).toEqual([]);
});
