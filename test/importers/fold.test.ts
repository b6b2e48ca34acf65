import { describe, expect, test } from 'vitest';
import { fold } from '../../src/importers/fold.ts';
import { entryOf, type ImportedEntry } from '../../src/importers/importer.ts';
import { fixtureFiles, readFiles } from './read.ts';

const at = (clock: string): number => Date.parse(`2026-04-25T${clock}Z`);

let number = 0;
const told = (source: string, clock: string, text: string, more: Partial<ImportedEntry> = {}): ImportedEntry =>
  entryOf({ at: at(clock), text, kind: 'alert', source, id: String(++number), evidence: [{ label: source, url: `https://${source}.example/${number}` }], ...more });

const folded = (...entries: readonly ImportedEntry[]): string[] => fold(entries).entries.map(({ text, evidence }) => `${text} (${evidence.map(({ label }) => label).join(', ')})`);

describe('one event that two sources tell of', () => {
  test('stands once, with the evidence of both: Slack and PagerDuty', async () => {
    const entries = [...(await readFiles('slack', fixtureFiles('slack'), undefined, 'https://acme.slack.com')).entries, ...(await readFiles('pagerduty', fixtureFiles('pagerduty.json'))).entries];
    const { entries: once, joined } = fold(entries);
    expect(joined).toBe(1);
    expect(once).toHaveLength(entries.length - 1);
    const alert = once.find(({ text }) => text.startsWith('Triggered'));
    expect(alert).toMatchObject({
      source: 'pagerduty', noise: false, milestone: 'detected', at: at('00:37:05'),
      evidence: [{ url: 'https://acme.pagerduty.com/incidents/PT4KHLK/log_entries/R1TRIGGER' }, { url: 'https://acme.slack.com/archives/C01INC/p1777077430000200' }],
      folded: [{ source: 'slack', id: 'C01INC 1777077430.000200' }],
    });
  });

  test('is known by its words, or by an address that both speak of', () => {
    expect(folded(told('pagerduty', '00:37:05', 'Triggered: High 5xx ratio on model-engine'), told('slack', '00:37:50', 'FIRING High 5xx ratio on model-engine (prod)'))).toEqual([
      'Triggered: High 5xx ratio on model-engine (pagerduty, slack)',
    ]);
    const incident = 'https://acme.pagerduty.com/incidents/PT4KHLK';
    expect(folded(told('pagerduty', '00:37:05', 'Triggered: ratio', { mentions: [incident] }), told('slack', '00:37:30', 'see this', { mentions: [`${incident}/`] }))).toEqual(['Triggered: ratio (pagerduty, slack)']);
  });

  test('is another where the minute, the words or the state differ', () => {
    const pager = told('pagerduty', '00:37:05', 'Triggered: High 5xx ratio on model-engine');
    expect(folded(pager, told('slack', '00:38:06', 'Triggered: High 5xx ratio on model-engine'))).toHaveLength(2);
    expect(folded(pager, told('slack', '00:37:30', 'High latency of the checkout queue'))).toHaveLength(2);
    expect(folded(pager, told('slack', '00:37:30', 'Acknowledged: High 5xx ratio on model-engine'))).toHaveLength(2);
    expect(folded(pager, told('slack', '00:37:30', 'ratio'))).toHaveLength(2);
  });

  test('keeps what people said where bots said it too, and the milestone that a source names', () => {
    const { entries } = fold([
      told('slack', '00:37:05', 'Triggered: High 5xx ratio on model-engine', { noise: true, milestone: 'detected' }),
      told('github', '00:37:20', 'Alert fired: high 5xx ratio on model-engine, looking'),
    ]);
    expect(entries).toMatchObject([{ text: 'Alert fired: high 5xx ratio on model-engine, looking', noise: false, milestone: 'detected', at: at('00:37:05') }]);
  });
});

describe('one source', () => {
  test('that tells a thing twice is heard once', () => {
    const one = told('alertmanager', '00:37:05', 'Alert fires');
    expect(fold([one, one, { ...one, id: 'other' }])).toMatchObject({ entries: [{ text: 'Alert fires' }], repeated: 2, joined: 0 });
  });

  test('may say similar things one after the other', () => {
    expect(folded(told('slack', '00:37:05', 'still no news from the database team'), told('slack', '00:37:30', 'no news from the database team still, waiting'))).toHaveLength(2);
  });

  test('is put in the order of time', () => {
    expect(folded(told('a', '02:00:00', 'two'), told('a', '01:00:00', 'one'), told('a', '03:00:00', 'three')).map((text) => text.split(' ')[0])).toEqual(['one', 'two', 'three']);
  });
});
