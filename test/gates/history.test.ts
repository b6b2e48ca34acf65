import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { git, writeFiles } from '../temporary.ts';

// A story that happened in the open, in our own words: an incident pays for an alert on latency; the alert moves, is loosened twice, its
// number moves into a local, and a sibling that the same incident paid for is removed as redundant.

const monitor = (name: string, threshold: string, window: string): string => `resource "datadog_monitor" "${name}" {
  name    = "Answers take too long (${name})"
  type    = "metric alert"
  query   = "avg(last_${window}):avg:gateway.answer.duration{env:prod,path:${name}} > ${threshold}"
  message = "Answers are slow @pagerduty-gateway"
  monitor_thresholds {
    critical = ${threshold}
  }
}
`;

const record = (path: string): string => `---
postmortem: 1
id: 2026-06-02-slow-answers
title: Answers took 88 seconds
status: final
links: { incident: INC-602 }
---

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| answer_seconds | 8 | 88 | s | 2026-06-02 09:00 | 2026-06-02 11:30 | |
| fallback_seconds | 6 | 70 | s | 2026-06-02 09:00 | 2026-06-02 11:30 | |

## Action items

| ID | Action | Type | Owner | Due | Gate | Status |
|---|---|---|---|---|---|---|
| AI-1 | Alert on slow answers | detect | @ada-voss | 2026-06-03 | \`${path}#datadog_monitor.answers\` replay: answer_seconds | done |
| AI-2 | Alert on slow fallbacks | detect | @ada-voss | 2026-06-03 | \`monitors.tf#datadog_monitor.fallbacks\` replay: fallback_seconds | done |
`;

interface Change {
  readonly rule: string;
  readonly level: string;
  readonly unit: string;
  readonly fingerprint: string;
  readonly accepted: unknown;
  readonly replay: { readonly verdict: string } | null;
  readonly paidFor: readonly { readonly incident: string }[];
}

const run = async (root: string, ...argv: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
  const { host, stdout, stderr } = fakeHost(root, { env: { XDG_CACHE_HOME: join(root, '.git/cache') } });
  const code = await main(host, argv);
  return { code, stdout: stdout(), stderr: stderr() };
};

const diff = async (root: string, against: string): Promise<{ readonly code: number; readonly changes: readonly Change[] }> => {
  const { code, stdout, stderr } = await run(root, 'gates', 'diff', '--against', against, '--json');
  expect(stderr).toBe('');
  const { changes }: { readonly changes: readonly Change[] } = JSON.parse(stdout);
  return { code, changes };
};

const shown = (changes: readonly Change[]): readonly string[] => changes.map(({ level, rule, unit }) => `${level} ${rule} ${unit.slice(unit.indexOf('#') + 1)}`);

const STEPS = ['paid', 'moved', 'loosened', 'again', 'indirect', 'removed'] as const;

