import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLiveCheck } from '../../src/cli/check/live-check.ts';
import { readCheckOptions } from '../../src/cli/check/options.ts';
import { runCheck } from '../../src/cli/check/run-check.ts';
import type { Finding } from '../../src/record/finding.ts';
import { openReader } from '../../src/workspace/reader.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { FORMS } from '../document/edit/forms.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryRepository, writeFiles } from '../temporary.ts';

const OPTIONS = { ...readCheckOptions({ positionals: [], values: {} }), cache: false };
const QUIET = { step: (): void => {}, end: (): void => {} };
const PATH = 'docs/incidents/2026-03-12-orders.md';

const ALERT = (threshold: number): string => `groups:\n  - name: orders\n    rules:\n      - alert: OrdersFail\n        expr: orders_failed_ratio > ${threshold}\n`;
const GATED = FORMS.canonical.replace('ratio | 0.001', 'orders_failed_ratio | 0.001').replace(/\| AI-1 \|(.*)\n/, '| AI-1 |$1\n') + '\nThe alert is `alerts/orders.yml#OrdersFail` and `alerts/orders.yml#Nothing`.\n';

const repository = () =>
  temporaryRepository({
    'postmortem.config.yaml': 'documents: ["docs/**"]\n',
    CODEOWNERS: '* @mira @acme/orders\n',
    'alerts/orders.yml': ALERT(0.5),
    [PATH]: FORMS.canonical,
    'docs/incidents/2025-11-02-orders.md': FORMS.canonical.replaceAll('2026-03-12', '2025-11-02'),
  });

/** A live check and a whole one of the same document. */
const checks = async (folder: string, now?: () => number) => {
  const { host } = fakeHost(folder, now && { now });
  const workspace = await openWorkspace(host, []);
  const live = openLiveCheck(workspace, PATH, OPTIONS);
  const whole = async (text: string): Promise<readonly Finding[]> => (await runCheck(workspace, [{ path: PATH, read: () => ({ text }) }], OPTIONS, QUIET)).findings;
  return { live, whole, reader: await openReader(host, {}) };
};

/** Lines that change what other rules find, each in its own way. */
const LINES = [
  '', '| 2026-03-12 14:01 | resolved | All clear | | |', 'severity: SEV9', '## Timeline', '- Improve monitoring somehow', '<!-- postmortem-ignore timeline/order: known -->', 'See [log](../missing.md#x).',
  'password = "hunter2hunter2"', '`alerts/orders.yml#OrdersFail` replay: ratio', '```yaml\ngroups: []\n```', 'It lasted 3 hours.', 'status: final', '\u202Ehidden', 'id: 2025-11-02-orders',
];
const CHANGE = record({ at: nat(60), remove: nat(2), line: constantFrom(...LINES) });

const changed = (text: string, { at, remove, line }: { readonly at: number; readonly remove: number; readonly line: string }): string => text.split('\n').toSpliced(at, remove, line).join('\n');

describe('the check of a document that is being written', () => {
  test('finds what a whole check finds, after every change of any sequence', { timeout: 120_000 }, async () => {
    const { live, whole, reader } = await checks(repository());
    await assert(
      asyncProperty(constantFrom(FORMS.canonical, FORMS.bullets, GATED), array(CHANGE, { minLength: 1, maxLength: 5 }), async (start, changes) => {
        let text = start;
        for (const change of changes) {
          text = changed(text, change);
          // As the editor does: read at another path, for planning.
          expect(await live(text, reader.read('2026-03-12-orders.md', text))).toEqual(await whole(text));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('takes in what changed beside the document soon after', async () => {
    const folder = repository();
    let now = Date.UTC(2026, 10, 21, 12);
    const { live, whole } = await checks(folder, () => now);
    await live(GATED, null);
    writeFiles(folder, { 'alerts/orders.yml': ALERT(0.9).replace('OrdersFail', 'Renamed'), 'docs/incidents/2026-01-01.md': FORMS.canonical });
    const after = await whole(GATED);
    expect(after).not.toEqual(await live(GATED, null));
    now += 11_000;
    expect(await live(GATED, null)).toEqual(after);
  });

  test('asks no program and reads nothing again after the first time', async () => {
    const folder = repository();
    let programs = 0;
    const { host } = fakeHost(folder);
    const workspace = await openWorkspace({ ...host, run: (...args) => ((programs += 1), host.run(...args)) }, []);
    const [live, reader] = [openLiveCheck(workspace, PATH, OPTIONS), await openReader(host, {})];
    const known = reader.read(PATH, FORMS.canonical);
    const first = await live(FORMS.canonical, known);
    expect(first.map(({ rule }) => rule)).toContain('collection/recurrence');
    const asked = programs;
    expect(asked).toBeGreaterThan(0);
    rmSync(join(folder, 'docs'), { recursive: true });
    // What was read of a text counts: this one says something else.
    expect(await live('no post-mortem', known)).toEqual(first);
    expect(programs).toBe(asked);
  });
});