describe('the history of a threshold', () => {
  let root = '';
  const at = (step: (typeof STEPS)[number]): void => {
    git(root, 'checkout', '-q', '--force', step);
  };

  beforeAll(async () => {
    const sibling = monitor('fallbacks', '30', '10m');
    root = realpathSync(mkdtempSync(join(tmpdir(), 'postmortem-')));
    git(root, 'init', '-q', '-b', 'main');
    writeFiles(root, { 'postmortems/slow.md': record('monitors.tf'), 'monitors.tf': `${monitor('answers', '30', '10m')}\n${sibling}` });
    const commit = (step: string, files: Readonly<Record<string, string>>): void => {
      writeFiles(root, files);
      git(root, 'add', '.');
      git(root, 'commit', '-q', '--allow-empty', '-m', step);
      git(root, 'branch', step);
    };
    await run(root, 'gates', 'lock');
    commit('paid', {});
    commit('moved', { 'monitors.tf': sibling, 'modules/answers.tf': monitor('answers', '30', '10m') });
    commit('loosened', { 'modules/answers.tf': monitor('answers', '45', '10m') });
    commit('again', { 'modules/answers.tf': monitor('answers', '60', '15m') });
    commit('indirect', { 'modules/answers.tf': `locals {\n  slow = 60\n}\n\n${monitor('answers', '60', '15m').replaceAll('> 60', '> ${local.slow}').replace('critical = 60', 'critical = local.slow')}` });
    rmSync(join(root, 'monitors.tf'));
    commit('removed', {});
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('moved: to know, and nothing else', async () => {
    at('moved');
    const { code, changes } = await diff(root, 'paid');
    expect(shown(changes)).toEqual(['INFO gate-moved datadog_monitor.answers']);
    expect(code).toBe(0);
  });

  test('each loosening is a warning, since 60 still fires at 88', async () => {
    at('loosened');
    expect(shown((await diff(root, 'moved')).changes)).toEqual(['WARN threshold-loosened datadog_monitor.answers']);
    at('again');
    const { code, changes } = await diff(root, 'loosened');
    expect(shown(changes)).toEqual(['WARN threshold-loosened datadog_monitor.answers', 'WARN window-changed datadog_monitor.answers']);
    expect(changes[0]?.replay?.verdict).toBe('fires');
    expect(changes[0]?.paidFor.map(({ incident }) => incident)).toEqual(['INC-602']);
    expect(code).toBe(0);
  });

  test('a number that moves into a local is the same number', async () => {
    at('indirect');
    expect((await diff(root, 'again')).changes.filter(({ level }) => level !== 'INFO')).toEqual([]);
  });

  test('the sibling removed is an error, and names the incident', async () => {
    at('removed');
    const { code, changes } = await diff(root, 'indirect');
    expect(shown(changes)).toEqual(['ERR gate-removed datadog_monitor.fallbacks']);
    expect(changes[0]?.paidFor.map(({ incident }) => incident)).toEqual(['INC-602']);
    expect(code).toBe(1);
  });

  test('against the lock nothing creeps: 30 is the floor after three small steps', async () => {
    at('indirect');
    const { changes } = await diff(root, 'lock');
    expect(shown(changes)).toEqual(['WARN threshold-loosened datadog_monitor.answers', 'WARN window-changed datadog_monitor.answers', 'INFO gate-moved datadog_monitor.answers']);
    const { stdout } = await run(root, 'gates', 'diff', '--against', 'lock');
    expect(stdout).toContain('> 30');
    expect(stdout).toContain('> 60');
  });

  test('locking again lowers nothing', async () => {
    at('again');
    const { stdout } = await run(root, 'gates', 'lock');
    expect(stdout).toBe('kept     modules/answers.tf#datadog_monitor.answers: weaker than its floor, or gone (see postmortem gates diff --against lock)\n');
    expect(git(root, 'diff')).toBe('');
  });

  test('beyond the incident it is an error', async () => {
    at('again');
    writeFiles(root, { 'modules/answers.tf': monitor('answers', '90', '15m') });
    const { code, changes } = await diff(root, 'again');
    expect(shown(changes)).toEqual(['ERR threshold-loosened datadog_monitor.answers']);
    expect(changes[0]?.replay?.verdict).toBe('silent');
    expect(code).toBe(1);
  });

  test('an acceptance carries forward, and is an error again when it has run out', async () => {
    at('removed');
    const [removed] = (await diff(root, 'indirect')).changes;
    const accepted = await run(root, 'gates', 'accept', removed?.fingerprint ?? '', '--against', 'indirect', '--reason', 'the fallback is gone', '--by', '@ada-voss', '--until', '2026-12-31');
    expect(accepted.code).toBe(0);
    const after = await diff(root, 'indirect');
    expect(after.code).toBe(0);
    expect(after.changes[0]).toMatchObject({ level: 'WARN', accepted: { by: '@ada-voss', until: '2026-12-31' } });
    expect((await diff(root, 'lock')).code).toBe(0);
    const later = fakeHost(root, { now: () => Date.UTC(2027, 0, 1, 12) });
    expect([await main(later.host, ['gates', 'diff', '--against', 'indirect']), later.stderr()]).toEqual([1, '1 ERR against indirect\n']);
    expect(later.stdout()).toContain('the acceptance of @ada-voss expired on 2026-12-31');
  });

  test('the work tree is not touched', async () => {
    at('removed');
    const before = git(root, 'status', '--porcelain');
    await run(root, 'gates', 'diff', '--against', 'paid');
    expect(git(root, 'status', '--porcelain')).toBe(before);
    expect(git(root, 'rev-parse', 'HEAD')).toBe(git(root, 'rev-parse', 'removed'));
  });
});
